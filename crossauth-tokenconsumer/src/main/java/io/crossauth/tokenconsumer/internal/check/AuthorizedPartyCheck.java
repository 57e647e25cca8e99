package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token was given to a client that may use it here.
 *
 * @param idToken whether it is an ID token; else an access token
 * @param audiences our names; for an ID token our client ids
 * @param parties the clients that were named for this; for an access token, empty means all
 */
record AuthorizedPartyCheck(boolean idToken, Set<String> audiences, Set<String> parties)
    implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    String azp = token.claims().string("azp");
    if (idToken) {
      // OpenID Connect Core section 3.1.3.7 step 4: several audiences, then azp is present.
      if (azp == null && token.claims().audience().size() > 1) {
        throw Claims.missing("azp");
      }
      // Step 5: azp, if present, is our client id (or a client that we trust on purpose).
      if (azp != null && !audiences.contains(azp) && !parties.contains(azp)) {
        throw refused("azp", azp, "one of " + audiences + " or the authorized parties");
      }
    } else {
      checkAccessToken(token.claims().string("client_id"), azp);
    }
    checkExpected(token.claims(), azp, expected.get(Expected.AUTHORIZED_PARTY));
  }

  private void checkAccessToken(@Nullable String clientId, @Nullable String azp) {
    if (parties.isEmpty()) {
      return;
    }
    if (clientId == null && azp == null) {
      throw Claims.missing("client_id");
    }
    if (clientId != null && !parties.contains(clientId)) {
      throw refused("client_id", clientId, "one of " + parties);
    }
    if (azp != null && !parties.contains(azp)) {
      throw refused("azp", azp, "one of " + parties);
    }
  }

  private void checkExpected(Claims claims, @Nullable String azp, @Nullable String party) {
    if (party == null) {
      return;
    }
    String clientId = idToken ? onlyAudience(claims) : claims.string("client_id");
    if (azp == null && clientId == null) {
      throw Claims.missing("azp");
    }
    if (azp != null && !azp.equals(party)) {
      throw refused("azp", azp, party);
    }
    // An ID token's aud says it where azp does not; of an access token both must.
    if (clientId != null && !clientId.equals(party) && (azp == null || !idToken)) {
      throw refused(idToken ? "aud" : "client_id", clientId, party);
    }
  }

  private static @Nullable String onlyAudience(Claims claims) {
    return claims.audience().size() == 1 ? claims.audience().get(0) : null;
  }

  private static TokenRejectedException refused(String claim, String found, String expected) {
    return new TokenRejectedException(
        RejectionReason.WRONG_AUTHORIZED_PARTY, claim, expected, found, null);
  }
}
