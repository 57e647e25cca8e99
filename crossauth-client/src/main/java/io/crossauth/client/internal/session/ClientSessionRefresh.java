package io.crossauth.client.internal.session;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.value.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Presents refresh tokens of sessions at the token endpoint (RFC 6749 section 6). */
public final class ClientSessionRefresh implements SessionRefresh {

  private final TokenEndpoint endpoint;
  private final TokenRequestOptions options;
  private final RefreshRefusals refusals;
  private final RefusalAlarm alarm;

  /**
   * Creates the refresh of a client's sessions.
   *
   * @param endpoint whose calls end within {@link RenewalPolicy#call}
   * @param options what every request says besides the refresh token
   * @param context the client, whose provider may refuse in words of its own
   * @param alarm hears when many sessions are ended alike
   */
  public ClientSessionRefresh(
      TokenEndpoint endpoint,
      TokenRequestOptions options,
      ClientContext context,
      Consumer<OAuthErrorException> alarm) {
    this(
        endpoint,
        options,
        new RefreshRefusals(context.quirks(), context.platform()),
        new RefusalAlarm(alarm, context.platform()));
  }

  private ClientSessionRefresh(
      TokenEndpoint endpoint,
      TokenRequestOptions options,
      RefreshRefusals refusals,
      RefusalAlarm alarm) {
    this.endpoint = endpoint;
    this.options = options;
    this.refusals = refusals;
    this.alarm = alarm;
  }

  @Override
  public SessionRefresh narrowedTo(Set<String> scopes) {
    TokenRequestOptions less =
        new TokenRequestOptions(
            scopes, options.parameters(), options.headers(), options.proofKey());
    return new ClientSessionRefresh(endpoint, less, refusals, alarm);
  }

  @Override
  public boolean isFinal(OAuthErrorException refusal, StoredTokens tokens) {
    return refusals.isFinal(refusal, tokens.refreshToken().orElseThrow());
  }

  @Override
  public void ended(OAuthErrorException refusal) {
    alarm.ended(refusal);
  }

  @Override
  public Answer present(StoredTokens tokens, BooleanSupplier mayBegin) {
    Secret refreshToken = tokens.refreshToken().orElseThrow();
    TokenRequestOptions asked =
        endpoint.keyed(tokens.proofKey().map(options::withProofKey).orElse(options));
    Map<String, @Nullable Object> members =
        endpoint.sendingWhile(mayBegin).ask(Grant.refreshToken(refreshToken), asked).orThrow();
    TokenResponseRules rules =
        TokenResponseRules.none()
            .keeping(refreshToken)
            .granting(tokens.scopes())
            .granting(tokens.authorizationDetails())
            .expecting(sameLogin(tokens));
    return new Answer() {
      @Override
      public Optional<Secret> refreshToken() {
        return Optional.ofNullable(members.get("refresh_token"))
            .filter(token -> token instanceof String text && !text.isBlank())
            .map(token -> Secret.of(token.toString()));
      }

      @Override
      public Optional<Secret> proofKey() {
        return asked.proofKey();
      }

      @Override
      public OAuthTokenResponse checked() {
        return endpoint.read(members, asked, rules);
      }
    };
  }

  private static TokenExpectations sameLogin(StoredTokens tokens) {
    return EarlierLogin.claims(tokens)
        .map(claims -> TokenExpectations.none().withPrevious(claims))
        .or(() -> tokens.subject().map(TokenExpectations.none()::withSubject))
        .orElse(TokenExpectations.none());
  }
}
