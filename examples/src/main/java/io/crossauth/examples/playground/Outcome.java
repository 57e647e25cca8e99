package io.crossauth.examples.playground;

import io.crossauth.error.CrossauthException;
import java.util.Optional;

/**
 * What came of something that the person tried.
 *
 * @param tried what that was
 * @param passed whether it was let through
 * @param expected whether that is as it should be
 * @param said what the answer was, in a few words
 * @param refusal the library's own error, if it refused
 * @param stepUp whether a newer login helps
 */
record Outcome(
    String tried,
    boolean passed,
    boolean expected,
    String said,
    Optional<Refusal> refusal,
    boolean stepUp) {

  /**
   * An error of the library, as a program gets it.
   *
   * @param type the exception's class
   * @param code its stable code, as in docs/errors.md
   * @param message its message, which never has a secret
   */
  record Refusal(String type, String code, String message) {

    static Refusal of(CrossauthException error) {
      return new Refusal(
          error.getClass().getSimpleName(), error.code(), String.valueOf(error.getMessage()));
    }
  }

  /** The library refused, as it should. */
  static Outcome refused(String tried, CrossauthException error) {
    return new Outcome(tried, false, true, "refused", Optional.of(Refusal.of(error)), false);
  }

  /** Something that nobody refused. */
  static Outcome passed(String tried, boolean expected, String said) {
    return new Outcome(tried, true, expected, said, Optional.empty(), false);
  }
}
