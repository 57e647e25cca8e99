package io.crossauth.client.logout;

import io.crossauth.client.endpoint.ClientContext;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.Optional;

/**
 * Logs the user out at the provider.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html">OpenID Connect
 *     RP-Initiated Logout 1.0</a>
 */
public final class RpInitiatedLogout {

  private static final int STATE_BYTES = 32;

  private final ClientContext context;

  /** Creates the logout of a client. */
  public RpInitiatedLogout(ClientContext context) {
    this.context = context;
  }

  /**
   * Begins a logout.
   *
   * @param idToken the ID token of the login that ends, in its compact form
   * @param postLogoutRedirectUri where the browser comes back to, as registered; empty for nowhere
   * @throws InvalidResponseException if the provider names no logout endpoint
   */
  public LogoutRequest start(Secret idToken, Optional<URI> postLogoutRedirectUri) {
    URI endpoint = context.configuration().get().require(MetadataField.END_SESSION_ENDPOINT);
    Secret state = Secret.of(context.world().random().text(STATE_BYTES));
    Form form = Form.empty().plus("id_token_hint", idToken).plus("client_id", context.clientId());
    if (postLogoutRedirectUri.isPresent()) {
      form =
          form.plus("post_logout_redirect_uri", postLogoutRedirectUri.get().toString())
              .plus("state", state);
    }
    String join = endpoint.getRawQuery() == null ? "?" : "&";
    return new LogoutRequest(URI.create(endpoint + join + form.encode()), state);
  }

  /**
   * Checks that the browser comes back from the logout that was begun.
   *
   * @param callback the parameters of the address it comes back to
   * @param state what was kept
   * @throws InvalidResponseException if the state is missing, there twice, or another
   */
  public static void finish(Form callback, Secret state) {
    boolean same =
        callback.all("state").size() == 1
            && callback
                .first("state")
                .filter(s -> !s.isEmpty())
                .map(Secret::of)
                .filter(state::equals)
                .isPresent();
    if (!same) {
      throw new InvalidResponseException(
          "state_mismatch", "logout callback: expected the state of this logout, found another");
    }
  }
}
