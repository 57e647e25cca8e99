package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.JoseHeader;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The signature is by a key of the issuer, by an algorithm that we, the issuer's metadata and the
 * key itself allow. The header only says which of them to try.
 */
final class SignatureCheck {

  /** The most keys that are tried for a token that names none. */
  private static final int MAX_UNNAMED = 4;

  static final String OF_GRAPH =
      "its header has a nonce, as tokens for Microsoft Graph have: it is not for this API; ask for"
          + " a scope of this API";

  private final Set<JwsAlgorithm> allowed;
  private final IdTokenAlgorithms idTokenAlgorithms;
  private final JwsAlgorithm responseAlgorithm;
  private final KeySet publicKeys;
  private final KeySet secrets;
  private final boolean jdkOnly;

  /**
   * Creates the check.
   *
   * @param allowed what is configured
   * @param idTokenAlgorithms what is allowed for ID tokens
   * @param responseAlgorithm the one algorithm of authorization responses
   * @param publicKeys the keys for everything but HMAC
   * @param secrets the keys for HMAC, and for nothing else
   * @param jdkOnly whether the JDK does the arithmetic even if there is a native provider
   */
  SignatureCheck(
      Set<JwsAlgorithm> allowed,
      IdTokenAlgorithms idTokenAlgorithms,
      JwsAlgorithm responseAlgorithm,
      KeySet publicKeys,
      KeySet secrets,
      boolean jdkOnly) {
    this.allowed = allowed;
    this.idTokenAlgorithms = idTokenAlgorithms;
    this.responseAlgorithm = responseAlgorithm;
    this.publicKeys = publicKeys;
    this.secrets = secrets;
    this.jdkOnly = jdkOnly;
  }

  /** OpenID Connect Core section 3.1.3.7 step 7; RFC 9068 section 4 step 5: never none. */
  JwsAlgorithm algorithm(JoseHeader header, TokenType type) {
    JwsAlgorithm algorithm = JwsAlgorithm.find(header.alg());
    if (algorithm == null) {
      throw new TokenRejectedException(
          RejectionReason.UNSUPPORTED_ALGORITHM,
          "alg",
          "one of " + new TreeSet<>(allowed),
          header.alg(),
          null);
    }
    Set<JwsAlgorithm> expected = expected(algorithm, type);
    if (!expected.contains(algorithm)) {
      throw new TokenRejectedException(
          RejectionReason.ALGORITHM_NOT_ALLOWED,
          "alg",
          "one of " + new TreeSet<>(expected),
          header.alg(),
          hint(algorithm, type));
    }
    return algorithm;
  }

  private Set<JwsAlgorithm> expected(JwsAlgorithm named, TokenType type) {
    if (type == TokenType.AUTHORIZATION_RESPONSE) {
      return Set.of(responseAlgorithm);
    }
    return type.signedAsIdToken() ? idTokenAlgorithms.of(named) : allowed;
  }

  private String hint(JwsAlgorithm algorithm, TokenType type) {
    boolean needsSecret =
        algorithm.family() == JwsAlgorithm.Family.SECRET && secrets.version() == null;
    if (type == TokenType.AUTHORIZATION_RESPONSE) {
      return "if the client is registered for it (authorization_signed_response_alg), by(\""
          + algorithm
          + "\") of signedResponses(..) says so";
    }
    if (type.signedAsIdToken()) {
      String registered = "idTokenSignedResponseAlg(\"" + algorithm + "\")";
      return needsSecret
          ? "if the client is registered for it, sharedSecret(..) with the client secret and "
              + registered
              + " allow it"
          : "if the client is registered for it, " + registered + " allows it";
    }
    return needsSecret
        ? "sharedSecret(..) allows it; where algorithms(..) is set, it must name it too"
        : "algorithms(..) of the consumer sets what is accepted";
  }

  /** The keys that such a token is checked with, as one object; null if they cannot be told. */
  @Nullable Object keys(JoseHeader header) {
    JwsAlgorithm algorithm = JwsAlgorithm.find(header.alg());
    return (algorithm != null && algorithm.family() == JwsAlgorithm.Family.SECRET
            ? secrets
            : publicKeys)
        .version();
  }

  /** Whether the keys that such a token is checked with are still these. */
  boolean keysAre(Object these, JoseHeader header) {
    return keys(header) == these;
  }

  /**
   * OpenID Connect Core section 3.1.3.7 steps 6 and 8; RFC 9068 section 4 step 5.
   *
   * @param left how long the keys may be fetched for this token, if this program has just fetched
   *     it from the issuer itself; else null
   */
  VerificationKey keyOf(
      CompactToken token, JoseHeader header, JwsAlgorithm algorithm, @Nullable Duration left) {
    boolean secret = algorithm.family() == JwsAlgorithm.Family.SECRET;
    KeySet all = secret ? secrets : publicKeys;
    KeySet keys = left == null ? all : all.forFetchedToken(left);
    KeyRequest request = KeyRequest.of(header.kid(), header.alg());
    List<VerificationKey> first = keys.candidates(request);
    if (first.isEmpty()) {
      throw UnknownKey.refused(keys, header);
    }
    byte[] signature = token.signature();
    VerificationKey key = fitting(token, header, signature, first);
    if (key == null) {
      List<VerificationKey> second = keys.candidates(request.afterFailureOf(first));
      key = fitting(token, header, signature, second);
    }
    if (key == null) {
      throw mismatchOrForgery(header, first);
    }
    return key;
  }

  private @Nullable VerificationKey fitting(
      CompactToken token, JoseHeader header, byte[] signature, List<VerificationKey> keys) {
    int tried = 0;
    for (VerificationKey key : keys) {
      if (key.allows(header.alg())) {
        if (++tried > MAX_UNNAMED) {
          throw new TokenRejectedException(
              RejectionReason.UNKNOWN_KEY,
              "kid",
              "a kid that names one of the issuer's keys",
              "none, and more than " + MAX_UNNAMED + " keys that may have signed it",
              null);
        }
        if (made(key, token, header, signature)) {
          return key;
        }
      }
    }
    return null;
  }

  private boolean made(
      VerificationKey key, CompactToken token, JoseHeader header, byte[] signature) {
    return jdkOnly
        ? key.verifyByJdk(header.alg(), token.signed(), token.signedLength(), signature)
        : key.verify(header.alg(), token.signed(), token.signedLength(), signature);
  }

  private static TokenRejectedException mismatchOrForgery(
      JoseHeader header, List<VerificationKey> keys) {
    if (keys.stream().noneMatch(key -> key.allows(header.alg()))) {
      return new TokenRejectedException(
          RejectionReason.KEY_MISMATCH,
          "alg",
          "an algorithm of " + keys,
          header.alg(),
          "the key of that name is for another algorithm");
    }
    return new TokenRejectedException(
        RejectionReason.BAD_SIGNATURE, null, null, null, header.nonce() ? OF_GRAPH : null);
  }
}
