package io.crossauth.client.introspection;

import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.ProviderReply;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Form;
import io.crossauth.internal.json.Json;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server what a token is. Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662</a>
 */
public final class IntrospectionEndpoint {

  private static final String JWT = "application/token-introspection+jwt";

  private final ProviderCalls calls;
  private final @Nullable OAuthTokenConsumer consumer;

  /** Creates the call of a client; its answers are JSON. */
  public IntrospectionEndpoint(ProviderCalls calls) {
    this(calls, null);
  }

  private IntrospectionEndpoint(ProviderCalls calls, @Nullable OAuthTokenConsumer consumer) {
    this.calls = calls;
    this.consumer = consumer;
  }

  /**
   * The same, but its answers must be signed by the issuer for this client; plain ones are refused.
   *
   * @param verifier verifies them: the issuer's consumer whose audience is the client's id
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9701">RFC 9701</a>
   */
  public IntrospectionEndpoint withSignedAnswers(OAuthTokenConsumer verifier) {
    return new IntrospectionEndpoint(calls, verifier);
  }

  /**
   * Asks what a token is. A token that is not active is an answer, not an error.
   *
   * @param hint {@code access_token} or {@code refresh_token}; empty to let the server find out
   * @throws OAuthErrorException if the server does not let this client ask
   * @throws InvalidResponseException if the answer does not say whether the token is active, or
   *     should be signed and is not
   * @throws TokenRejectedException if a signed answer is not acceptable
   */
  public Introspection introspect(Secret token, Optional<String> hint) {
    Form form = Form.empty().plus("token", token);
    if (hint.isPresent()) {
      form = form.plus("token_type_hint", hint.get());
    }
    OAuthTokenConsumer verifier = consumer;
    ProviderCall call = ProviderCall.post(MetadataField.INTROSPECTION_ENDPOINT, form);
    return verifier == null
        ? read(calls.send(call).orThrow())
        : read(signed(verifier, jwt(call.accepting(JWT))));
  }

  URI address() {
    return calls.context().endpoints().require(MetadataField.INTROSPECTION_ENDPOINT);
  }

  private String jwt(ProviderCall call) {
    ProviderReply reply = calls.exchange(call);
    Optional<String> jwt = reply.jwt(JWT);
    if (jwt.isEmpty()) {
      Map<String, @Nullable Object> unused = reply.read().orThrow();
      throw new InvalidResponseException(
          "content_type", call.name() + ": expected " + JWT + ", found JSON", reply.status(), null);
    }
    return jwt.get();
  }

  /** RFC 9701 section 5: what is said about the token stands in a member of its own. */
  private static Map<String, @Nullable Object> signed(OAuthTokenConsumer verifier, String jwt) {
    Object said =
        verifier.verify(jwt, TokenType.INTROSPECTION).claim("token_introspection").orElseThrow();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) said).forEach((name, value) -> members.put(String.valueOf(name), value));
    return Collections.unmodifiableMap(members);
  }

  private static Introspection read(Map<String, @Nullable Object> members) {
    if (!members.containsKey("active")) {
      throw new InvalidResponseException(
          "missing_member", "introspection response, active: expected true or false, found none");
    }
    Object active = members.get("active");
    if (!(active instanceof Boolean flag)) {
      throw new InvalidResponseException(
          "wrong_type",
          "introspection response, active: expected true or false, found " + Json.kind(active));
    }
    // Section 2.2: about a token that is not active nothing else is said, whatever was sent.
    return new Introspection(flag, flag ? members : Map.of());
  }
}
