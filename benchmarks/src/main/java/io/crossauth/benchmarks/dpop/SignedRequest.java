package io.crossauth.benchmarks.dpop;

import com.nimbusds.jose.jwk.JWK;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests of a client with a bound token, each with a proof of its own; ES256 everywhere. */
final class SignedRequest {

  static final String ISSUER = "https://id.example.com/realms/shop";
  static final String API = "orders-api";
  static final URI ORIGIN = URI.create("https://api.example.com");
  static final String PATH = "/orders";

  final TestKey issuerKey = TestKeys.p256();
  final TestKey clientKey = TestKeys.p256("client");
  final String token;

  SignedRequest() throws Exception {
    String jkt = JWK.parse(clientKey.publicJwk()).computeThumbprint().toString();
    token =
        TokenMint.issuedBy(ISSUER)
            .withKey(issuerKey)
            .withAudience(API)
            .accessToken()
            .claim("exp", 4_000_000_000L)
            .claim("cnf", Map.of("jkt", jkt))
            .compact();
  }

  /** A proof that no request had yet. */
  String proof(String name) throws Exception {
    Map<String, Object> jwk = new LinkedHashMap<>(clientKey.publicJwk());
    jwk.keySet().removeAll(List.of("kid", "use", "alg"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    return TokenDraft.empty()
        .signedWith(clientKey)
        .withoutHeader("kid")
        .header("typ", "dpop+jwt")
        .header("jwk", jwk)
        .claim("jti", name)
        .claim("htm", "GET")
        .claim("htu", ORIGIN + PATH)
        .claim("iat", Instant.now().getEpochSecond())
        .claim("ath", Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
        .compact();
  }

  /** What a signature of a compact JWS is over. */
  static byte[] input(String compact) {
    return compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
  }

  /** Its signature. */
  static byte[] signature(String compact) {
    return Base64.getUrlDecoder().decode(compact.substring(compact.lastIndexOf('.') + 1));
  }
}
