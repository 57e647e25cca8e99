package io.crossauth.error;

import java.util.Set;
import java.util.TreeSet;

/**
 * The token is good, but not for this. A resource server answers 403.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</a>
 */
public final class InsufficientScopeException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final Set<String> required;
  private final Set<String> present;

  /**
   * Creates a refusal.
   *
   * @param required the scopes that the call needs
   * @param present the scopes that the token has
   */
  public InsufficientScopeException(Set<String> required, Set<String> present) {
    super(
        "scope.insufficient",
        "insufficient scope: expected "
            + new TreeSet<>(required)
            + ", found "
            + new TreeSet<>(present),
        null);
    this.required = Set.copyOf(required);
    this.present = Set.copyOf(present);
  }

  /** The scopes that the call needs. */
  public Set<String> required() {
    return required;
  }

  /** The scopes that the token has. */
  public Set<String> present() {
    return present;
  }
}
