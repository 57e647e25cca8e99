package io.crossauth.tokenconsumer.differential;

/** Another library, told to check what we check. */
interface Peer {

  /** Its name, for the report. */
  String name();

  /** Whether it can do this algorithm here; else it has no say. */
  default boolean can(String algorithm) {
    return true;
  }

  /**
   * Returns if it accepts the token.
   *
   * @throws Exception if it does not
   */
  void check(String token) throws Exception;

  /** Whether it accepts the token; whatever it throws is a refusal. */
  default boolean accepts(String token) {
    try {
      check(token);
      return true;
    } catch (Exception | LinkageError | StackOverflowError e) {
      return false;
    }
  }
}
