package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.TokenRejectedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rules for one kind of token, in the order of their specification; no kind passes for another.
 * Immutable.
 */
public final class TokenRules {

  private final TypeCheck type;
  private final ClaimCheck[] checks;

  private TokenRules(TypeCheck type, List<List<ClaimCheck>> blocks) {
    this.type = type;
    List<ClaimCheck> all = new ArrayList<>();
    for (List<ClaimCheck> block : blocks) {
      all.addAll(block);
    }
    this.checks = all.toArray(new ClaimCheck[0]);
  }

  @SafeVarargs
  private static TokenRules of(TypeCheck type, List<ClaimCheck>... blocks) {
    List<List<ClaimCheck>> all = new ArrayList<>();
    all.add(List.of(type));
    for (List<ClaimCheck> block : blocks) {
      all.add(block);
    }
    return new TokenRules(type, all);
  }

  /** The rules for JWTs of a kind. */
  public static TokenRules of(TokenKind kind, ValidationPolicy policy) {
    return switch (kind) {
      case ID -> idToken(policy);
      case ACCESS -> accessToken(policy);
      case REFRESH -> refreshToken(policy);
      case LOGOUT -> logoutToken(policy);
      case USERINFO -> userInfo(policy);
      case INTROSPECTION -> introspection(policy);
      case AUTHORIZATION_RESPONSE -> authorizationResponse(policy);
    };
  }

  /**
   * OpenID Connect Core section 3.1.3.7; steps 1 and 6 to 8 (decryption, signature, algorithm,
   * secret) are done before the claims are read.
   */
  private static TokenRules idToken(ValidationPolicy policy) {
    return of(
        new TypeCheck(TokenKind.ID, policy.explicitTyping(), false, policy.dialect()),
        // steps 2 to 5, 9, 10
        registeredClaims(
            policy, issuer(policy), forClient(policy), party(policy, true), Presence.EXP_AND_IAT),
        List.of(
            // step 11
            new NonceCheck(),
            // steps 12 and 13
            new AcrCheck(),
            new AuthTimeCheck(policy.skew(), true),
            // section 2
            new SubjectCheck(true, true),
            // sections 3.1.3.8, 3.2.2.9, 3.3.2.10
            new HashCheck("at_hash", Expected.ACCESS_TOKEN, true),
            new HashCheck("c_hash", Expected.CODE, true),
            new HashCheck("s_hash", Expected.STATE, false),
            // section 12.2
            new PreviousCheck()));
  }

  /** RFC 9068 section 4; step 5 (signature, algorithm) is done before the claims are read. */
  private static TokenRules accessToken(ValidationPolicy policy) {
    boolean strict = policy.strictAccessTokens();
    return of(
        // step 1: the header's typ is at+jwt
        new TypeCheck(TokenKind.ACCESS, policy.explicitTyping(), strict, policy.dialect()),
        // steps 3, 4 and 6
        registeredClaims(
            policy,
            accessTokenIssuer(policy),
            forApi(policy),
            party(policy, false),
            strict ? Presence.EXP_AND_IAT : Presence.EXP),
        List.of(
            // section 2.2
            new SubjectCheck(strict, false),
            new RequiredClaimsCheck(strict ? List.of("client_id", "jti") : List.of())),
        authorization(policy));
  }

  /**
   * RFC 7662 section 2.2: whoever is asked about an opaque token has vouched for it, so all may be
   * missing but its audience; what is there must be right.
   *
   * @param anyAudience whether that may be missing, too
   */
  public static TokenRules forOpaqueTokens(ValidationPolicy policy, boolean anyAudience) {
    return of(
        new TypeCheck(TokenKind.ACCESS, false, false, policy.dialect()),
        List.of(new ActiveCheck()),
        registeredClaims(
            policy,
            accessTokenIssuer(policy),
            new OpaqueAudienceCheck(policy.audienceClaim(), forApi(policy), anyAudience),
            party(policy, false),
            Presence.NONE),
        List.of(new SubjectCheck(false, false)),
        authorization(policy));
  }

  /** Refresh tokens that are JWTs must say that they are. */
  private static TokenRules refreshToken(ValidationPolicy policy) {
    return of(
        new TypeCheck(TokenKind.REFRESH, true, false, policy.dialect()),
        registeredClaims(
            policy,
            issuer(policy),
            new AudienceCheck("aud", policy.audiences(), null, false),
            party(policy, false),
            Presence.EXP),
        List.of(new SubjectCheck(false, false)));
  }

  /**
   * OpenID Connect Back-Channel Logout 1.0 section 2.6; steps 1 to 3 (decryption, signature,
   * algorithm) are done before the claims are read, step 8 (not used twice) after them.
   */
  private static TokenRules logoutToken(ValidationPolicy policy) {
    return of(
        new TypeCheck(TokenKind.LOGOUT, policy.explicitTyping(), false, policy.dialect()),
        // step 4: as in ID tokens
        registeredClaims(policy, issuer(policy), forClient(policy), null, Presence.EXP_AND_IAT),
        List.of(
            new SubjectCheck(false, true),
            // steps 5 to 7
            new LogoutEventCheck(),
            // section 2.4
            new RequiredClaimsCheck(List.of("jti"))));
  }

  /**
   * OpenID Connect Core section 5.3.2: signed answers of the userinfo endpoint say who made them
   * and for whom, and about whom they are, but as a rule not for how long.
   */
  private static TokenRules userInfo(ValidationPolicy policy) {
    return of(
        new TypeCheck(TokenKind.USERINFO, false, false, policy.dialect()),
        registeredClaims(policy, issuer(policy), forClient(policy), null, Presence.NONE),
        List.of(new SubjectCheck(false, true)));
  }

  /** RFC 9701 section 5. */
  private static TokenRules introspection(ValidationPolicy policy) {
    return of(
        new TypeCheck(TokenKind.INTROSPECTION, true, true, policy.dialect()),
        registeredClaims(policy, issuer(policy), forClient(policy), null, Presence.IAT),
        List.of(new IntrospectionClaimCheck()));
  }

  /**
   * JARM section 2.4, steps 3 to 5: who made it, for whom, and until when; decryption, signature
   * and algorithm are done before the claims are read, {@code state} and the rest are the login's.
   */
  private static TokenRules authorizationResponse(ValidationPolicy policy) {
    return of(
        new TypeCheck(TokenKind.AUTHORIZATION_RESPONSE, false, false, policy.dialect()),
        List.of(
            issuer(policy),
            forClient(policy),
            new ExpiryCheck(policy.skew(), true),
            new NotBeforeCheck(policy.skew()),
            new TokenIdCheck(),
            new IssuedAtCheck(policy.skew(), false, null)));
  }

  /** Which times must be there. */
  private enum Presence {
    NONE,
    EXP,
    IAT,
    EXP_AND_IAT;

    boolean exp() {
      return this == EXP || this == EXP_AND_IAT;
    }

    boolean iat() {
      return this == IAT || this == EXP_AND_IAT;
    }
  }

  /**
   * RFC 7519 section 4.1, in the order of OpenID Connect Core section 3.1.3.7: iss (step 2), aud
   * (step 3), azp (steps 4 and 5), exp (step 9), nbf, jti, iat (step 10).
   */
  private static List<ClaimCheck> registeredClaims(
      ValidationPolicy policy,
      ClaimCheck issuer,
      ClaimCheck audience,
      @Nullable ClaimCheck party,
      Presence times) {
    List<ClaimCheck> checks = new ArrayList<>();
    checks.add(issuer);
    checks.add(audience);
    if (party != null) {
      checks.add(party);
    }
    checks.add(new ExpiryCheck(policy.skew(), times.exp()));
    checks.add(new NotBeforeCheck(policy.skew()));
    checks.add(new TokenIdCheck());
    checks.add(new IssuedAtCheck(policy.skew(), times.iat(), policy.maxTokenAge()));
    return checks;
  }

  /** What an access token says of the call: RFC 9068 section 2.2.3, RFC 9470, RFC 7800. */
  private static List<ClaimCheck> authorization(ValidationPolicy policy) {
    return List.of(
        new ScopeCheck(),
        new AcrCheck(),
        new AuthTimeCheck(policy.skew(), false),
        new ConfirmationCheck(policy.bindingWithoutProof()));
  }

  private static ClaimCheck issuer(ValidationPolicy policy) {
    return new IssuerCheck(policy.issuer(), false);
  }

  private static ClaimCheck accessTokenIssuer(ValidationPolicy policy) {
    return new IssuerCheck(policy.accessTokenIssuer(), true);
  }

  private static ClaimCheck forClient(ValidationPolicy policy) {
    return new AudienceCheck(
        "aud",
        policy.audiences(),
        policy.trustedAudiences(),
        policy.dialect().audiencesByAuthorizedParty());
  }

  private static ClaimCheck forApi(ValidationPolicy policy) {
    return new AudienceCheck(policy.audienceClaim(), policy.accessTokenAudiences(), null, false);
  }

  private static ClaimCheck party(ValidationPolicy policy, boolean idToken) {
    return new AuthorizedPartyCheck(
        idToken, policy.audiences(), policy.authorizedParties(), policy.dialect().clientClaims());
  }

  /**
   * Checks the kind that a header names, before anything else is done.
   *
   * @throws TokenRejectedException if it names another
   */
  public void checkHeader(@Nullable String typ) {
    type.checkHeader(typ);
  }

  /**
   * Checks a token whose header and signature are good.
   *
   * @throws TokenRejectedException if it breaks a rule; the first one counts
   */
  public void check(SignedClaims token, Expected expected) {
    for (ClaimCheck check : checks) {
      check.check(token, expected);
    }
  }
}
