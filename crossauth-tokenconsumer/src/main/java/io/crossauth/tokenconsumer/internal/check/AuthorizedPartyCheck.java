package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token was given to a client that may use it here.
 *
 * @param idToken whether it is an ID token; else an access token
 * @param audiences our names; for an ID token our client ids
 * @param parties the clients that were named for this; for an access token, empty means all
 * @param clientClaims the claims of an access token that name the client; empty for those that are
 *     known
 */
record AuthorizedPartyCheck(
    boolean idToken, Set<String> audiences, Set<String> parties, List<String> clientClaims)
    implements ClaimCheck {

  /** RFC 9068 section 2.2; OpenID Connect Core section 2. */
  private static final List<String> STANDARD = List.of("client_id", "azp");

  /** Okta, and Entra 1.0 and AD FS; asked where the token has none of the standard ones. */
  private static final List<String> KNOWN = List.of("cid", "appid");

  @Override
  public void check(SignedClaims token, Expected expected) {
    String party = expected.get(Expected.AUTHORIZED_PARTY);
    if (idToken) {
      checkIdToken(token.claims(), party);
    } else if (!parties.isEmpty() || party != null) {
      checkAccessToken(clients(token.claims()), party);
    }
  }

  private void checkIdToken(Claims claims, @Nullable String party) {
    String azp = claims.string("azp");
    // OpenID Connect Core (errata set 2) section 3.1.3.7 step 4: azp, if present, is our client id
    // (or a client that we trust on purpose). Several audiences demand none.
    if (azp != null && !audiences.contains(azp) && !parties.contains(azp)) {
      throw refused("azp", azp, "one of " + audiences + " or the authorized parties");
    }
    if (party == null) {
      return;
    }
    // aud says it where azp does not.
    String client = azp == null ? onlyAudience(claims) : azp;
    if (client == null) {
      throw Claims.missing("azp");
    }
    if (!client.equals(party)) {
      throw refused(azp == null ? "aud" : "azp", client, party);
    }
  }

  /** All claims that name the client must name one that is named here. */
  private void checkAccessToken(Map<String, String> clients, @Nullable String party) {
    if (clients.isEmpty()) {
      throw new TokenRejectedException(
          RejectionReason.MISSING_CLAIM,
          clientClaims.isEmpty() ? "client_id" : clientClaims.get(0),
          "the claim",
          "none",
          "if the server names the client in another claim, give that claim to clientClaims(..)");
    }
    clients.forEach(
        (claim, client) -> {
          if (!parties.isEmpty() && !parties.contains(client)) {
            throw refused(claim, client, "one of " + parties);
          }
          if (party != null && !client.equals(party)) {
            throw refused(claim, client, party);
          }
        });
  }

  private Map<String, String> clients(Claims claims) {
    if (!clientClaims.isEmpty()) {
      return named(claims, clientClaims);
    }
    Map<String, String> standard = named(claims, STANDARD);
    return standard.isEmpty() ? named(claims, KNOWN) : standard;
  }

  private static Map<String, String> named(Claims claims, List<String> names) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : names) {
      String client = claims.string(name);
      if (client != null) {
        found.put(name, client);
      }
    }
    return found;
  }

  private static @Nullable String onlyAudience(Claims claims) {
    return claims.audience().size() == 1 ? claims.audience().get(0) : null;
  }

  private static TokenRejectedException refused(String claim, String found, String expected) {
    return new TokenRejectedException(
        RejectionReason.WRONG_AUTHORIZED_PARTY, claim, expected, found, null);
  }
}
