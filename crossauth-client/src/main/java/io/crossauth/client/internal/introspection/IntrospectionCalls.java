package io.crossauth.client.internal.introspection;

import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.ProviderReply;
import io.crossauth.client.introspection.Introspection;
import io.crossauth.client.introspection.IntrospectionEndpoint;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.internal.json.Json;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OpaqueTokenCheck;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls of the introspection endpoint (RFC 7662). */
public final class IntrospectionCalls implements IntrospectionEndpoint {

  private static final String JWT = "application/token-introspection+jwt";

  private final ProviderCalls calls;
  private final @Nullable OAuthTokenConsumer verifier;
  private final boolean signed;

  /**
   * Creates the calls of a client; their answers are JSON.
   *
   * @param verifier verifies signed answers: the issuer's consumer whose audience is the client's
   *     id; null for a provider without an issuer
   */
  public IntrospectionCalls(ProviderCalls calls, @Nullable OAuthTokenConsumer verifier) {
    this(calls, verifier, false);
  }

  private IntrospectionCalls(
      ProviderCalls calls, @Nullable OAuthTokenConsumer verifier, boolean signed) {
    this.calls = calls;
    this.verifier = verifier;
    this.signed = signed;
  }

  @Override
  public Introspection introspect(Secret token) {
    return ask(Form.empty().plus("token", token));
  }

  @Override
  public Introspection introspect(Secret token, String hint) {
    return ask(Form.empty().plus("token", token).plus("token_type_hint", hint));
  }

  @Override
  public IntrospectionEndpoint signed() {
    if (verifier == null) {
      throw new IllegalStateException(
          "signed introspection: expected a provider with an issuer, found none");
    }
    return new IntrospectionCalls(calls, verifier, true);
  }

  @Override
  public OpaqueTokenCheck opaqueTokenCheck() {
    return new IntrospectionCheck(this, calls.context().platform());
  }

  @Override
  public OpaqueTokenCheck opaqueTokenCheck(Duration remembered) {
    return new IntrospectionCheck(this, calls.context().platform(), remembered);
  }

  private Introspection ask(Form form) {
    ProviderCall call = ProviderCall.post(MetadataField.INTROSPECTION_ENDPOINT, form);
    OAuthTokenConsumer consumer = verifier;
    long started = calls.context().platform().ticker().nanos();
    return signed && consumer != null
        ? read(signed(consumer, jwt(call.accepting(JWT)), expected(started)))
        : read(calls.send(call).orThrow());
  }

  private TokenExpectations expected(long started) {
    TokenExpectations nothing = TokenExpectations.none();
    return calls.left(started).map(nothing::fetchedFromIssuer).orElse(nothing);
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
  private static Map<String, @Nullable Object> signed(
      OAuthTokenConsumer verifier, String jwt, TokenExpectations expected) {
    Object said =
        verifier
            .verify(jwt, TokenType.INTROSPECTION, expected)
            .claim("token_introspection")
            .orElseThrow();
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
