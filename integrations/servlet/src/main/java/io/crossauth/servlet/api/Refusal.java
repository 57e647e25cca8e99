package io.crossauth.servlet.api;

import io.crossauth.error.CrossauthException;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.BearerChallenge;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;

/**
 * Why a request does not pass, and what its client is told.
 *
 * @param status the HTTP status
 * @param title what the status means (RFC 9457 section 3.1.3)
 * @param headers what else the answer has
 * @param why for the log alone
 * @param level of the log
 */
record Refusal(int status, String title, Map<String, String> headers, String why, Level level) {

  /** When to ask again: the issuer's keys are looked for that often. */
  private static final String RETRY_AFTER = "5";

  /** The path could be read in more than one way. */
  static Refusal ofPath() {
    return of(400, "Bad Request", Map.of(), "the path is not in one form");
  }

  static Refusal notListed() {
    return of(404, "Not Found", Map.of(), "no rule is for the path: add one by require or open");
  }

  /** The program's own doing, which it will want to know. */
  static Refusal ofDispatch(String path) {
    String why = "no rule is for " + path + ", where the program dispatches it to";
    return new Refusal(404, "Not Found", Map.of(), why, Level.INFO);
  }

  /** RFC 9110 section 15.5.6. */
  static Refusal ofMethod(Collection<String> allowed) {
    String allow = String.join(", ", allowed);
    return of(405, "Method Not Allowed", Map.of("Allow", allow), "no rule is for the method");
  }

  static Refusal of(Access.Denied denied) {
    BearerChallenge challenge = denied.challenge();
    String title =
        switch (challenge.status()) {
          case 400 -> "Bad Request";
          case 403 -> "Forbidden";
          default -> "Unauthorized";
        };
    CrossauthException rejection = denied.rejection().orElse(null);
    String why = rejection == null ? challenge.error().orElse("no token") : text(rejection);
    Level level = rejection == null ? Level.DEBUG : Level.INFO;
    return new Refusal(challenge.status(), title, challenge.headers(), why, level);
  }

  /** Nothing can be said about the token: its client keeps it, and comes again. */
  static Refusal of(CrossauthException outage) {
    return new Refusal(
        503,
        "Service Unavailable",
        Map.of("Retry-After", RETRY_AFTER),
        text(outage),
        Level.WARNING);
  }

  private static Refusal of(int status, String title, Map<String, String> headers, String why) {
    return new Refusal(status, title, headers, why, Level.DEBUG);
  }

  private static String text(CrossauthException e) {
    return e.code() + ": " + e.getMessage();
  }
}
