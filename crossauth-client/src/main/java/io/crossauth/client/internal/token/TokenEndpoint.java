package io.crossauth.client.internal.token;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.ProofOfPossession;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.RequestedDetails;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.wellknown.MetadataField;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trades a grant for tokens: the same walk for every grant.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</a>
 */
public final class TokenEndpoint {

  private static final List<String> RESERVED =
      List.of(
          "grant_type",
          "scope",
          "client_id",
          "client_secret",
          "client_assertion",
          "client_assertion_type");

  private final ProviderCalls calls;
  private final @Nullable OAuthTokenConsumer idTokens;

  /**
   * Creates the walk.
   *
   * @param calls makes the calls
   * @param idTokens checks ID tokens; null for a server that is OAuth only, whose ID tokens nobody
   *     sees
   */
  public TokenEndpoint(ProviderCalls calls, @Nullable OAuthTokenConsumer idTokens) {
    this.calls = calls;
    this.idTokens = idTokens;
  }

  /**
   * The same walk, each of whose calls ends when this time is over, unless it ends sooner by
   * itself.
   *
   * @param time more than zero
   */
  public TokenEndpoint endingWithin(Duration time) {
    return new TokenEndpoint(calls.endingWithin(time), idTokens);
  }

  /** The same walk, whose answers the server may hold back for so long (long polling). */
  public TokenEndpoint holdingAnswers(Duration most) {
    return new TokenEndpoint(calls.holdingAnswers(most), idTokens);
  }

  /** The same walk, whose requests are sent only while a condition holds. */
  public TokenEndpoint sendingWhile(BooleanSupplier holds) {
    return new TokenEndpoint(calls.sendingWhile(holds), idTokens);
  }

  /**
   * The options with a key, if the client begins with one and they have none yet. Whoever asks and
   * reads by himself does both with the same, and keeps them while he polls.
   */
  public TokenRequestOptions keyed(TokenRequestOptions options) {
    return options.proofKey().isPresent()
        ? options
        : calls.context().proof().newKey().map(options::withProofKey).orElse(options);
  }

  /**
   * Trades a grant for tokens.
   *
   * @param rules what the ID token must say, and what is known from before
   * @throws IllegalArgumentException if {@code authorization_details} are of a wrong shape
   * @throws ConfigurationException if the server does not list their type
   * @throws OAuthErrorException if the server says no
   * @throws InvalidResponseException if the answer is not a token response
   * @throws TokenRejectedException if the ID token is not acceptable
   * @throws TransportException if no usable answer came, or the keys cannot be had
   */
  public OAuthTokenResponse exchange(
      Grant grant, TokenRequestOptions options, TokenResponseRules rules) {
    long started = calls.context().platform().ticker().nanos();
    TokenRequestOptions keyed = keyed(options);
    OAuthTokenResponse tokens =
        read(ask(grant, keyed).orThrow(), keyed, rules.ofTypes(grant.tokenTypes()), started);
    grant.check(tokens);
    return tokens;
  }

  /** Whether an ID token is looked at. */
  public boolean checksIdTokens() {
    return idTokens != null;
  }

  /**
   * Asks, and leaves the judgement of a refusal to the caller.
   *
   * @param options {@link #keyed}
   */
  public OAuthResponse ask(Grant grant, TokenRequestOptions options) {
    if (options.proofKey().isEmpty() && calls.context().proof().wantsKey()) {
      throw new IllegalStateException("token request: expected options with a key, found none");
    }
    return calls
        .provenBy(options.proofKey())
        .exchange(
            () ->
                ProviderCall.post(MetadataField.TOKEN_ENDPOINT, form(grant, options))
                    .withHeaders(options.headers()))
        .read(calls.context().quirks().tokenResponse());
  }

  /** Reads an answer that went well; see {@link #exchange} for what is thrown. */
  public OAuthTokenResponse read(
      Map<String, @Nullable Object> members,
      TokenRequestOptions options,
      TokenResponseRules rules) {
    return read(members, options, rules, calls.context().platform().ticker().nanos());
  }

  private OAuthTokenResponse read(
      Map<String, @Nullable Object> members,
      TokenRequestOptions options,
      TokenResponseRules rules,
      long started) {
    Instant now = calls.context().platform().now();
    ProofOfPossession proof = calls.provenBy(options.proofKey()).context().proof();
    Set<String> types = proof.tokenTypes(rules.types(calls.context().tokenType()));
    RawTokens raw =
        TokenResponseReader.read(members, types, proof.unboundHint(), rules.scopes(options), now)
            .keeping(rules.refreshToken())
            .granting(rules.details(options));
    VerifiedToken idToken = idToken(raw, rules, started);
    return new CheckedTokenResponse(
        raw,
        members,
        idToken,
        idToken == null ? Collections.emptyMap() : idToken.claims(),
        options.proofKey().orElse(null));
  }

  /** The same tokens with the claims of the userinfo endpoint; those of the ID token stand. */
  public static OAuthTokenResponse merged(OAuthTokenResponse tokens, Map<String, Object> claims) {
    return ((CheckedTokenResponse) tokens).withUserClaims(claims);
  }

  private @Nullable VerifiedToken idToken(RawTokens raw, TokenResponseRules rules, long started) {
    if (raw.idToken() == null || idTokens == null) {
      if (rules.idTokenRequired() && idTokens != null) {
        // OpenID Connect Core 1.0 section 3.1.3.3: the answer to "openid" has an ID token.
        throw new InvalidResponseException(
            "missing_member", "token response: expected id_token, found none");
      }
      return rules.earlierIdToken();
    }
    TokenExpectations expected = rules.expectations().withAccessToken(raw.accessToken());
    // To refuse it for a key that is not here yet would burn the code.
    return idTokens.verify(
        raw.idToken(),
        TokenType.ID,
        calls.left(started).map(expected::fetchedFromIssuer).orElse(expected));
  }

  private Form form(Grant grant, TokenRequestOptions options) {
    // Asked for once: a grant may make a signed parameter each time it is asked.
    Form parameters = grant.parameters();
    RequestedDetails.check(parameters, calls.context().configuration());
    RequestedDetails.check(options.parameters(), calls.context().configuration());
    Form form = Form.of("grant_type", grant.type()).plus(parameters);
    if (!options.scopes().isEmpty()) {
      form = form.plus("scope", String.join(calls.context().scopeSeparator(), options.scopes()));
    }
    for (Form.Field extra : options.parameters().fields()) {
      if (RESERVED.contains(extra.name()) || parameters.has(extra.name())) {
        throw new IllegalArgumentException(
            "parameter "
                + extra.name()
                + ": is set by the grant or by the client itself, and cannot be given once more;"
                + " scopes are given by TokenRequestOptions.scopes(..)");
      }
      form = form.plus(extra);
    }
    return form;
  }
}
