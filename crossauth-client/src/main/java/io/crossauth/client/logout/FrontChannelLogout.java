package io.crossauth.client.logout;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import java.util.Optional;

/**
 * A logout that the provider tells through the browser: which session to end here.
 *
 * @param sessionId the {@code sid} of the ID token whose login ends; empty for the session of this
 *     browser
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout">OpenID
 *     Connect Front-Channel Logout 1.0 section 2</a>
 */
public record FrontChannelLogout(Optional<String> sessionId) {

  /**
   * Reads the parameters of a front-channel logout. {@code iss} and {@code sid} come together or
   * not at all, and each once.
   *
   * @param issuer the provider's issuer
   * @throws InvalidResponseException if they do not, or another provider sends them
   */
  public static FrontChannelLogout of(Form parameters, String issuer) {
    int issuers = parameters.all("iss").size();
    int sessions = parameters.all("sid").size();
    if (issuers != sessions || issuers > 1) {
      throw invalid("expected iss and sid together, each once");
    }
    if (issuers == 0) {
      return new FrontChannelLogout(Optional.empty());
    }
    if (!parameters.first("iss").equals(Optional.of(issuer))) {
      throw invalid("expected iss of our provider, found another");
    }
    return new FrontChannelLogout(
        Optional.of(
            parameters
                .first("sid")
                .filter(sid -> !sid.isBlank())
                .orElseThrow(() -> invalid("expected a sid, found none"))));
  }

  private static InvalidResponseException invalid(String message) {
    return new InvalidResponseException("front_channel_logout", "logout request: " + message);
  }
}
