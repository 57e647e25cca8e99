package io.crossauth.client.internal.call;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.Secret;
import java.util.Optional;

/**
 * An access token, and what is needed to present it. Its text form is the type.
 *
 * @param value the token
 * @param type its {@code token_type}, in any case
 * @param key the key by which it was asked for; it is bound to it only if its type is DPoP
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-7.1">RFC 9449 section 7.1</a>
 */
public record AccessToken(Secret value, String type, Optional<Secret> key) {

  private static final String DPOP = "DPoP";

  /** The token of an answer. */
  public static AccessToken of(OAuthTokenResponse tokens) {
    return new AccessToken(tokens.accessToken(), tokens.tokenType(), tokens.proofKey());
  }

  /** Whether each request with it needs a proof. */
  public boolean bound() {
    return key.isPresent() && DPOP.equalsIgnoreCase(type);
  }

  /**
   * The scheme that it is presented by.
   *
   * @param usual that of a token that is not bound
   */
  public String scheme(String usual) {
    return bound() ? DPOP : usual;
  }

  /** What proves the possession of its key; nothing does for a token that is not bound. */
  public ProofOfPossession proof(ProofOfPossession client) {
    return bound() ? client.by(key.orElseThrow()) : ProofOfPossession.none();
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "AccessToken[" + type + "]";
  }
}
