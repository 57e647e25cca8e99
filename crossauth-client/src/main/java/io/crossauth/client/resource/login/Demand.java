package io.crossauth.client.resource.login;

import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.http.AuthChallenge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the answer of a resource asks for.
 *
 * @param kind what it is
 * @param challenge the challenge that says so; none if nothing is asked for
 * @param metadata where the resource says that its metadata are, if it does
 * @param status the HTTP status of the answer
 */
record Demand(Kind kind, Optional<AuthChallenge> challenge, Optional<String> metadata, int status) {

  /** What can be asked for. */
  enum Kind {
    /** Nothing: the answer is the program's. */
    NOTHING("", ""),
    /** A token, or another one (RFC 6750 section 3). */
    TOKEN("invalid_token", "the resource refuses the token that the login has brought"),
    /** A token that allows more (RFC 6750 section 3.1). */
    SCOPE("insufficient_scope", "the resource wants more than the login has brought"),
    /** The same with a nonce of the resource's in its proof (RFC 9449 section 9). */
    NONCE("use_dpop_nonce", "the resource asks for another nonce again, or has given none"),
    /** A stronger or a newer login of the user (RFC 9470 section 3). */
    LOGIN("insufficient_user_authentication", "another login was not enough for the resource");

    private final String error;
    private final String hint;

    Kind(String error, String hint) {
      this.error = error;
      this.hint = hint;
    }
  }

  private static final int MOST_WORDS = 50;

  private static final List<Kind> STEPS = List.of(Kind.SCOPE, Kind.LOGIN, Kind.NONCE);

  /** Reads an answer. */
  static Demand of(HttpReply reply) {
    int status = reply.status();
    if (status != 401 && status != 403) {
      return new Demand(Kind.NOTHING, Optional.empty(), Optional.empty(), status);
    }
    List<AuthChallenge> challenges =
        AuthChallenge.in(reply.headers().all("WWW-Authenticate")).stream()
            .filter(AuthChallenge::isOfTokens)
            .toList();
    // One that says why counts before one that does not.
    Optional<AuthChallenge> telling =
        challenges.stream()
            .filter(challenge -> challenge.parameter("error").isPresent())
            .findFirst()
            .or(() -> challenges.stream().findFirst());
    Optional<String> metadata =
        challenges.stream().flatMap(c -> c.parameter("resource_metadata").stream()).findFirst();
    Kind kind = telling.map(challenge -> kind(challenge, status)).orElse(Kind.NOTHING);
    return new Demand(kind, telling, metadata, status);
  }

  private static Kind kind(AuthChallenge challenge, int status) {
    String error = challenge.parameter("error").orElse("");
    for (Kind step : STEPS) {
      if (step.error.equals(error)) {
        return step;
      }
    }
    // Another 403 is not about the token.
    return status == 401 ? Kind.TOKEN : Kind.NOTHING;
  }

  /** Whether no login could help: more is wanted, and not said what. */
  boolean isVain() {
    return kind == Kind.SCOPE && wanted().scopes().isEmpty();
  }

  /** What a login must ask for, so that the answer becomes another. */
  Wanted wanted() {
    if (kind != Kind.LOGIN) {
      return new Wanted(words("scope"), List.of(), Optional.empty(), false);
    }
    List<String> acrValues = words("acr_values");
    // RFC 9470 section 3: both may be missing; then a new login is all that can be meant.
    Optional<Duration> age =
        acrValues.isEmpty() ? maxAge().or(() -> Optional.of(Duration.ZERO)) : maxAge();
    return new Wanted(words("scope"), acrValues, age, true);
  }

  /** RFC 6749 section 3.3: what is no scope would end in a request that is none. */
  private List<String> words(String name) {
    List<String> words = challenge.map(c -> c.list(name)).orElse(List.of());
    try {
      TokenRequestOptions unused = TokenRequestOptions.scopes(words.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw cannotBe(name, "words of printable ASCII");
    }
    if (words.size() > MOST_WORDS) {
      throw cannotBe(name, "at most " + MOST_WORDS + " words");
    }
    return words;
  }

  private Optional<Duration> maxAge() {
    return challenge
        .flatMap(c -> c.parameter("max_age"))
        .map(
            seconds -> {
              if (!seconds.matches("[0-9]{1,9}")) {
                throw cannotBe("max_age", "seconds");
              }
              return Duration.ofSeconds(Long.parseLong(seconds));
            });
  }

  private InvalidResponseException cannotBe(String name, String expected) {
    return new InvalidResponseException(
        "challenge",
        "challenge, " + name + ": expected " + expected + ", found something else",
        status,
        null);
  }

  /**
   * The failure of a request that stays refused after all that could be done.
   *
   * @param sent the credentials of the request, of which nothing may be told
   */
  OAuthErrorException refusal(Map<String, String> sent) {
    String said = challenge.flatMap(c -> c.parameter("error_description")).orElse("");
    boolean telling = sent.values().stream().anyMatch(field -> said.contains(token(field)));
    return new OAuthErrorException(
        kind.error, said.isEmpty() || telling ? null : said, null, status, null, kind.hint);
  }

  private static String token(String credentials) {
    return credentials.substring(credentials.indexOf(' ') + 1);
  }
}
