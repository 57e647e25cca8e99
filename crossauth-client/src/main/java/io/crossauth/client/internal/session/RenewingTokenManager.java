package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Renews the sessions of a store. */
public final class RenewingTokenManager implements TokenManager {

  private final TokenStore store;
  private final RenewalTools tools;
  private final SessionRenewal renewal;
  private final Authorization authorization;

  /**
   * Creates a manager.
   *
   * @param refresh presents a refresh token
   * @param policy the times of a renewal
   * @param authorization puts access tokens on requests
   * @param open the renewals of the client
   * @param platform time and background work; renewals run on threads of its scheduler
   */
  public RenewingTokenManager(
      TokenStore store,
      SessionRefresh refresh,
      RenewalPolicy policy,
      Authorization authorization,
      OpenRenewals open,
      Platform platform) {
    this.store = store;
    this.tools =
        new RenewalTools(
            store,
            refresh,
            policy,
            platform,
            new RenewalFailures(platform),
            open.ofManager(),
            UnaryOperator.identity());
    this.renewal = new SessionRenewal(tools);
    this.authorization = authorization;
  }

  @Override
  public void signedIn(String session, OAuthTokenResponse tokens) {
    StoredTokens next = StoredTokens.of(tokens);
    if (next.refreshToken().isEmpty()) {
      new SecondLogin(tools, renewal).begin(session, next);
      return;
    }
    renewal.forget(session);
    store.put(session, next);
  }

  @Override
  public void signedOut(String session) {
    renewal.forget(session);
    store.remove(session);
  }

  @Override
  public Optional<StoredTokens> tokens(String session) {
    return renewal.find(session);
  }

  @Override
  public Secret accessToken(String session) {
    return renewal.fresh(session).accessToken();
  }

  @Override
  public TokenSource source(String session) {
    return new SessionTokenSource(session, renewal, authorization);
  }

  @Override
  public int unsaved() {
    return tools.open().unsaved();
  }

  @Override
  public boolean drain(Duration most) {
    return tools.open().drain(most, tools.platform());
  }

  @Override
  public void close() {
    boolean unused = drain(tools.policy().lease());
  }
}
