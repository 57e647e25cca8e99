package io.crossauth.yandex.id;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import io.crossauth.yandex.internal.device.DeviceCodeGrant;
import io.crossauth.yandex.internal.device.SecretAtTokenEndpoint;

/**
 * Yandex ID, the documented side of Yandex: clients for one's own registered application. OAuth
 * only; the user is the {@code id} of the account data.
 *
 * <p>{@code YandexId.client(id, secret).redirectUri(callback).build()} is a client like any other:
 * code with PKCE, device codes, refresh, userinfo. All methods are safe for use by many threads.
 *
 * @see <a href="https://yandex.com/dev/id/doc/en/">Yandex ID</a>
 */
public final class YandexId {

  private static final OpenIdConfiguration RU = at("oauth.yandex.ru");
  private static final OpenIdConfiguration COM = at("oauth.yandex.com");

  private YandexId() {}

  /**
   * What Yandex ID would say about itself at {@code oauth.yandex.ru}, had it a discovery document.
   *
   * @return the metadata (RFC 8414 section 2)
   */
  public static OpenIdConfiguration configuration() {
    return RU;
  }

  /**
   * The same at {@code oauth.yandex.com}, whose pages are in English.
   *
   * @return the metadata (RFC 8414 section 2)
   */
  public static OpenIdConfiguration configurationCom() {
    return COM;
  }

  /**
   * Begins a client at {@code oauth.yandex.ru}.
   *
   * @param clientId the application's id
   * @param clientSecret the application's password
   * @return a builder, to be completed as that of any client
   */
  public static OAuthClientBuilder client(String clientId, Secret clientSecret) {
    return client(RU, clientId, clientSecret);
  }

  /**
   * Begins a client at {@code oauth.yandex.com}.
   *
   * @param clientId the application's id
   * @param clientSecret the application's password
   * @return a builder, to be completed as that of any client
   */
  public static OAuthClientBuilder clientCom(String clientId, Secret clientSecret) {
    return client(COM, clientId, clientSecret);
  }

  private static OAuthClientBuilder client(
      OpenIdConfiguration configuration, String clientId, Secret clientSecret) {
    return OAuthClient.builder(configuration)
        .clientId(clientId)
        .clientAuthentication(new SecretAtTokenEndpoint(() -> clientSecret))
        .deviceGrant(DeviceCodeGrant::new)
        .tokenPresentation("OAuth", "bearer")
        .userInfoSubject("id");
  }

  private static OpenIdConfiguration at(String host) {
    return OpenIdConfiguration.builder()
        .authorizationEndpoint("https://" + host + "/authorize")
        .tokenEndpoint("https://" + host + "/token")
        .deviceAuthorizationEndpoint("https://" + host + "/device/code")
        .with(MetadataField.REVOCATION_ENDPOINT, "https://" + host + "/revoke_token")
        .userinfoEndpoint("https://login.yandex.ru/info?format=json")
        .build();
  }
}
