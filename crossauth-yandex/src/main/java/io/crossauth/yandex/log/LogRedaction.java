package io.crossauth.yandex.log;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Each also without its underscores, or with hyphens in their place, and in any case. */
  private static final List<String> WORDS =
      List.of(
          ("access_token refresh_token id_token x_token music_token device_token mfa_token"
                  + " subject_token actor_token logout_token id_token_hint token"
                  + " client_assertion client_secret secret password passwd"
                  + " x_csrf_token csrf_token _csrf otp code_verifier device_code user_code code"
                  + " auth_state state magic_track_id track_id"
                  + " session_id sessionid2 sessguard yandexuid spravka l")
              .split(" "));

  private static final List<String> HEADERS =
      List.of("authorization", "proxy_authorization", "cookie", "set_cookie", "ya_client_cookie");

  private static final Set<String> SECRET =
      Stream.concat(WORDS.stream(), HEADERS.stream())
          .map(LogRedaction::plain)
          .collect(Collectors.toUnmodifiableSet());

  private static final String NAMES = anyOf(WORDS);
  private static final String QUOTED = "(?<![\\w-])((?:" + NAMES + "|" + anyOf(HEADERS) + ")";

  private static final List<Rule> RULES =
      List.of(
          // A header of cookies is secret as a whole, up to the end of its line.
          rule("(?i)\\b((?:ya-client-cookie|set-cookie|cookie)\\s*+[:=]\\s*+)[^\\r\\n]++"),
          rule("(?i)\\b(authorization\\s*+[:=]\\s*+\\w++\\s++)[^\\s,;\"']++"),
          // {"access_token": "…"}, {'password': '…'} and password="…".
          rule("(?is)" + QUOTED + "[\"']?\\s*+[:=]\\s*+\")(?:[^\"\\\\]|\\\\.)*+"),
          rule("(?is)" + QUOTED + "[\"']?\\s*+[:=]\\s*+')(?:[^'\\\\]|\\\\.)*+"),
          // JSON within JSON: a quote of the value has three backslashes, the last quote has one.
          rule(
              "(?i)"
                  + QUOTED
                  + "\\\\?[\"']\\s*+[:=]\\s*+\\\\\")"
                  + "(?:[^\"\\\\]|\\\\{4}|\\\\{3}\"|\\\\{2}|\\\\[^\"\\\\])*+"),
          // {"otp": 123456}
          rule("(?i)" + QUOTED + "\\\\?[\"']\\s*+[:=]\\s*+)-?[0-9][0-9.e+-]*+"),
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

  /**
   * Whether a value of this name is secret as a whole, whatever it looks like.
   *
   * @param name the name of a field, parameter or header, in any case; {@code _} and {@code -} in
   *     it do not matter
   */
  public static boolean isSecret(String name) {
    return SECRET.contains(plain(name));
  }

  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String anyOf(List<String> words) {
    return String.join("|", words).replace("_", "[_-]?");
  }

  private static Rule rule(String pattern) {
    return rule(pattern, "$1" + STARS);
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }
}
