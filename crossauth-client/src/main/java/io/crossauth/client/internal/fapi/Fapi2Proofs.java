package io.crossauth.client.internal.fapi;

import io.crossauth.client.internal.call.ProofOfPossession;
import io.crossauth.http.Headers;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proofs of a client under FAPI 2.0, whose every token is bound: also what began without a key,
 * such as a session from before the switch, goes on with none that is not.
 *
 * @param proofs makes the proofs
 * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
 *     Profile section 5.3.3.1</a>
 */
public record Fapi2Proofs(ProofOfPossession proofs) implements ProofOfPossession {

  @Override
  public Set<String> tokenTypes(Set<String> usual) {
    Set<String> types = new LinkedHashSet<>(proofs.tokenTypes(usual));
    types.removeIf("Bearer"::equalsIgnoreCase);
    types.add("DPoP");
    return types;
  }

  /** Nothing here takes such tokens, so nothing is said about what could. */
  @Override
  public String unboundHint() {
    return "; the token is not bound to the client's key, and FAPI 2.0 takes no other: is DPoP on"
        + " for this client at the server?";
  }

  @Override
  public ProofOfPossession by(Secret key) {
    return new Fapi2Proofs(proofs.by(key));
  }

  @Override
  public Headers prove(String method, URI address, @Nullable Secret accessToken) {
    return proofs.prove(method, address, accessToken);
  }

  @Override
  public boolean wantsKey() {
    return proofs.wantsKey();
  }

  @Override
  public Optional<Secret> newKey() {
    return proofs.newKey();
  }

  @Override
  public Optional<String> thumbprint() {
    return proofs.thumbprint();
  }

  @Override
  public void answered(URI address, List<String> nonces) {
    proofs.answered(address, nonces);
  }
}
