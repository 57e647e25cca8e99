package io.crossauth.client.internal.provider;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How a tenant of Microsoft's directories is named: by its id, as the issuer of tokens has it. */
public final class EntraTenant {

  /** In an address they stand for many tenants, but no token names one of them. */
  private static final Set<String> MANY = Set.of("organizations", "common", "consumers");

  private static final Pattern ID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private EntraTenant() {}

  /** Whether it is an id and not a domain or a word. */
  static boolean isId(String tenant) {
    return ID.matcher(tenant).matches();
  }

  /**
   * The id, in small letters, as tokens have it.
   *
   * @throws IllegalArgumentException if it is a domain, a word for many tenants, or no name at all
   */
  public static String id(String tenantId) {
    if (isId(tenantId)) {
      return tenantId.toLowerCase(Locale.ROOT);
    }
    String expected = "tenantId: expected the id of one tenant, a UUID";
    if (MANY.contains(tenantId.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          expected
              + ", found "
              + tenantId
              + ", which stands for many; Provider.entraTenants(ids) takes some tenants,"
              + " Provider.entraAnyTenant() any");
    }
    if (DOMAIN.matcher(tenantId).matches()) {
      throw new IllegalArgumentException(
          expected
              + ", found "
              + tenantId
              + "; tokens name a tenant by its id alone: it is in the issuer of"
              + " https://login.microsoftonline.com/"
              + tenantId
              + "/v2.0/.well-known/openid-configuration");
    }
    throw new IllegalArgumentException(expected);
  }
}
