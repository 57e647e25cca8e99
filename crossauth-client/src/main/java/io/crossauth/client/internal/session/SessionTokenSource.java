package io.crossauth.client.internal.session;

import io.crossauth.client.session.TokenSource;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Map;

/** The access token of one session. */
final class SessionTokenSource implements TokenSource {

  private final String session;
  private final SessionRenewal renewal;
  private final String presentation;

  SessionTokenSource(String session, SessionRenewal renewal, String presentation) {
    this.session = session;
    this.renewal = renewal;
    this.presentation = presentation;
  }

  @Override
  public Secret accessToken() {
    return renewal.fresh(session).accessToken();
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    return Authorization.of(presentation, accessToken(), uri);
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
