package io.crossauth.client.login;

import io.crossauth.value.Secret;

/**
 * A logout that the provider tells through the browser: which session to end here. Immutable and
 * safe for use by many threads.
 *
 * <p>Anybody can make a browser send such a request, so end that session and no other, and register
 * the client with {@code frontchannel_logout_session_required}.
 *
 * @param sessionId the {@code sid} of the ID token whose login ends; not empty
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout">OpenID
 *     Connect Front-Channel Logout 1.0 section 2</a>
 */
public record FrontChannelLogout(Secret sessionId) {

  /**
   * {@return whether a session here is the one that ends; compared in constant time}
   *
   * @param sid the {@code sid} of the session's ID token; empty, for one without, ends nothing
   */
  public boolean ends(String sid) {
    return !sid.isBlank() && sessionId.equals(Secret.of(sid));
  }
}
