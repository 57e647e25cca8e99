package io.crossauth.client.device;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.regex.Pattern;

/** Servers that many log in to, and what each does its own way. */
final class DevicePresets {

  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]{1,255}");
  private static final Pattern TENANT_ID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final String ENTRA = "https://login.microsoftonline.com/";

  private DevicePresets() {}

  static DeviceAuthenticatorBuilder gitHub(String clientId) {
    return new DeviceAuthenticatorBuilder(
            clientId,
            URI.create("https://github.com/login/device/code"),
            URI.create("https://github.com/login/oauth/access_token"))
        .scopeSeparator(",");
  }

  static DeviceAuthenticatorBuilder google(String clientId, Secret secret) {
    URI device = URI.create("https://oauth2.googleapis.com/device/code");
    // Its documentation names the secret for the token endpoint alone.
    ClientAuthentication none = ClientAuthentication.none();
    ClientAuthentication post = ClientAuthentication.clientSecretPost(secret);
    return new DeviceAuthenticatorBuilder(
            clientId, device, URI.create("https://oauth2.googleapis.com/token"))
        .clientAuthentication(
            call -> call.endpoint().equals(device) ? none.apply(call) : post.apply(call))
        .idTokens(
            "https://accounts.google.com",
            URI.create("https://www.googleapis.com/oauth2/v3/certs"));
  }

  static DeviceAuthenticatorBuilder microsoftEntra(String tenant, String clientId) {
    if (!TENANT.matcher(tenant).matches()) {
      throw new IllegalArgumentException("tenant: expected letters, digits, dots and dashes");
    }
    // Tokens name the tenant's id, which a domain or "organizations" does not tell us.
    boolean id = TENANT_ID.matcher(tenant).matches();
    String base = ENTRA + tenant;
    return new DeviceAuthenticatorBuilder(
            clientId,
            URI.create(base + "/oauth2/v2.0/devicecode"),
            URI.create(base + "/oauth2/v2.0/token"))
        .idTokens(
            ENTRA + (id ? tenant : "{tenantid}") + "/v2.0",
            URI.create(base + "/discovery/v2.0/keys"));
  }
}
