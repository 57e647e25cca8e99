package io.crossauth.servlet;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.error.CrossauthException;
import io.crossauth.value.Secret;
import java.time.Duration;

/**
 * Tells the provider that refresh tokens of ended sessions are not needed any more, in the
 * background: a session ends here whether the provider listens or not.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCActions">OpenID
 *     Connect Back-Channel Logout 1.0 section 2.7</a>
 */
final class Revocation {

  private final Settings settings;

  Revocation(Settings settings) {
    this.settings = settings;
  }

  /** Those that were asked for with {@code offline_access} stay. */
  void revoke(StoredTokens tokens) {
    if (!tokens.scopes().contains("offline_access")) {
      tokens.refreshToken().ifPresent(this::revoke);
    }
  }

  private void revoke(Secret refreshToken) {
    settings.platform().scheduler().schedule(Duration.ZERO, () -> attempt(refreshToken));
  }

  private void attempt(Secret refreshToken) {
    try {
      settings.client().revoke(refreshToken);
    } catch (CrossauthException e) {
      // The session is over here; the token ends by itself.
    }
  }
}
