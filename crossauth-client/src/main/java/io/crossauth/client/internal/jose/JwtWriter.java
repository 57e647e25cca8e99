package io.crossauth.client.internal.jose;

import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes signed JWTs in compact form (RFC 7515 section 7.1). */
public final class JwtWriter {

  private JwtWriter() {}

  /** A signed JWT without further header members; see the other. */
  public static Secret write(
      String type,
      String algorithm,
      @Nullable String keyId,
      String claims,
      UnaryOperator<byte[]> signature) {
    return write(type, algorithm, keyId, Map.of(), claims, signature);
  }

  /**
   * A signed JWT.
   *
   * @param type the {@code typ} of the header
   * @param algorithm the JWA name of the algorithm
   * @param keyId the {@code kid} of the header; null for none
   * @param more further members of the header, such as {@code x5t}
   * @param claims the claims as JSON
   * @param signature signs the ASCII bytes of header and payload, in JOSE form
   */
  public static Secret write(
      String type,
      String algorithm,
      @Nullable String keyId,
      Map<String, Object> more,
      String claims,
      UnaryOperator<byte[]> signature) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", algorithm);
    header.put("typ", type);
    if (keyId != null) {
      header.put("kid", keyId);
    }
    more.forEach(header::putIfAbsent);
    String input = segment(bytes(Json.write(header))) + "." + segment(bytes(claims));
    byte[] signed = signature.apply(input.getBytes(StandardCharsets.US_ASCII));
    return Secret.of(input + "." + segment(signed));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String segment(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
