package io.crossauth.tokenconsumer.internal.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who must have made a token: one name, compared character for character; or one in which {@code
 * {tenantid}} stands for the tenant that the token names in {@code tid}.
 */
public final class IssuerName {

  private static final String TENANT = "{tenantid}";
  private static final int MAX_TENANT = 64;

  private final String text;
  private final Set<String> tenants;

  /**
   * Creates a name.
   *
   * @param text the issuer, or its template
   * @param tenants the tenants to accept; empty for all
   */
  public IssuerName(String text, Set<String> tenants) {
    this.text = text;
    this.tenants = Set.copyOf(tenants);
    if (!template() && !tenants.isEmpty()) {
      throw new IllegalArgumentException(
          "tenants: expected an issuer with " + TENANT + ", found " + text);
    }
  }

  /** Whether a token's issuer may be this one; says nothing of the token. */
  public boolean mayBe(String issuer) {
    if (!template()) {
      return issuer.equals(text);
    }
    String before = text.substring(0, text.indexOf(TENANT));
    String after = text.substring(before.length() + TENANT.length());
    return issuer.length() > before.length() + after.length()
        && issuer.startsWith(before)
        && issuer.endsWith(after)
        && isTenant(issuer.substring(before.length(), issuer.length() - after.length()));
  }

  /** Another name for the same tenants. */
  IssuerName renamed(String other) {
    return new IssuerName(other, other.contains(TENANT) ? tenants : Set.of());
  }

  /** Whether a token may have been made by both. */
  public boolean overlaps(IssuerName other) {
    return text.equals(other.text) || mayBe(other.text) || other.mayBe(text);
  }

  boolean template() {
    return text.contains(TENANT);
  }

  /** The issuer that a token of this tenant must name, or null if the tenant is not acceptable. */
  @Nullable String of(@Nullable String tenant) {
    if (!template()) {
      return text;
    }
    boolean acceptable =
        tenant != null && isTenant(tenant) && (tenants.isEmpty() || tenants.contains(tenant));
    return acceptable ? text.replace(TENANT, tenant) : null;
  }

  private static boolean isTenant(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_TENANT
        && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-'));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IssuerName name
        && text.equals(name.text)
        && tenants.equals(name.tenants);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The issuer, or its template. */
  @Override
  public String toString() {
    return text;
  }
}
