package io.crossauth.benchmarks.peers;

/** One library's check of a token. */
@FunctionalInterface
public interface Verifier extends AutoCloseable {

  /**
   * Checks a token.
   *
   * @return its subject, taken from the claims as the library gives them
   * @throws Exception if it is refused, whatever the library throws
   */
  String verify(String token) throws Exception;

  @Override
  default void close() {}
}
