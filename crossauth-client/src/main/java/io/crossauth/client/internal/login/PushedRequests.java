package io.crossauth.client.internal.login;

import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.util.Set;

/**
 * Pushes authorization requests, with client authentication.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126">RFC 9126</a>
 */
final class PushedRequests {

  /** What an error that quotes the request must not show. */
  private static final Set<String> SECRETS =
      Set.of("state", "nonce", "id_token_hint", "login_hint_token");

  private final ProviderCalls calls;

  PushedRequests(ProviderCalls calls) {
    this.calls = calls;
  }

  /**
   * Pushes a request.
   *
   * @param parameters the request, or the one parameter {@code request}
   * @return what the browser is sent with: {@code client_id} and {@code request_uri}, nothing else
   * @throws ConfigurationException if the server has no endpoint for it
   * @throws OAuthErrorException if the server refuses the request
   * @throws InvalidResponseException if the answer is not that of RFC 9126 section 2.2
   * @throws TransportException if no usable answer came
   */
  Form push(Form parameters) {
    requireEndpoint();
    Form form = Form.empty();
    for (Form.Field field : parameters.fields()) {
      form =
          SECRETS.contains(field.name())
              ? form.plus(field.name(), Secret.of(field.value()))
              : form.plus(field);
    }
    ProviderCall call =
        ProviderCall.post(MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT, form);
    String reference = PushedResponseReader.read(calls.send(call));
    return Form.of("client_id", calls.context().clientId()).plus("request_uri", reference);
  }

  private void requireEndpoint() {
    MetadataField<java.net.URI> field = MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT;
    if (calls.context().endpoints().find(field).isEmpty()) {
      throw new ConfigurationException(
          "config.no_pushed_requests",
          "pushed authorization request: expected "
              + field.name()
              + " in the provider metadata, found none; give it by hand if the server has it"
              + " (OpenIdConfiguration.with), or leave out pushedRequests()");
    }
  }
}
