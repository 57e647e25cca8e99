package io.crossauth.client;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.device.DeviceAuthenticator;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.HttpTransport;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Device login for servers without discovery, and for three that many programs log in with. */
public final class DeviceAuthenticators {

  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]{1,255}");

  private DeviceAuthenticators() {}

  /**
   * An authenticator for any server.
   *
   * @param deviceUrl where device codes are given out
   * @param tokenUrl where they are traded for tokens
   * @param settings changes to the client: a secret, a transport, headers
   * @param scopes what to ask for
   */
  public static DeviceAuthenticator of(
      String clientId,
      URI deviceUrl,
      URI tokenUrl,
      UnaryOperator<OAuthClientBuilder> settings,
      String... scopes) {
    OpenIdConfiguration server =
        OpenIdConfiguration.builder()
            .deviceAuthorizationEndpoint(deviceUrl.toString())
            .tokenEndpoint(tokenUrl.toString())
            .build();
    OAuthClient client = settings.apply(OAuthClient.builder(server).clientId(clientId)).build();
    return new DeviceAuthenticator(
        client.device(),
        TokenRequestOptions.scopes(new LinkedHashSet<>(List.of(scopes)).toArray(String[]::new)),
        DevicePrompt.terminal());
  }

  /** An authenticator for any server, for a public client. */
  public static DeviceAuthenticator of(
      String clientId, URI deviceUrl, URI tokenUrl, String... scopes) {
    return of(clientId, deviceUrl, tokenUrl, UnaryOperator.identity(), scopes);
  }

  /** GitHub, whose scopes are separated by commas. */
  public static DeviceAuthenticator github(String clientId, String... scopes) {
    return github(clientId, Optional.empty(), scopes);
  }

  static DeviceAuthenticator github(
      String clientId, Optional<HttpTransport> transport, String... scopes) {
    return of(
        clientId,
        URI.create("https://github.com/login/device/code"),
        URI.create("https://github.com/login/oauth/access_token"),
        client -> over(transport, client.scopeSeparator(",")),
        scopes);
  }

  /** Google, which gives every client of this kind a secret that is none. */
  public static DeviceAuthenticator google(String clientId, Secret clientSecret, String... scopes) {
    return google(clientId, clientSecret, Optional.empty(), scopes);
  }

  static DeviceAuthenticator google(
      String clientId, Secret clientSecret, Optional<HttpTransport> transport, String... scopes) {
    return of(
        clientId,
        URI.create("https://oauth2.googleapis.com/device/code"),
        URI.create("https://oauth2.googleapis.com/token"),
        client ->
            over(
                transport,
                client.clientAuthentication(ClientAuthentication.clientSecretPost(clientSecret))),
        scopes);
  }

  /**
   * Microsoft Entra ID.
   *
   * @param tenant the tenant's id or domain, {@code organizations}, {@code consumers} or {@code
   *     common}
   */
  public static DeviceAuthenticator entra(String tenant, String clientId, String... scopes) {
    return entra(tenant, clientId, Optional.empty(), scopes);
  }

  static DeviceAuthenticator entra(
      String tenant, String clientId, Optional<HttpTransport> transport, String... scopes) {
    if (!TENANT.matcher(tenant).matches()) {
      throw new IllegalArgumentException("tenant: expected an id, a domain or a well-known name");
    }
    String base = "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/";
    return of(
        clientId,
        URI.create(base + "devicecode"),
        URI.create(base + "token"),
        client -> over(transport, client),
        scopes);
  }

  private static OAuthClientBuilder over(
      Optional<HttpTransport> transport, OAuthClientBuilder client) {
    return transport.map(client::transport).orElse(client);
  }
}
