package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Checks the DPoP proofs of one server, and gives out its nonces (RFC 9449 sections 4.3 and 8).
 * Strict: {@code htu} must be the address letter for letter.
 */
final class ProofDesk {

  static final List<String> ALGORITHMS = List.of("ES256", "PS256", "EdDSA");

  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
  private static final long TOLERANCE_SECONDS = 10;
  private static final int GOOD_NONCES = 20;

  private final Clock clock;
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Deque<String> nonces = new ConcurrentLinkedDeque<>();
  private volatile boolean endless;

  ProofDesk(Clock clock) {
    this.clock = clock;
  }

  /** Takes no nonce from now on, however new. */
  void refuseEveryNonce(boolean refuse) {
    endless = refuse;
  }

  /** Takes none of the nonces that are out. */
  void expireNonces() {
    nonces.clear();
  }

  /** A new nonce, for the next request; the last ones are good too. */
  String nextNonce() {
    String nonce = Settings.random();
    nonces.addLast(nonce);
    while (nonces.size() > GOOD_NONCES) {
      nonces.pollFirst();
    }
    return nonce;
  }

  /**
   * The thumbprint of the key of a request's proof; empty if it has none.
   *
   * @param htu the address that the proof must name
   * @param accessToken the token that it must be for
   * @param withNonce whether it must have a nonce
   * @throws Refused if the proof is not good
   */
  Optional<String> jkt(
      RecordedRequest request, String htu, Optional<String> accessToken, boolean withNonce) {
    List<String> proofs = request.headers().getOrDefault("DPoP", List.of());
    if (proofs.isEmpty()) {
      return Optional.empty();
    }
    demand(proofs.size() == 1, "more than one proof");
    String[] parts = proofs.get(0).split("\\.", -1);
    demand(parts.length == 3, "no JWS");
    Map<String, Object> header = json(parts[0]);
    Map<String, Object> claims = json(parts[1]);
    demand("dpop+jwt".equals(header.get("typ")), "typ");
    String algorithm = String.valueOf(header.get("alg"));
    demand(ALGORITHMS.contains(algorithm), "alg");
    Map<?, ?> named = header.get("jwk") instanceof Map<?, ?> members ? members : Map.of();
    demand(!named.isEmpty(), "jwk");
    Map<String, Object> jwk = new TreeMap<>();
    named.forEach((name, value) -> jwk.put(name.toString(), value));
    demand(jwk.keySet().stream().noneMatch(PRIVATE::contains), "jwk is private");
    demand(signed(jwk, algorithm, parts), "signature");
    demand(request.method().equals(claims.get("htm")), "htm");
    demand(htu.equals(claims.get("htu")), "htu");
    demand(isOfNow(claims.get("iat")), "iat: DPoP proof is not active");
    accessToken.ifPresent(token -> demand(sha256(token).equals(claims.get("ath")), "ath"));
    if (withNonce && (endless || !nonces.contains(String.valueOf(claims.get("nonce"))))) {
      throw new Refused("use_dpop_nonce", "a proof needs a nonce of this server");
    }
    demand(claims.get("jti") instanceof String jti && used.add(jti), "jti");
    return Optional.of(thumbprint(jwk));
  }

  private boolean isOfNow(@Nullable Object iat) {
    return iat instanceof Number seconds
        && Math.abs(seconds.longValue() - clock.instant().getEpochSecond()) <= TOLERANCE_SECONDS;
  }

  private static boolean signed(Map<String, Object> jwk, String algorithm, String[] parts) {
    try {
      TestKey key = TestKeys.ofPublicJwk(jwk);
      byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
      return key.verify(algorithm, input, Base64Url.decode(parts[2]));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** RFC 7638: the members that make the key, in the order of their names. */
  private static String thumbprint(Map<String, Object> jwk) {
    Map<String, Object> members = new TreeMap<>(jwk);
    members.keySet().retainAll(Set.of("crv", "e", "kty", "n", "x", "y"));
    return sha256(Json.write(members));
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Map<String, Object> json(String segment) {
    try {
      return Json.readObject(new String(Base64Url.decode(segment), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Refused("invalid_dpop_proof", "no JWT");
    }
  }

  private static void demand(boolean good, String what) {
    if (!good) {
      throw new Refused("invalid_dpop_proof", "DPoP proof refused: " + what);
    }
  }

  /** A proof that is not good; how it is said depends on the endpoint. */
  static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;

    Refused(String error, String description) {
      super(description);
      this.error = error;
    }

    /** Of an authorization server (section 5). */
    ProtocolError atTheEndpoint() {
      return ProtocolError.of(error, String.valueOf(getMessage()));
    }

    /** Of a resource server (section 7.1). */
    ProtocolError atTheResource() {
      return ProtocolError.dpop(error, String.valueOf(getMessage()));
    }
  }
}
