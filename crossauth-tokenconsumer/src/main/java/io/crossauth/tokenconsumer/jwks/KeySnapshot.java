package io.crossauth.tokenconsumer.jwks;

import java.net.URI;
import java.time.Duration;
import java.util.List;
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
 */
record KeySnapshot(
    URI from,
    KeyTable table,
    Map<String, String> skipped,
    @Nullable String etag,
    Duration lifetime) {

  /** The keys that may have made a signature, but for those that have been tried. */
  List<VerificationKey> others(KeyRequest request) {
    List<VerificationKey> found = table.find(request.kid());
    if (request.failed().isEmpty()) {
      return found;
    }
    return found.stream()
        .filter(key -> request.failed().stream().noneMatch(key::sameKeyAs))
        .toList();
  }
}
