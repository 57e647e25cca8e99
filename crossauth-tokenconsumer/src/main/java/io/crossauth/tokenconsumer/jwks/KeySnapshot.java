package io.crossauth.tokenconsumer.jwks;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys as they were at one moment. Immutable.
 *
 * @param from where they were found
 * @param table the keys
 * @param skipped the keys that are not used, each with the rule it breaks
 * @param etag the issuer's mark for them, or null
 * @param lifetime how long they are good
 * @param atNanos when they were asked for
 */
record KeySnapshot(
    URI from,
    KeyTable table,
    Map<String, String> skipped,
    @Nullable String etag,
    Duration lifetime,
    long atNanos) {

  /** When it is time to renew them: after four fifths of their lifetime. */
  Duration refreshAfter() {
    // In nanoseconds, since it is asked for with every token: Duration divides by way of
    // BigDecimal.
    return Duration.ofNanos(lifetime.toNanos() / 5 * 4);
  }
}
