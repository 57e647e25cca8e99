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
 * @param status the HTTP status of the answer
 */
record Demand(Kind kind, Optional<AuthChallenge> challenge, int status) {

  /** What can be asked for. */
  enum Kind {
    /** Nothing: the answer is the program's. */
    NOTHING("", ""),
    /** A token, or another one (RFC 6750 section 3). */
    TOKEN("invalid_token", "the resource refuses the token that the login has brought"),
    /** A token that allows more (RFC 6750 section 3.1). */
    SCOPE("insufficient_scope", "the resource wants more than the login has brought"),
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

  private static final List<Kind> STEPS = List.of(Kind.SCOPE, Kind.LOGIN);

  /** Reads an answer. */
  static Demand of(HttpReply reply) {
    int status = reply.status();
    if (status != 401 && status != 403) {
      return new Demand(Kind.NOTHING, Optional.empty(), status);
    }
    List<AuthChallenge> challenges =
        AuthChallenge.in(reply.headers().all("WWW-Authenticate")).stream()
            .filter(AuthChallenge::isOfTokens)
            .toList();
    // One that says something counts before one that only names its scheme.
    Optional<AuthChallenge> telling =
        challenges.stream()
            .filter(
                c -> c.parameter("error").or(() -> c.parameter("resource_metadata")).isPresent())
            .findFirst()
            .or(() -> challenges.stream().findFirst());
    Kind kind = telling.map(challenge -> kind(challenge, status)).orElse(Kind.NOTHING);
    return new Demand(kind, telling, status);
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
    return new Wanted(
        words("scope"),
        kind == Kind.LOGIN ? words("acr_values") : List.of(),
        kind == Kind.LOGIN ? maxAge() : Optional.empty(),
        kind == Kind.LOGIN);
  }

  /** RFC 6749 section 3.3: what is no scope would end in a request that is none. */
  private List<String> words(String name) {
    List<String> words = challenge.map(c -> c.list(name)).orElse(List.of());
    try {
      TokenRequestOptions unused = TokenRequestOptions.scopes(words.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "words of printable ASCII");
    }
    if (words.size() > MOST_WORDS) {
      throw invalid(name, "at most " + MOST_WORDS + " words");
    }
    return words;
  }

  private Optional<Duration> maxAge() {
    return challenge
        .flatMap(c -> c.parameter("max_age"))
        .map(
            seconds -> {
              if (!seconds.matches("[0-9]{1,9}")) {
                throw invalid("max_age", "seconds");
              }
              return Duration.ofSeconds(Long.parseLong(seconds));
            });
  }

  private InvalidResponseException invalid(String name, String expected) {
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
