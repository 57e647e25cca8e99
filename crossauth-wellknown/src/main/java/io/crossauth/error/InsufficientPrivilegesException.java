package io.crossauth.error;

import io.crossauth.internal.text.Printable;
import java.util.Set;
import java.util.TreeSet;

/**
 * The token is good, but its privileges do not suffice for this: a scope, a role or another claim
 * is missing, or a rule of the program's own forbids it. A resource server answers 403.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</a>
 */
public final class InsufficientPrivilegesException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final String claim;
  private final Set<String> required;
  private final Set<String> present;

  private InsufficientPrivilegesException(
      String code, String message, String claim, Set<String> required, Set<String> present) {
    super(code, message, null);
    this.claim = claim;
    this.required = Set.copyOf(required);
    this.present = Set.copyOf(present);
  }

  /**
   * A scope is missing.
   *
   * @param required the scopes that the call needs
   * @param present the scopes that the token has
   * @return a refusal with the code {@code scope.insufficient}
   */
  public static InsufficientPrivilegesException ofScope(Set<String> required, Set<String> present) {
    return new InsufficientPrivilegesException(
        "scope.insufficient",
        "insufficient scope: expected "
            + new TreeSet<>(required)
            + ", found "
            + new TreeSet<>(present),
        "scope",
        required,
        present);
  }

  /**
   * A claim does not have the values that are needed.
   *
   * @param claim the claim's name, or a JSON Pointer for a nested one
   * @param required the values that the call needs; empty for any
   * @param present the values that the token has
   * @return a refusal with the code {@code token.insufficient_claim}
   */
  public static InsufficientPrivilegesException ofClaim(
      String claim, Set<String> required, Set<String> present) {
    return new InsufficientPrivilegesException(
        "token.insufficient_claim",
        "insufficient claim "
            + claim
            + ": expected "
            + (required.isEmpty() ? "a value" : new TreeSet<>(required))
            + ", found "
            + (present.isEmpty() ? "none" : Printable.of(new TreeSet<>(present).toString(), 200)),
        claim,
        required,
        present);
  }

  /**
   * A rule of the program's own forbids it.
   *
   * @param reason the rule's own words
   * @return a refusal with the code {@code token.forbidden_by_rule}
   */
  public static InsufficientPrivilegesException byRule(String reason) {
    return new InsufficientPrivilegesException(
        "token.forbidden_by_rule", reason, "", Set.of(), Set.of());
  }

  /**
   * The claim that does not suffice.
   *
   * @return its name or JSON Pointer; empty when a rule forbids the call
   */
  public String claim() {
    return claim;
  }

  /**
   * What the call needs.
   *
   * @return the scopes or values; empty for any value, or when a rule forbids the call
   */
  public Set<String> required() {
    return required;
  }

  /**
   * What the token has.
   *
   * @return the scopes or values of the same claim
   */
  public Set<String> present() {
    return present;
  }
}
