package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.TokenRejectedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rules for one kind of token, in the order of their specification; no kind passes for another.
 * Immutable.
 */
public final class TokenRules {

  private final TypeCheck type;
  private final List<ClaimCheck> checks;

  private TokenRules(TypeCheck type, List<ClaimCheck> checks) {
    this.type = type;
    this.checks = List.copyOf(checks);
  }

  /**
   * The rules for ID tokens. Steps 1 and 6 to 8 (decryption, signature, algorithm, secret) are done
   * before the claims are read.
   *
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
   *     Connect Core section 3.1.3.7</a>
   */
  public static TokenRules forIdTokens(ValidationPolicy terms) {
    TypeCheck type = new TypeCheck(TypeCheck.Kind.ID, terms.explicitTyping(), false);
    return new TokenRules(
        type,
        List.of(
            type,
            new IssuerCheck(terms.issuer()),
            new AudienceCheck("aud", terms.audiences(), terms.trustedAudiences()),
            new AuthorizedPartyCheck(true, terms.audiences(), terms.authorizedParties()),
            new ExpiryCheck(terms.skew(), true),
            new NotBeforeCheck(terms.skew()),
            new TokenIdCheck(),
            new IssuedAtCheck(terms.skew(), true, terms.maxTokenAge()),
            new NonceCheck(),
            new AcrCheck(),
            new AuthTimeCheck(terms.skew()),
            new SubjectCheck(true, true),
            new HashCheck("at_hash", Expected.ACCESS_TOKEN, true),
            new HashCheck("c_hash", Expected.CODE, true),
            new HashCheck("s_hash", Expected.STATE, false),
            new PreviousCheck()));
  }

  /**
   * The rules for access tokens.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-4">RFC 9068 section 4</a>
   */
  public static TokenRules forAccessTokens(ValidationPolicy terms) {
    boolean strict = terms.strictAccessTokens();
    // RFC 9068 section 4 step 1: the header's typ is at+jwt.
    TypeCheck type = new TypeCheck(TypeCheck.Kind.ACCESS, terms.explicitTyping(), strict);
    return new TokenRules(
        type,
        List.of(
            type,
            // step 3
            new IssuerCheck(terms.issuer()),
            // step 4
            new AudienceCheck(terms.audienceClaim(), terms.audiences(), null),
            new AuthorizedPartyCheck(false, terms.audiences(), terms.authorizedParties()),
            // step 6
            new ExpiryCheck(terms.skew(), true),
            new NotBeforeCheck(terms.skew()),
            new TokenIdCheck(),
            new IssuedAtCheck(terms.skew(), strict, terms.maxTokenAge()),
            new SubjectCheck(strict, false),
            // section 2.2
            new RequiredClaimsCheck(strict ? List.of("client_id", "jti") : List.of()),
            new ScopeCheck(),
            new AcrCheck(),
            new AuthTimeCheck(terms.skew()),
            new ConfirmationCheck(terms.bindingWithoutProof())));
  }

  /** The rules for refresh tokens that are JWTs. They must say that they are. */
  public static TokenRules forRefreshTokens(ValidationPolicy terms) {
    TypeCheck type = new TypeCheck(TypeCheck.Kind.REFRESH, true, false);
    return new TokenRules(
        type,
        List.of(
            type,
            new IssuerCheck(terms.issuer()),
            new AudienceCheck("aud", terms.audiences(), null),
            new AuthorizedPartyCheck(false, terms.audiences(), terms.authorizedParties()),
            new ExpiryCheck(terms.skew(), true),
            new NotBeforeCheck(terms.skew()),
            new TokenIdCheck(),
            new IssuedAtCheck(terms.skew(), false, terms.maxTokenAge()),
            new SubjectCheck(false, false)));
  }

  /**
   * The rules for logout tokens. Steps 1 to 3 (decryption, signature, algorithm) are done before
   * the claims are read; that the token is not used twice, by its {@code jti}, after them.
   *
   * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation">OpenID
   *     Connect Back-Channel Logout 1.0 section 2.6</a>
   */
  public static TokenRules forLogoutTokens(ValidationPolicy terms) {
    TypeCheck type = new TypeCheck(TypeCheck.Kind.LOGOUT, terms.explicitTyping(), false);
    return new TokenRules(
        type,
        List.of(
            type,
            // step 4: as in ID tokens
            new IssuerCheck(terms.issuer()),
            new AudienceCheck("aud", terms.audiences(), terms.trustedAudiences()),
            new IssuedAtCheck(terms.skew(), true, terms.maxTokenAge()),
            new ExpiryCheck(terms.skew(), true),
            new NotBeforeCheck(terms.skew()),
            new SubjectCheck(false, true),
            // steps 5 to 7
            new LogoutEventCheck(),
            // section 2.4
            new RequiredClaimsCheck(List.of("jti"))));
  }

  /**
   * The rules for signed answers of the userinfo endpoint: they say who made them and for whom, and
   * about whom they are, but as a rule not for how long.
   *
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse">OpenID
   *     Connect Core section 5.3.2</a>
   */
  public static TokenRules forUserInfo(ValidationPolicy terms) {
    TypeCheck type = new TypeCheck(TypeCheck.Kind.USERINFO, false, false);
    return new TokenRules(
        type,
        List.of(
            type,
            new IssuerCheck(terms.issuer()),
            new AudienceCheck("aud", terms.audiences(), terms.trustedAudiences()),
            new ExpiryCheck(terms.skew(), false),
            new NotBeforeCheck(terms.skew()),
            new IssuedAtCheck(terms.skew(), false, terms.maxTokenAge()),
            new SubjectCheck(false, true)));
  }

  /**
   * The rules for signed answers of the introspection endpoint.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9701#section-5">RFC 9701 section 5</a>
   */
  public static TokenRules forIntrospection(ValidationPolicy terms) {
    TypeCheck type = new TypeCheck(TypeCheck.Kind.INTROSPECTION, true, true);
    return new TokenRules(
        type,
        List.of(
            type,
            new IssuerCheck(terms.issuer()),
            new AudienceCheck("aud", terms.audiences(), terms.trustedAudiences()),
            new IssuedAtCheck(terms.skew(), true, terms.maxTokenAge()),
            new ExpiryCheck(terms.skew(), false),
            new NotBeforeCheck(terms.skew()),
            new IntrospectionClaimCheck()));
  }

  /**
   * The rules for what somebody else says of an opaque access token (RFC 7662 section 2.2). It has
   * vouched for the token, so all may be missing; what is there must be right.
   */
  public static TokenRules forOpaqueTokens(ValidationPolicy terms) {
    ClaimCheck audience = new AudienceCheck(terms.audienceClaim(), terms.audiences(), null);
    return new TokenRules(
        new TypeCheck(TypeCheck.Kind.ACCESS, false, false),
        List.of(
            new ActiveCheck(),
            new IssuerCheck(terms.issuer()),
            (token, expected) -> {
              if (token.claims().has(terms.audienceClaim())) {
                audience.check(token, expected);
              }
            },
            new AuthorizedPartyCheck(false, terms.audiences(), terms.authorizedParties()),
            new ExpiryCheck(terms.skew(), false),
            new NotBeforeCheck(terms.skew()),
            new TokenIdCheck(),
            new IssuedAtCheck(terms.skew(), false, terms.maxTokenAge()),
            new SubjectCheck(false, false),
            new ScopeCheck(),
            new AcrCheck(),
            new AuthTimeCheck(terms.skew()),
            new ConfirmationCheck(terms.bindingWithoutProof())));
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
