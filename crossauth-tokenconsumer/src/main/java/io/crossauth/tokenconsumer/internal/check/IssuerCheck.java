package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.Set;

/**
 * The issuer is the one we trust, and the key is one of its keys.
 *
 * @param issuer the issuer
 * @param accessToken whether it is an access token, whose issuer may be set apart
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.8">RFC 8725 section 3.8</a>
 */
record IssuerCheck(IssuerName issuer, boolean accessToken) implements ClaimCheck {

  // OpenID Connect Core section 3.1.3.7 step 2: iss exactly matches the issuer's identifier.
  @Override
  public void check(SignedClaims token, Expected expected) {
    String found = token.claims().requireString("iss");
    String version = IssuerHints.ofVersions(issuer.toString(), found);
    if (version != null) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ISSUER, "iss", issuer.toString(), found, version);
    }
    String required = issuer.of(issuer.template() ? token.claims().requireString("tid") : null);
    if (required == null) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ISSUER,
          "tid",
          "a tenant of ours",
          token.claims().string("tid"),
          "tenants(..) names the tenants whose tokens are accepted");
    }
    if (!found.equals(required)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ISSUER,
          "iss",
          required,
          found,
          IssuerHints.of(required, found, accessToken));
    }
    String keyIssuer = token.keyIssuer();
    if (keyIssuer != null
        && !found.equals(new IssuerName(keyIssuer, Set.of()).of(token.claims().string("tid")))) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ISSUER, "iss", "the issuer of the key", found, null);
    }
  }
}
