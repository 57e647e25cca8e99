package io.crossauth.yandex.log;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes tokens, cookies, passwords and codes out of a text that goes to a log, and puts it on one
 * line. It errs on the side of taking out too much.
 *
 * <p>Every repetition of its patterns is possessive and bounded by the text, so that the work grows
 * with the length of the text and nothing else.
 */
public final class LogRedaction {

  /** What stands in the place of a secret. */
  public static final String STARS = "***";

  private record Rule(Pattern pattern, String replacement) {}

  private static final String NAMES =
      "access_token|refresh_token|id_token|x_token|xtoken|music_token|device_token|token"
          + "|client_secret|secret|password|passwd|csrf_token|csrf|x-csrf-token|_csrf"
          + "|device_code|user_code|otp|code_verifier|code|state|track_id|magic_track_id|trackId"
          + "|auth_state|session_id|sessionid2|sessionid|sessguard|yandexuid|spravka|l";

  private static final List<Rule> RULES =
      List.of(
          // A header of cookies is secret as a whole, up to the end of its line.
          rule("(?i)\\b((?:ya-client-cookie|set-cookie|cookie)\\s*+[:=]\\s*+)[^\\r\\n]++"),
          rule("(?i)\\b(authorization\\s*+[:=]\\s*+\\w++\\s++)[^\\s,;\"']++"),
          // {"access_token": "…"} and {'password': '…'}, with quotes escaped or not.
          rule(
              "(?i)(\\\\?[\"'](?:"
                  + NAMES
                  + ")\\\\?[\"']\\s*+[:=]\\s*+\\\\?\")"
                  + "(?:[^\"\\\\]|\\\\[^\"])++"),
          rule("(?i)([\"'](?:" + NAMES + ")[\"']\\s*+[:=]\\s*+')[^']++"),
          // access_token=… of queries, forms, cookies and records.
          rule("(?i)(?<![\\w-])((?:" + NAMES + ")\\s*+=\\s*+)[^\\s&;,\\])}\"']++"),
          rule("(?i)\\b(oauth|bearer|basic|dpop)\\s++[A-Za-z0-9._~+/=|:*-]{8,}+", "$1 " + STARS),
          rule("[A-Za-z0-9._-]{32,}+", STARS),
          rule("[\\r\\n]++", " | "));

  private LogRedaction() {}

  /** The text without its secrets, on one line. */
  public static String redact(String text) {
    String clean = text;
    for (Rule rule : RULES) {
      clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
    }
    return clean;
  }

  private static Rule rule(String pattern) {
    return rule(pattern, "$1" + STARS);
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }
}
