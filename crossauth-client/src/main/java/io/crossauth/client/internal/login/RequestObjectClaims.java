package io.crossauth.client.internal.login;

import io.crossauth.client.internal.call.RequestedDetails;
import io.crossauth.http.Form;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The claims of a request object: the parameters as JSON values, and who has made it for whom, from
 * when and until when.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101#section-4">RFC 9101 section 4</a>
 */
final class RequestObjectClaims {

  private static final long LIFETIME_SECONDS = 60;

  /** RFC 9101 sections 4 and 10.8: {@code sub} would make a client assertion of it. */
  private static final Set<String> NO_PARAMETERS =
      Set.of("iss", "aud", "iat", "nbf", "exp", "jti", "sub", "request", "request_uri");

  private RequestObjectClaims() {}

  /**
   * The claims as JSON.
   *
   * @param jti an id that no other request object has
   * @throws IllegalArgumentException if a parameter has the name of a claim with a meaning of its
   *     own, or a value that is no JSON where the claim is JSON
   */
  static String json(Form parameters, String clientId, String issuer, String jti, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", clientId);
    claims.put("aud", issuer);
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(LIFETIME_SECONDS).getEpochSecond());
    claims.put("jti", jti);
    for (Form.Field field : parameters.fields()) {
      if (NO_PARAMETERS.contains(field.name())) {
        throw new IllegalArgumentException(
            "parameter " + field.name() + ": cannot be one of a signed request");
      }
      claims.put(field.name(), value(field.name(), parameters.all(field.name())));
    }
    return Json.write(claims);
  }

  /** A parameter that comes more than once, such as {@code resource}, is an array. */
  private static Object value(String name, List<String> values) {
    return values.size() > 1 ? values : value(name, values.get(0));
  }

  private static Object value(String name, String text) {
    return switch (name) {
      case "max_age" -> number(text);
      case "claims", RequestedDetails.PARAMETER -> structure(name, text);
      default -> text;
    };
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("parameter max_age: expected whole seconds");
    }
  }

  private static Object structure(String name, String text) {
    Object value = null;
    try {
      value = Json.value(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      // Told below, as a value of another kind is.
    }
    if (value instanceof Map || value instanceof List) {
      return value;
    }
    throw new IllegalArgumentException("parameter " + name + ": expected JSON, found other text");
  }
}
