package io.crossauth.client.internal.session;

import io.crossauth.client.internal.call.AccessToken;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenSource;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The access token of one session. */
final class SessionTokenSource implements TokenSource {

  private final String session;
  private final SessionRenewal renewal;
  private final Authorization authorization;

  SessionTokenSource(String session, SessionRenewal renewal, Authorization authorization) {
    this.session = session;
    this.renewal = renewal;
    this.authorization = authorization;
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
