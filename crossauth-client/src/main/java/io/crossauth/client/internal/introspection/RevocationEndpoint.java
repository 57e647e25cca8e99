package io.crossauth.client.internal.introspection;

import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import org.jspecify.annotations.Nullable;

/**
 * Revokes tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</a>
 */
public final class RevocationEndpoint {

  private final ProviderCalls calls;

  /** Creates the call of a client. */
  public RevocationEndpoint(ProviderCalls calls) {
    this.calls = calls;
  }

  /**
   * Revokes a token. A token that the server does not know is as good as revoked.
   *
   * @param token an access token or a refresh token
   * @param hint which of them: {@code access_token} or {@code refresh_token}; null to let the
   *     server find out
   * @throws OAuthErrorException if the server says no; {@code unsupported_token_type} if it does
   *     not revoke this kind
   * @throws InvalidResponseException if the provider names no revocation endpoint
   */
  public void revoke(Secret token, @Nullable String hint) {
    Form form = Form.empty().plus("token", token);
    if (hint != null) {
      form = form.plus("token_type_hint", hint);
    }
    try {
      calls.exchange(ProviderCall.post(MetadataField.REVOCATION_ENDPOINT, form)).expectSuccess();
    } catch (OAuthErrorException e) {
      // Section 2.2: a token that is not valid is no error. Keycloak says invalid_token of it, with
      // status 200; with 401 it would be about us.
      if (!e.error().equals("invalid_token") || e.status() == 401) {
        throw e;
      }
    }
  }
}
