package io.crossauth.error;

import java.util.Locale;

/** Why a token is not acceptable. */
public enum RejectionReason {
  /** It is not a compact JWT: segments, base64url, UTF-8, JSON, nesting or duplicate members. */
  MALFORMED,
  /** The token, its header or its key id is longer than allowed. */
  TOO_LARGE,
  /** An algorithm this library never accepts, {@code none} among them. */
  UNSUPPORTED_ALGORITHM,
  /** An algorithm that is known, but not allowed here. */
  ALGORITHM_NOT_ALLOWED,
  /** A header says that more must be understood than we understand ({@code crit}, {@code b64}). */
  UNSUPPORTED_HEADER,
  /** No key of the issuer has the token's key id, even after asking again. */
  UNKNOWN_KEY,
  /** The key is not for this algorithm, or not for signatures. */
  KEY_MISMATCH,
  /** The signature is not the issuer's. */
  BAD_SIGNATURE,
  /** Its time is over. */
  EXPIRED,
  /** Its time has not come ({@code nbf}). */
  NOT_YET_VALID,
  /** It says that it was issued in the future ({@code iat}). */
  ISSUED_IN_FUTURE,
  /** It was issued, or its user logged in, longer ago than allowed. */
  TOO_OLD,
  /** Another issuer made it. */
  WRONG_ISSUER,
  /** It is for somebody else ({@code aud}). */
  WRONG_AUDIENCE,
  /** It was given to another client ({@code azp}, {@code client_id}). */
  WRONG_AUTHORIZED_PARTY,
  /** It is another kind of token. */
  WRONG_TYPE,
  /** It answers another login ({@code nonce}). */
  WRONG_NONCE,
  /** It does not belong to the token, code or state it came with ({@code at_hash}, …). */
  WRONG_HASH,
  /** Another user than the one expected ({@code sub}). */
  WRONG_SUBJECT,
  /** The user did not log in as strongly as asked ({@code acr}). */
  WRONG_ACR,
  /** The caller has not proved that the token is bound to it ({@code cnf}). */
  WRONG_CONFIRMATION,
  /** It came by a scheme that is not its own, or whose proof nobody here checks ({@code DPoP}). */
  UNSUPPORTED_SCHEME,
  /** The DPoP proof is not good, or not for this request. */
  INVALID_PROOF,
  /** The DPoP proof has no nonce of this server, or one that is too old. */
  PROOF_WITHOUT_NONCE,
  /** A claim that must be there is not. */
  MISSING_CLAIM,
  /** A claim has another JSON type than its specification says. */
  WRONG_CLAIM_TYPE,
  /** Another claim does not have the value it must have. */
  WRONG_CLAIM_VALUE,
  /** It is encrypted and cannot be opened, or should have been encrypted and is not. */
  ENCRYPTION,
  /** It has been seen before. */
  REPLAYED,
  /** The issuer, or our own store, says it is no longer good. */
  REVOKED,
  /** A rule of the program's own does not accept it; the hint has its words. */
  REFUSED_BY_RULE;

  /** {@return the stable code of an exception with this reason: {@code token.expired}} */
  public String code() {
    return "token." + name().toLowerCase(Locale.ROOT);
  }
}
