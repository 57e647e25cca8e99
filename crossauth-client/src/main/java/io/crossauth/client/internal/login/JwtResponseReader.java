package io.crossauth.client.internal.login;

import io.crossauth.client.internal.UnverifiedState;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses as their login asked for them: plain ones, or JWTs (JARM), whose parameters count
 * once all of the JWT has been checked. One in place of the other is refused.
 *
 * @see <a href="https://openid.net/specs/oauth-v2-jarm-final.html#name-processing-rules">JARM
 *     section 2.4</a>
 */
public final class JwtResponseReader implements AuthorizationResponseReader {

  /** What a JWT holds in place of the parameters of a plain response. */
  private static final List<String> INSIDE =
      List.of("state", "iss", "code", "error", "error_description", "error_uri");

  private static final List<String> PLAIN =
      List.of(
          "state",
          "code",
          "iss",
          "error",
          "error_description",
          "error_uri",
          "access_token",
          "id_token");

  private final @Nullable OAuthTokenConsumer consumer;

  /**
   * Creates the reader of a client.
   *
   * @param consumer checks the JWTs; null for a provider without an issuer, which has none
   */
  public JwtResponseReader(@Nullable OAuthTokenConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public Form read(AuthorizationResponse response, PendingLogin pending) {
    List<String> jwts = response.parameters().all("response");
    if (!ResponseModes.isJwt(pending.responseMode())) {
      if (!jwts.isEmpty()) {
        throw refused(
            "expected a plain response, as this login asked for, found a JWT (JARM); ask for it"
                + " when the login begins: withResponseMode(\"jwt\")");
      }
      return response.parameters();
    }
    if (jwts.isEmpty()) {
      throw refused(
          "expected one parameter response, a JWT (JARM), as this login asked for, found none; does"
              + " the provider support this response_mode");
    }
    if (jwts.size() > 1) {
      throw new InvalidResponseException(
          "duplicate_parameter",
          "authorization callback: expected response once, found it more often");
    }
    for (String name : PLAIN) {
      if (response.parameters().has(name)) {
        throw refused("expected " + name + " inside of response (JARM), found it beside");
      }
    }
    return inside(verified(jwts.get(0)));
  }

  /** Of an encrypted response it is known once all of it has been checked. */
  @Override
  public Optional<String> state(AuthorizationResponse response) {
    return UnverifiedState.isEncrypted(response.parameters())
        ? verified(response.parameters().first("response").orElseThrow())
            .string("state")
            .filter(state -> !state.isBlank())
        : UnverifiedState.of(response.parameters());
  }

  private VerifiedToken verified(String jwt) {
    if (consumer == null) {
      throw new InvalidResponseException(
          "response_mode",
          "authorization callback: expected a provider with an issuer, found none");
    }
    return consumer.verify(jwt, TokenType.AUTHORIZATION_RESPONSE);
  }

  private static Form inside(VerifiedToken jwt) {
    Form form = Form.empty();
    for (String name : INSIDE) {
      Optional<String> value = jwt.string(name);
      if (value.isPresent()) {
        form = form.plus(name, value.get());
      }
    }
    return form;
  }

  private static InvalidResponseException refused(String message) {
    return new InvalidResponseException("response_mode", "authorization callback: " + message);
  }
}
