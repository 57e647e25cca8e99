package io.crossauth.client.resource;

import io.crossauth.client.internal.call.Challenge;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.error.InvalidResponseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an API says to a token whose user has not logged in strongly or recently enough: a login of
 * which kind would do. Immutable.
 *
 * <pre>{@code
 * Optional<StepUpChallenge> wanted = StepUpChallenge.in(answer.statusCode(), answer.headers().map());
 * if (wanted.isPresent()) {
 *   wanted.get().requireFirst(session.answered());    // one round, then the error
 *   session.answered(wanted.get());
 *   redirect(client.startAuthorizationCodeFlow(wanted.get().login(LoginOptions.scopes("openid"))));
 * }
 * }</pre>
 *
 * <p>The ID token of that login is checked for {@code acr} and {@code auth_time}, as that of every
 * login that asks for them. {@link ResourceClient} goes the whole way where the login can wait for
 * its user.
 *
 * @param acrValues the kinds of login one of which will do, best first; empty for any
 * @param maxAge how long ago it may have been; empty for any time
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 section 3</a>
 */
public record StepUpChallenge(List<String> acrValues, Optional<Duration> maxAge) {

  private static final String ERROR = "insufficient_user_authentication";

  private static final int UNAUTHORIZED = 401;

  private static final List<String> SCHEMES = List.of("bearer", "dpop", "oauth");

  /** Values of {@code acr} in a list that blanks divide: what RFC 6749 lets a scope be. */
  private static final Pattern VALUE = Pattern.compile("[!#-\\[\\]-~]{1,200}");

  /** Less than a hundred years. */
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private static final int MOST_VALUES = 20;

  /**
   * Copies the values.
   *
   * @param acrValues the kinds of login one of which will do, best first; empty for any
   * @param maxAge how long ago it may have been; empty for any time
   */
  public StepUpChallenge {
    acrValues = List.copyOf(acrValues);
  }

  /**
   * {@return what an answer asks for; empty if it is none that another login helps against}
   *
   * @param status the HTTP status of the answer
   * @param headers its header fields, names in any case. What is in the challenge and cannot be
   *     read, is as if it were not there
   */
  public static Optional<StepUpChallenge> in(int status, Map<String, List<String>> headers) {
    if (status != UNAUTHORIZED) {
      return Optional.empty();
    }
    return headers.entrySet().stream()
        .filter(field -> "WWW-Authenticate".equalsIgnoreCase(field.getKey()))
        .flatMap(field -> field.getValue().stream())
        .flatMap(value -> Challenge.all(value).stream())
        .filter(StepUpChallenge::isOne)
        .map(StepUpChallenge::of)
        .findFirst();
  }

  private static boolean isOne(Challenge challenge) {
    return challenge.error().equals(ERROR)
        && SCHEMES.stream().anyMatch(challenge.scheme()::equalsIgnoreCase);
  }

  private static StepUpChallenge of(Challenge challenge) {
    List<String> values =
        Arrays.stream(challenge.parameter("acr_values").split(" ", -1))
            .filter(value -> VALUE.matcher(value).matches())
            .distinct()
            .limit(MOST_VALUES)
            .toList();
    return new StepUpChallenge(
        values,
        Optional.of(challenge.parameter("max_age"))
            .filter(seconds -> SECONDS.matcher(seconds).matches())
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
  }

  /**
   * {@return the options of a login that will do} Where the challenge names neither kind nor age,
   * the user is asked anew: {@code max_age=0}.
   *
   * @param usual scopes and whatever else the login asks for; its own {@code acr_values} and {@code
   *     max_age} give way to those of the challenge
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-4">RFC 9470 section 4</a>
   */
  public LoginOptions login(LoginOptions usual) {
    LoginOptions options =
        acrValues.isEmpty() ? usual : usual.withAcrValues(acrValues.toArray(String[]::new));
    Optional<Duration> age =
        acrValues.isEmpty() ? maxAge.or(() -> Optional.of(Duration.ZERO)) : maxAge;
    return age.map(options::withMaxAge).orElse(options);
  }

  /**
   * Ends what would go round: a challenge that comes although its user has just logged in for one.
   *
   * @param answered the challenge that the last login was for; empty if the last request to the API
   *     went well, or there was no such login
   * @throws InvalidResponseException {@code response.step_up_repeated} if there was one
   */
  public void requireFirst(Optional<StepUpChallenge> answered) {
    if (answered.isPresent()) {
      throw repeated();
    }
  }

  InvalidResponseException repeated() {
    return new InvalidResponseException(
        "step_up_repeated",
        "API, WWW-Authenticate: expected the login that it asked for to do, found the error "
            + ERROR
            + " again; does the provider put acr and auth_time into its access tokens, and is the"
            + " token of the new login sent",
        UNAUTHORIZED,
        null);
  }
}
