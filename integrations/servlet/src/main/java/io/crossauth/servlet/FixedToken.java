package io.crossauth.servlet;

import io.crossauth.client.session.TokenSource;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.internal.http.Loopback;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The access token of a session that nothing renews. */
final class FixedToken implements TokenSource {

  private final SealedSession session;
  private final Platform platform;
  private final AtomicBoolean refused = new AtomicBoolean();

  FixedToken(SealedSession session, Platform platform) {
    this.session = session;
    this.platform = platform;
  }

  @Override
  public Secret accessToken() {
    if (refused.get() || !session.tokenLives(platform.now())) {
      throw new LoginRequiredException(
          "session: expected an access token that lives, found one that is over; log the user in"
              + " again",
          null);
    }
    return session.accessToken();
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    boolean safe =
        "https".equalsIgnoreCase(uri.getScheme())
            || (uri.getHost() != null && Loopback.is(uri.getHost()));
    if (!safe) {
      throw new IllegalArgumentException(
          "uri: expected https, or http of this machine, found something else");
    }
    return Map.of("Authorization", "Bearer " + accessToken().reveal());
  }

  @Override
  public void rejected(Secret accessToken) {
    if (accessToken.equals(session.accessToken())) {
      refused.set(true);
    }
  }
}
