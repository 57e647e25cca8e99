package io.crossauth.servlet;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.servlet.internal.PathPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Paths of the application that want a person who is logged in, perhaps better or more recently
 * than others do (step-up), by the claims of the ID token: those of one that is kept encrypted
 * cannot be read, and never suffice. Immutable and safe for use by many threads; each method gives
 * a changed one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470">RFC 9470: step-up</a>
 */
public final class ProtectedPath {

  private static final Duration SKEW = Duration.ofSeconds(30);

  private final PathPattern pattern;
  private final List<String> acrValues;
  private final Optional<Duration> maxAge;

  private ProtectedPath(PathPattern pattern, List<String> acrValues, Optional<Duration> maxAge) {
    this.pattern = pattern;
    this.acrValues = acrValues;
    this.maxAge = maxAge;
  }

  /**
   * {@return paths that want any login}
   *
   * @param pattern one decoded path of the application ({@code /account}, with or without a slash
   *     at its end; case counts), or that and all below it ({@code /account/**}, or {@code
   *     /account/*}, as servlets are mapped); {@code /*} for all. Of several that match the most
   *     exact one counts
   * @throws IllegalArgumentException if it is no such pattern
   */
  public static ProtectedPath of(String pattern) {
    return new ProtectedPath(PathPattern.parse(pattern), List.of(), Optional.empty());
  }

  /**
   * {@return the same paths for logins of one of these contexts}
   *
   * @param values what the {@code acr} claim may be, best first; none (the default) for any
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect
   *     Core 1.0 section 2: acr</a>
   */
  public ProtectedPath withAcrValues(String... values) {
    return new ProtectedPath(pattern, List.of(values), maxAge);
  }

  /**
   * {@return the same paths for logins that are no older}
   *
   * @param age how long ago the person may have logged in, by {@code auth_time}, in whole seconds;
   *     any time by default. Half a minute is added, for the way back from the login and for clocks
   *     that differ: without it a login could be too old when it is done, again and again
   * @throws IllegalArgumentException if it is negative
   */
  public ProtectedPath withMaxAge(Duration age) {
    if (age.isNegative()) {
      throw new IllegalArgumentException("maxAge: expected zero or more, found less");
    }
    return new ProtectedPath(pattern, acrValues, Optional.of(age));
  }

  PathPattern pattern() {
    return pattern;
  }

  List<String> acrValues() {
    return acrValues;
  }

  Optional<Duration> maxAge() {
    return maxAge;
  }

  /** Whether the login of a session is good enough. */
  boolean satisfiedBy(WebSession session, Instant now) {
    boolean context =
        acrValues.isEmpty()
            || session
                .claim("acr")
                .filter(String.class::isInstance)
                .filter(this::listed)
                .isPresent();
    return context && maxAge.map(age -> recent(session, now.minus(age).minus(SKEW))).orElse(true);
  }

  private boolean listed(Object acr) {
    return acrValues.contains(acr);
  }

  private static boolean recent(WebSession session, Instant earliest) {
    return session
        .claim("auth_time")
        .filter(Number.class::isInstance)
        .filter(time -> ((Number) time).longValue() >= earliest.getEpochSecond())
        .isPresent();
  }

  /** What a login must ask for, so that its session is good enough. */
  LoginOptions asked(LoginOptions usual) {
    LoginOptions options =
        acrValues.isEmpty() ? usual : usual.withAcrValues(acrValues.toArray(new String[0]));
    return maxAge.map(options::withMaxAge).orElse(options);
  }

  /** {@return the paths, and what they want} */
  @Override
  public String toString() {
    return "ProtectedPath[" + pattern + ", acr " + acrValues + ", max_age " + maxAge + "]";
  }
}
