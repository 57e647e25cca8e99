package io.crossauth.client.introspection;

import io.crossauth.client.endpoint.ClientCalls;
import io.crossauth.client.endpoint.ProtocolAnswer;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server what a token is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662</a>
 */
public final class IntrospectionEndpoint {

  private final ClientCalls calls;

  /** Creates the call of a client. */
  public IntrospectionEndpoint(ClientCalls calls) {
    this.calls = calls;
  }

  /**
   * Asks what a token is. A token that is not active is an answer, not an error.
   *
   * @param hint {@code access_token} or {@code refresh_token}; empty to let the server find out
   * @throws OAuthErrorException if the server does not let this client ask
   * @throws InvalidResponseException if the answer does not say whether the token is active
   */
  public Introspection introspect(Secret token, Optional<String> hint) {
    URI endpoint =
        calls.context().configuration().get().require(MetadataField.INTROSPECTION_ENDPOINT);
    Form form = Form.empty().plus("token", token);
    if (hint.isPresent()) {
      form = form.plus("token_type_hint", hint.get());
    }
    ProtocolAnswer answer = calls.post("introspection endpoint", endpoint, form, Headers.none());
    return read(answer.orThrow());
  }

  private static Introspection read(Map<String, @Nullable Object> members) {
    Object active = members.get("active");
    if (!(active instanceof Boolean flag)) {
      throw new InvalidResponseException(
          "wrong_type",
          "introspection response, active: expected true or false, found " + Json.kind(active));
    }
    return new Introspection(flag, flag ? members : Map.of());
  }
}
