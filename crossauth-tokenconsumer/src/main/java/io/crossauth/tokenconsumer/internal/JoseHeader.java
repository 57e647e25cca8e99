package io.crossauth.tokenconsumer.internal;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token's header says, as far as anybody may act upon it. {@code jwk}, {@code jku}, {@code
 * x5u}, {@code x5c} and the like are not even read: nobody proves a key by sending it along.
 *
 * @param alg the algorithm
 * @param kid the name of the key, or null
 * @param typ the kind of token, or null
 * @param cty what a JWE holds, or null
 * @param enc the content encryption of a JWE, or null
 * @param nonce whether there is a {@code nonce}; tells tokens for Microsoft Graph, and nothing else
 */
public record JoseHeader(
    String alg,
    @Nullable String kid,
    @Nullable String typ,
    @Nullable String cty,
    @Nullable String enc,
    boolean nonce) {

  /**
   * Reads the header of a token.
   *
   * @throws TokenRejectedException if it is malformed, or asks for what we do not do
   */
  static JoseHeader read(CompactToken token) {
    Map<String, ?> members;
    try {
      members = Json.object(token.header());
    } catch (JsonException e) {
      throw new TokenRejectedException(
          RejectionReason.MALFORMED, "header", null, e.getMessage(), null);
    }
    refuseExtensions(members, token.encrypted());
    String alg = text(members, "alg");
    if (alg == null || alg.isEmpty()) {
      throw new TokenRejectedException(RejectionReason.MALFORMED, "alg", "a name", "none", null);
    }
    String enc = text(members, "enc");
    if (token.encrypted() != (enc != null)) {
      throw new TokenRejectedException(
          RejectionReason.MALFORMED,
          "enc",
          "the header of a JWS with three segments, of a JWE with five",
          "the other",
          null);
    }
    // RFC 7515 section 4.1.10: in a JWS it changes nothing; the payload must be claims whatever it
    // says.
    String cty = enc == null ? null : text(members, "cty");
    return new JoseHeader(
        alg, keyId(members), text(members, "typ"), cty, enc, members.containsKey("nonce"));
  }

  /** RFC 7515 section 4.1.10: {@code application/} may be left out; case does not matter. */
  static boolean isJwt(String contentType) {
    return contentType.equalsIgnoreCase("JWT") || contentType.equalsIgnoreCase("application/jwt");
  }

  private static void refuseExtensions(Map<String, ?> members, boolean encrypted) {
    // RFC 7515 section 4.1.11: we understand no extension, so any list of them, and any that is
    // not well formed, is refused. RFC 7797: b64 changes what was signed.
    for (String extension : new String[] {"crit", "b64"}) {
      if (members.containsKey(extension)) {
        throw new TokenRejectedException(
            RejectionReason.UNSUPPORTED_HEADER, extension, "none", "one", null);
      }
    }
    // RFC 8725 section 3.6: what is small may be huge when it is unpacked. In a JWS it is a member
    // that nobody knows (RFC 7515 section 4).
    if (encrypted && members.containsKey("zip")) {
      throw new TokenRejectedException(
          RejectionReason.UNSUPPORTED_HEADER, "zip", "no compression", "some", null);
    }
  }

  private static @Nullable String keyId(Map<String, ?> members) {
    String kid = text(members, "kid");
    if (kid != null && kid.length() > JwkReader.MAX_KEY_ID) {
      throw new TokenRejectedException(
          RejectionReason.TOO_LARGE,
          "kid",
          "at most " + JwkReader.MAX_KEY_ID + " characters",
          kid.length() + " characters",
          null);
    }
    return kid;
  }

  private static @Nullable String text(Map<String, ?> members, String name) {
    Object value = members.get(name);
    if (value instanceof String text) {
      return text;
    }
    if (value == null && !members.containsKey(name)) {
      return null;
    }
    throw new TokenRejectedException(
        RejectionReason.MALFORMED, name, "a string", Json.kind(value), null);
  }
}
