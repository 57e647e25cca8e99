package io.crossauth.client.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.function.Predicate;

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
   * Reads the parameters of a front-channel logout: {@code iss} and {@code sid}, each once.
   *
   * @param ours whether an issuer is our provider's
   * @throws InvalidResponseException if one of them is missing, empty or there twice, or another
   *     provider sends them
   */
  static FrontChannelLogout of(Form parameters, Predicate<String> ours) {
    if (!ours.test(only(parameters, "iss"))) {
      throw invalid("expected iss of our provider, found another");
    }
    return new FrontChannelLogout(Secret.of(only(parameters, "sid")));
  }

  /**
   * Whether a session here is the one that ends; compared in constant time.
   *
   * @param sid the {@code sid} of the session's ID token
   */
  public boolean ends(String sid) {
    return !sid.isEmpty() && sessionId.equals(Secret.of(sid));
  }

  private static String only(Form parameters, String name) {
    List<String> values = parameters.all(name);
    if (values.size() != 1 || values.get(0).isBlank()) {
      throw invalid(
          "expected " + name + " once, found " + (values.isEmpty() ? "none" : "something else"));
    }
    return values.get(0);
  }

  private static InvalidResponseException invalid(String message) {
    return new InvalidResponseException("front_channel_logout", "logout request: " + message);
  }
}
