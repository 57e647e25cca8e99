package io.crossauth.client.token;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.error.OAuthErrorException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the token endpoint of a provider does its own way: the form of its answers, its words for
 * the end of a session, its wishes for client authentication, its grace for a repeated refresh
 * token. Immutable and safe for use by many threads, if the functions are.
 *
 * <p>{@code OAuthClientBuilder.quirks} takes it; {@code Provider.withQuirks} makes it part of a
 * description.
 */
public final class ProviderQuirks {

  private static final ProviderQuirks NONE =
      new ProviderQuirks(
          UnaryOperator.identity(),
          refusal -> false,
          Set.of(),
          UnaryOperator.identity(),
          Optional.empty());

  private final UnaryOperator<Map<String, Object>> tokenResponse;
  private final Predicate<OAuthErrorException> finalRefusals;
  private final Set<String> countedRefusals;
  private final UnaryOperator<ClientAuthentication> authentication;
  private final Optional<Duration> refreshReuse;

  private ProviderQuirks(
      UnaryOperator<Map<String, Object>> tokenResponse,
      Predicate<OAuthErrorException> finalRefusals,
      Set<String> countedRefusals,
      UnaryOperator<ClientAuthentication> authentication,
      Optional<Duration> refreshReuse) {
    this.tokenResponse = tokenResponse;
    this.finalRefusals = finalRefusals;
    this.countedRefusals = countedRefusals;
    this.authentication = authentication;
    this.refreshReuse = refreshReuse;
  }

  /**
   * A provider that does everything as the specifications say.
   *
   * @return no quirks
   */
  public static ProviderQuirks none() {
    return NONE;
  }

  /**
   * The same with what makes the answers of the token endpoint those that RFC 6749 names: a {@code
   * token_type} that is missing, tokens in another object, a lifetime of {@code -1}. It sees
   * refusals too.
   *
   * @param adapter gets the members of the JSON object, without those that are null, in a map that
   *     it may change; gives the members that are read. A {@code ClassCastException}, {@code
   *     NullPointerException} or {@code IllegalArgumentException} of it becomes {@code
   *     response.adapter}
   * @return the changed quirks
   */
  public ProviderQuirks withTokenResponse(UnaryOperator<Map<String, Object>> adapter) {
    return new ProviderQuirks(
        adapter, finalRefusals, countedRefusals, authentication, refreshReuse);
  }

  /**
   * The same with more refusals of a refresh token that end its session. {@code invalid_grant},
   * OpenID's {@code interaction_required} and its like, and the words of well-known providers end
   * it always; any other OAuth error with HTTP 400 or 200 does when it has come three times for the
   * same token, over at least five minutes, unless it is about the client or the request: {@code
   * invalid_client}, {@code invalid_scope}, {@code invalid_request}, ….
   *
   * @param ending true for a refusal after which only a new login helps; false for none by default
   * @return the changed quirks
   */
  public ProviderQuirks withFinalRefusals(Predicate<OAuthErrorException> ending) {
    return new ProviderQuirks(tokenResponse, ending, countedRefusals, authentication, refreshReuse);
  }

  /**
   * The same with refusals of a refresh token that are counted, though their names say that they
   * are about the request or the client.
   *
   * @param errors names of errors: {@code invalid_request} at LinkedIn; none by default
   * @return the changed quirks
   */
  public ProviderQuirks withCountedRefusals(String... errors) {
    return new ProviderQuirks(
        tokenResponse, finalRefusals, Set.of(errors), authentication, refreshReuse);
  }

  /**
   * The same with what changes how the client authentication is used: at which endpoint, and in
   * which of the ways that the provider takes. Takes the place of {@link
   * #withAuthenticationMethods}, and the other way round.
   *
   * @param dialect gets the client authentication that the program has set, and gives the one that
   *     is used
   * @return the changed quirks
   */
  public ProviderQuirks withAuthentication(UnaryOperator<ClientAuthentication> dialect) {
    return new ProviderQuirks(tokenResponse, finalRefusals, countedRefusals, dialect, refreshReuse);
  }

  /**
   * The same with the ways that the provider takes a client secret, where its metadata does not say
   * so, or says otherwise.
   *
   * @param methods names by OpenID Connect Core section 9: {@code client_secret_post}
   * @return the changed quirks
   */
  public ProviderQuirks withAuthenticationMethods(String... methods) {
    return withAuthentication(set -> new ListedMethods(set, java.util.List.of(methods)));
  }

  /**
   * The same with how long the provider takes a refresh token that has been used already. While
   * answers to it get lost, a session's manager presents it again during this time, as long as its
   * lease allows. Where nothing is said, it is presented once more (see {@code
   * OAuthClientBuilder.neverRepeatLostRefresh}).
   *
   * @param time from its first use: 30 seconds for a grace period of 30 seconds; zero for a
   *     provider that takes each repetition for an incident, so that there is none
   * @return the changed quirks
   * @throws IllegalArgumentException if it is negative
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700 section
   *     4.14.2</a>
   */
  public ProviderQuirks withRefreshReuse(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("refresh reuse: expected zero or more, found " + time);
    }
    return new ProviderQuirks(
        tokenResponse, finalRefusals, countedRefusals, authentication, Optional.of(time));
  }

  /**
   * Makes the members of an answer those that RFC 6749 names.
   *
   * @return members in, members out; the same by default
   */
  public UnaryOperator<Map<String, Object>> tokenResponse() {
    return tokenResponse;
  }

  /**
   * Whether a refusal of a refresh token ends its session.
   *
   * @return true for those that were named
   */
  public Predicate<OAuthErrorException> finalRefusals() {
    return finalRefusals;
  }

  /**
   * Which refusals of a refresh token are counted though they are about the request.
   *
   * @return names of errors, unmodifiable
   */
  public Set<String> countedRefusals() {
    return countedRefusals;
  }

  /**
   * How long a refresh token is taken that has been used already.
   *
   * @return the time, zero for never; empty if nothing is known
   */
  public Optional<Duration> refreshReuse() {
    return refreshReuse;
  }

  /**
   * How a client authentication is used at this provider.
   *
   * @param set what the program has set
   * @return what is used
   */
  public ClientAuthentication authentication(ClientAuthentication set) {
    return authentication.apply(set);
  }
}
