package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token is for us.
 *
 * @param claim where it says so
 * @param ours our names
 * @param alsoAllowed whom it may be for beside; null for anybody
 * @param byAuthorizedParty whether it may be for anybody beside, if {@code azp} is one of ours
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.9">RFC 8725 section 3.9</a>
 */
record AudienceCheck(
    String claim, Set<String> ours, @Nullable Set<String> alsoAllowed, boolean byAuthorizedParty)
    implements ClaimCheck {

  /** Microsoft Graph, by its two names. */
  private static final Set<String> GRAPH =
      Set.of("https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000");

  // OpenID Connect Core section 3.1.3.7 step 3: aud contains our client id; a token with an
  // audience that we do not trust is refused. RFC 9068 section 4: aud contains our name.
  @Override
  public void check(SignedClaims token, Expected expected) {
    List<String> found = token.claims().strings(claim);
    if (found.isEmpty()) {
      throw Claims.missing(claim);
    }
    if (Collections.disjoint(ours, found)) {
      throw refused("one of " + ours, found, otherApi(found));
    }
    Set<String> others = alsoAllowed;
    if (others != null && !found.stream().allMatch(a -> ours.contains(a) || others.contains(a))) {
      boolean forUs = token.claims().all().get("azp") instanceof String azp && ours.contains(azp);
      if (byAuthorizedParty && forUs) {
        return;
      }
      throw refused(
          "nobody but " + ours + " and the trusted audiences",
          found,
          "trustedAudiences(..) lists the other audiences that such a token may have"
              + (forUs
                  ? "; furtherAudiencesIfAuthorizedParty() takes all of them, since azp is ours"
                  : ""));
    }
  }

  private static @Nullable String otherApi(List<String> found) {
    return Collections.disjoint(GRAPH, found)
        ? null
        : "this is a token for Microsoft Graph and not for this API; ask for a scope of this API";
  }

  private TokenRejectedException refused(
      String expected, List<String> found, @Nullable String hint) {
    return new TokenRejectedException(
        RejectionReason.WRONG_AUDIENCE, claim, expected, found.toString(), hint);
  }
}
