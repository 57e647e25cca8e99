package io.crossauth.tokenconsumer.resource;

import static io.crossauth.tokenconsumer.resource.ProofKey.refused;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the DPoP proof of a request. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-4.3">RFC 9449 section 4.3</a>
 */
final class DpopCheck {

  static final String HEADER = "DPoP";

  private static final int MAX_LENGTH = 8 * 1024;
  private static final int MAX_JTI = 256;
  private static final long AHEAD = 10;
  private static final int KEYS = 1_000;

  private final DpopProofs settings;
  private final OneTimeStore memory;
  private final @Nullable DpopNonces nonces;
  private final TokenLexer lexer = new TokenLexer(MAX_LENGTH);

  /** The keys of good proofs by their header, since a client sends the same one over and over. */
  private final Cache<String, ProofKey> keys = Caffeine.newBuilder().maximumSize(KEYS).build();

  DpopCheck(DpopProofs settings) {
    this.settings = settings;
    OneTimeStore given = settings.memory;
    this.memory =
        given == null
            ? OneTimeStore.inMemoryForgettingNothing(settings.platform, DpopProofs.DEFAULT_MEMORY)
            : given;
    this.nonces =
        settings.nonceKey == null
            ? null
            : new DpopNonces(settings.nonceKey, settings.nonceLifetime, settings.platform);
  }

  boolean required() {
    return settings.required;
  }

  /** The algorithms, as a challenge lists them: section 5.1. */
  String algorithms() {
    return settings.algorithms.stream()
        .map(JwsAlgorithm::joseName)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** The nonce for the next proof; empty if none is asked for. */
  Optional<String> nonce() {
    return Optional.ofNullable(nonces).map(DpopNonces::current);
  }

  /**
   * Checks a proof, but not yet whether it comes for the first time.
   *
   * @param request the request that it came with
   * @param token the access token of the request
   * @throws TokenRejectedException if it is none
   */
  DpopProof check(ApiRequest request, String token) {
    List<String> headers = request.headers(HEADER);
    if (headers.size() != 1) {
      throw refused(HEADER, "one header", headers.isEmpty() ? "none" : headers.size() + " of them");
    }
    CompactToken compact = read(headers.get(0));
    String segment = headers.get(0).substring(0, headers.get(0).indexOf('.'));
    ProofKey known = keys.getIfPresent(segment);
    ProofKey key = known == null ? ProofKey.read(compact, settings.algorithms) : known;
    Map<String, ?> claims = claims(compact);
    long end = checkTime(claims);
    checkRequest(claims, request, token);
    String jti = jti(claims);
    if (!key.key()
        .verify(
            key.algorithm().joseName(),
            compact.signed(),
            compact.signedLength(),
            compact.signature())) {
      throw refused("signature", "one by the key in the proof's header", "a different one");
    }
    if (known == null) {
      keys.put(segment, key);
    }
    checkNonce(claims);
    return new DpopProof(key.jkt(), jti, end);
  }

  /**
   * Refuses a proof that has been used; to be called when the token is good, so that strangers
   * cannot fill the memory.
   *
   * @throws TokenRejectedException if it has been used
   * @throws StorageException if nobody can say
   */
  void use(DpopProof proof) {
    long left = proof.end() - settings.platform.now().getEpochSecond() + 1;
    Duration remembered = Duration.ofSeconds(Math.max(1, left));
    if (!memory.firstUse(OneTimeStore.DPOP, proof.jkt(), proof.jti(), remembered)) {
      throw new TokenRejectedException(
          RejectionReason.REPLAYED,
          "jti",
          "a proof of its own for each request",
          "one of before",
          null);
    }
  }

  private CompactToken read(String proof) {
    CompactToken compact;
    try {
      compact = lexer.read(proof);
    } catch (TokenRejectedException e) {
      throw refused(HEADER, "one JWT of at most " + MAX_LENGTH + " characters", why(e));
    }
    if (compact.encrypted()) {
      throw refused(HEADER, "a signed JWT", "an encrypted one");
    }
    return compact;
  }

  private static String why(TokenRejectedException e) {
    return e.reason() == RejectionReason.TOO_LARGE ? "a longer one" : "something else";
  }

  private static Map<String, ?> claims(CompactToken proof) {
    try {
      return Json.object(proof.payload());
    } catch (JsonException e) {
      throw refused("payload", "a JSON object", String.valueOf(e.getMessage()));
    }
  }

  /** Steps 8 and 9, and section 7.1: the proof is for this request with this token. */
  private void checkRequest(Map<String, ?> claims, ApiRequest request, String token) {
    if (!request.method().equals(claims.get("htm"))) {
      throw refused("htm", request.method(), String.valueOf(claims.get("htm")));
    }
    String here = TargetUri.normalized(settings.base + request.path());
    String there = claims.get("htu") instanceof String htu ? TargetUri.normalized(htu) : null;
    if (here == null || !here.equals(there)) {
      throw new TokenRejectedException(
          RejectionReason.INVALID_PROOF,
          "htu",
          settings.base + request.path(),
          String.valueOf(claims.get("htu")),
          "DpopProofs.at(..) says under which address clients reach this API");
    }
    if (!(claims.get("ath") instanceof String hash) || !Hashes.same(hash, Hashes.sha256(token))) {
      throw refused("ath", "the hash of the access token", "a different value, or none");
    }
  }

  /** Step 11, and {@code exp} and {@code nbf} of RFC 7519 where a client adds them. */
  private long checkTime(Map<String, ?> claims) {
    long now = settings.platform.now().getEpochSecond();
    long issued = number(claims, "iat");
    long end = issued + settings.maxAge.toSeconds();
    if (issued > now + AHEAD || end < now) {
      throw new TokenRejectedException(
          RejectionReason.INVALID_PROOF,
          "iat",
          "a proof of the last " + settings.maxAge.toSeconds() + " s",
          "one of " + Math.abs(now - issued) + " s " + (issued > now ? "ahead" : "ago"),
          "the clock of the client or of this machine may be wrong");
    }
    if (claims.containsKey("exp") && number(claims, "exp") + AHEAD <= now) {
      throw refused("exp", "a time to come", "one that is over");
    }
    if (claims.containsKey("nbf") && number(claims, "nbf") > now + AHEAD) {
      throw refused("nbf", "a time that has come", "one to come");
    }
    return end;
  }

  private static long number(Map<String, ?> claims, String name) {
    if (claims.get(name) instanceof Number number) {
      double value = number.doubleValue();
      // As far as a long can be added to; nothing beyond is a date.
      if (Math.abs(value) < 1e15) {
        return (long) value;
      }
    }
    throw refused(name, "seconds since 1970", Json.kind(claims.get(name)));
  }

  private static String jti(Map<String, ?> claims) {
    if (claims.get("jti") instanceof String jti && !jti.isEmpty() && jti.length() <= MAX_JTI) {
      return jti;
    }
    throw refused("jti", "1 to " + MAX_JTI + " characters", "something else");
  }

  /** Step 10: last, so that a proof that is wrong in any other way is told so. */
  private void checkNonce(Map<String, ?> claims) {
    if (nonces == null) {
      return;
    }
    if (!(claims.get("nonce") instanceof String nonce) || !nonces.isGood(nonce)) {
      throw new TokenRejectedException(
          RejectionReason.PROOF_WITHOUT_NONCE,
          "nonce",
          "one that this server has just given out",
          claims.containsKey("nonce") ? "a different or an older one" : "none",
          "the client sends the request once more, with the nonce of the answer's DPoP-Nonce");
    }
  }
}
