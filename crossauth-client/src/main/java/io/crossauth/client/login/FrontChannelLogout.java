package io.crossauth.client.login;

import io.crossauth.value.Secret;

/**
 * A logout that the provider tells through the browser: which session to end here.
 *
 * <p>Anybody can make a browser send such a request, so end that session and no other, and register
 * the client with {@code frontchannel_logout_session_required}.
 *
 * @param sessionId the {@code sid} of the ID token whose login ends
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout">OpenID
 *     Connect Front-Channel Logout 1.0 section 2</a>
 */
public record FrontChannelLogout(Secret sessionId) {

  /**
   * Whether a session here is the one that ends; compared in constant time.
   *
   * @param sid the {@code sid} of the session's ID token
   */
  public boolean ends(String sid) {
    return !sid.isEmpty() && sessionId.equals(Secret.of(sid));
  }
}
