package io.crossauth.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Is told of every call when it is over, on the thread of the call. It must be quick and safe for
 * use by many threads; what it throws is lost.
 *
 * @see HttpPolicy#observed(HttpTransport, HttpListener)
 * @see ApacheHttpTransport.Builder#listener(HttpListener)
 */
@FunctionalInterface
public interface HttpListener {

  /**
   * What a call was and how it ended. Never a query, a header or a body.
   *
   * @param method the method, in upper case
   * @param endpoint scheme, host, port if it is named, and path
   * @param status the HTTP status, if an answer came
   * @param failure the code of the failure, if none came: {@code transport.timeout}
   * @param took how long it took
   */
  record Exchange(
      String method,
      String endpoint,
      OptionalInt status,
      Optional<String> failure,
      Duration took) {}

  /**
   * Takes note of a call that is over.
   *
   * @param exchange what was asked, and what came of it
   */
  void ended(Exchange exchange);

  /**
   * Takes note of bytes from a server that belong to no answer, such as a second answer behind the
   * one that was asked for: a broken server, or one that tries to plant an answer. The connection
   * has been given up. Told by {@link ApacheHttpTransport.Builder#listener} alone; does nothing by
   * default.
   *
   * @param server scheme, host, and port if it is named
   */
  default void unexpectedBytes(String server) {}
}
