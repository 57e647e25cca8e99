package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The issuer is the one we trust, and the key is one of its keys.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.8">RFC 8725 section 3.8</a>
 */
record IssuerCheck(IssuerName issuer) implements ClaimCheck {

  // OpenID Connect Core section 3.1.3.7 step 2: iss exactly matches the issuer's identifier.
  @Override
  public void check(SignedClaims token, Expected expected) {
    String found = token.claims().requireString("iss");
    String required = issuer.of(issuer.template() ? token.claims().requireString("tid") : null);
    if (required == null) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ISSUER,
          "tid",
          "a tenant of ours",
          token.claims().string("tid"),
          null);
    }
    if (!found.equals(required)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ISSUER, "iss", required, found, hint(required, found));
    }
    String keyIssuer = token.keyIssuer();
    if (keyIssuer != null
        && !found.equals(new IssuerName(keyIssuer, Set.of()).of(token.claims().string("tid")))) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ISSUER, "iss", "the issuer of the key", found, null);
    }
  }

  private static @Nullable String hint(String required, String found) {
    boolean slash = found.equals(required + "/") || required.equals(found + "/");
    return slash ? "the two differ in the final slash; configure what tokens say" : null;
  }
}
