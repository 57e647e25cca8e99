package io.crossauth.client.internal.session;

import io.crossauth.client.internal.call.AccessToken;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The access token of one session. */
public final class SessionTokenSource implements TokenSource {

  private final String session;
  private final SessionRenewal renewal;
  private final Authorization authorization;

  SessionTokenSource(String session, SessionRenewal renewal, Authorization authorization) {
    this.session = session;
    this.renewal = renewal;
    this.authorization = authorization;
  }

  /** The tokens of the session, fresh. */
  public StoredTokens fresh() {
    return renewal.fresh(session);
  }

  /**
   * A token that allows less, for the session's refresh token, which it must have.
   *
   * @param scopes all that it is to allow
   */
  public OAuthTokenResponse narrowed(Set<String> scopes) {
    return renewal.narrowed(session, scopes);
  }

  @Override
  public Secret accessToken() {
    return renewal.fresh(session).accessToken();
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    StoredTokens tokens = renewal.fresh(session);
    AccessToken token =
        new AccessToken(tokens.accessToken(), tokens.tokenType(), tokens.proofKey());
    return authorization.of(token, method, uri);
  }

  @Override
  public void answered(URI uri, Map<String, List<String>> headers) {
    authorization.answered(uri, headers);
  }

  @Override
  public void rejected(Secret accessToken) {
    renewal.rejected(session, accessToken);
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "TokenSource[session]";
  }
}
