package io.crossauth.tokenconsumer.jwks;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the keys that are there now.
 *
 * @param address where they are
 * @param source asks for them
 * @param usualLifetime how long they are good when the answer does not say
 */
record KeyLoader(Supplier<URI> address, JwksSource source, Duration usualLifetime) {

  /**
   * Fetches them.
   *
   * @param before the keys that are here, or null; sent back when they are as they were
   * @param most the most time for it, or null for as long as the transport allows
   */
  KeySnapshot load(@Nullable KeySnapshot before, @Nullable Duration most) {
    URI uri = address.get();
    // A mark says nothing about a document at another address.
    String mark = before != null && before.from().equals(uri) ? before.etag() : null;
    JwksSource.Answer answer = source.fetch(uri, mark, most);
    Duration lifetime = Freshness.of(answer.reply().headers(), usualLifetime);
    JwksDocument document = answer.document();
    if (document == null && before != null) {
      return new KeySnapshot(uri, before.table(), before.skipped(), before.etag(), lifetime);
    }
    if (document == null) {
      throw new IllegalStateException("not modified, though nothing was here");
    }
    String etag = answer.reply().headers().first("ETag").orElse(null);
    return new KeySnapshot(uri, document.table(), document.skipped(), etag, lifetime);
  }
}
