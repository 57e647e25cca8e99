package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.json.JsonReply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a JWK set. Whatever comes that is not one, is no answer: it says nothing about any
 * token.
 */
final class JwksSource {

  /** The largest document. */
  static final int MAX_BYTES = 512 * 1024;

  private static final int NOT_MODIFIED = 304;

  /**
   * What came.
   *
   * @param document the keys, or null if they are as they were
   * @param reply the answer, for its headers
   */
  record Answer(@Nullable JwksDocument document, HttpReply reply) {}

  private final HttpTransport transport;
  private final Headers headers;

  private final int maxKeys;

  /**
   * Creates the source.
   *
   * @param maxKeys the most keys for signatures that are used
   */
  JwksSource(HttpTransport transport, Headers headers, int maxKeys) {
    this.transport = transport;
    this.headers = headers;
    this.maxKeys = maxKeys;
  }

  /**
   * Asks once.
   *
   * @param etag the mark of the keys that are here, or null
   * @param most the most time for it, or null for as long as the transport allows
   * @throws TransportException if no key set came
   */
  Answer fetch(URI uri, @Nullable String etag, @Nullable Duration most) {
    HttpCall call =
        HttpCall.get(uri)
            .withHeader("Accept", "application/jwk-set+json, application/json")
            .withHeaders(headers)
            .withMaxBytes(MAX_BYTES);
    HttpCall timed = most == null ? call : call.withTimeout(most);
    HttpReply reply =
        transport.exchange(etag == null ? timed : timed.withHeader("If-None-Match", etag));
    if (reply.status() == NOT_MODIFIED && etag != null) {
      return new Answer(null, reply);
    }
    try {
      return new Answer(read(uri, reply), reply);
    } catch (InvalidResponseException e) {
      throw unavailable(uri, e);
    }
  }

  private JwksDocument read(URI uri, HttpReply reply) {
    if (reply.body().length > MAX_BYTES) {
      throw new TransportException(
          TransportException.Kind.TOO_LARGE, uri, true, "more than " + MAX_BYTES + " bytes", null);
    }
    List<?> keys =
        JwksDocument.keysOf(JsonReply.documentOfItems("key set", uri, reply, JwksDocument.KEYS));
    if (keys == null) {
      throw new InvalidResponseException(
          "missing_member", "key set: expected an array keys, found none", reply.status(), null);
    }
    JwksDocument document = JwksDocument.of(keys, maxKeys);
    if (document.table().size() == 0) {
      throw new InvalidResponseException(
          "no_usable_key",
          "key set: expected a key to check signatures with, found none; not used: "
              + document.summary(),
          reply.status(),
          null);
    }
    return document;
  }

  /** A wrong answer, told as what it is for those who check tokens: no keys. */
  static TransportException unavailable(URI uri, InvalidResponseException failure) {
    return new TransportException(
        TransportException.Kind.UNAVAILABLE,
        uri,
        true,
        String.valueOf(failure.getMessage()),
        failure);
  }
}
