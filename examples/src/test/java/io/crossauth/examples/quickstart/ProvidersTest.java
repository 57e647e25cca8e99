package io.crossauth.examples.quickstart;

import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.provider.Provider;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.standin.KnownProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The code of the pages below {@code docs/providers}, first part, against stand-ins. */
class ProvidersTest {

  private final Secret secret = Secret.of("secret-of-the-client-0123456789");
  private final URI redirectUri = URI.create("https://app.example.com/callback");
  private final JwtSigner key = JwtSigner.ofJwk(TestKeys.p256().privateJwkJson());

  @TestFactory
  Stream<DynamicTest> logins() {
    return ProviderScene.logins(clients());
  }

  @TestFactory
  Stream<DynamicTest> tokensOfAnApi() {
    return ProviderScene.apis(apis());
  }

  private Map<KnownProvider, Supplier<OAuthClientBuilder>> clients() {
    return Map.ofEntries(
        Map.entry(KnownProvider.KEYCLOAK, this::keycloak),
        Map.entry(KnownProvider.AUTH0, this::auth0),
        Map.entry(KnownProvider.OKTA, this::okta),
        Map.entry(KnownProvider.ENTRA, this::entra),
        Map.entry(KnownProvider.ENTRA_ORGANIZATIONS, this::entraTenants),
        Map.entry(KnownProvider.ENTRA_V1, this::entraV1),
        Map.entry(KnownProvider.AZURE_B2C, this::azureB2c),
        Map.entry(KnownProvider.ENTRA_EXTERNAL_ID, this::entraExternalId),
        Map.entry(KnownProvider.GOOGLE, this::google),
        Map.entry(KnownProvider.APPLE, this::apple),
        Map.entry(KnownProvider.GITHUB, this::github),
        Map.entry(KnownProvider.GITLAB, this::gitlab),
        Map.entry(KnownProvider.COGNITO, this::cognito));
  }

  private Map<KnownProvider, Supplier<OAuthTokenConsumerBuilder>> apis() {
    return Map.ofEntries(
        Map.entry(KnownProvider.KEYCLOAK, this::keycloakApi),
        Map.entry(KnownProvider.AUTH0, this::auth0Api),
        Map.entry(KnownProvider.OKTA, this::oktaApi),
        Map.entry(KnownProvider.ENTRA, this::entraApi),
        Map.entry(KnownProvider.ENTRA_ORGANIZATIONS, this::entraTenantsApi),
        Map.entry(KnownProvider.ENTRA_V1, this::entraV1Api),
        Map.entry(KnownProvider.AZURE_B2C, this::azureB2cApi),
        Map.entry(KnownProvider.ENTRA_EXTERNAL_ID, this::entraExternalIdApi),
        Map.entry(KnownProvider.COGNITO, this::cognitoApi));
  }

  private OAuthClientBuilder keycloak() {
    OAuthClientBuilder client =
        Provider.keycloak("https://id.example.com", "shop")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder keycloakApi() {
    OAuthTokenConsumerBuilder api =
        Provider.keycloak("https://id.example.com", "shop").tokenConsumer().audience("orders");
    return api;
  }

  private OAuthClientBuilder auth0() {
    OAuthClientBuilder client =
        Provider.auth0("example.eu.auth0.com")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder auth0Api() {
    OAuthTokenConsumerBuilder api =
        Provider.auth0("example.eu.auth0.com")
            .tokenConsumer()
            .audience("https://orders.example.com");
    return api;
  }

  private OAuthClientBuilder okta() {
    OAuthClientBuilder client =
        Provider.okta("example.okta.com", "default")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder oktaApi() {
    OAuthTokenConsumerBuilder api =
        Provider.okta("example.okta.com", "default")
            .tokenConsumer()
            .audience("api://default")
            .authorizedParties("web");
    return api;
  }

  private OAuthClientBuilder entra() {
    OAuthClientBuilder client =
        Provider.entra("11111111-2222-3333-4444-555555555555")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder entraApi() {
    OAuthTokenConsumerBuilder api =
        Provider.entra("11111111-2222-3333-4444-555555555555")
            .tokenConsumer()
            .audience("11111111-aaaa-bbbb-cccc-555555555555");
    return api;
  }

  private OAuthClientBuilder entraTenants() {
    return Provider.entraTenants("11111111-2222-3333-4444-555555555555")
        .client()
        .clientId("web")
        .clientSecret(secret)
        .redirectUri(redirectUri);
  }

  private OAuthTokenConsumerBuilder entraTenantsApi() {
    return Provider.entraTenants("11111111-2222-3333-4444-555555555555")
        .tokenConsumer()
        .audience("11111111-aaaa-bbbb-cccc-555555555555");
  }

  private OAuthClientBuilder entraV1() {
    OAuthClientBuilder client =
        Provider.entraV1("11111111-2222-3333-4444-555555555555")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder entraV1Api() {
    OAuthTokenConsumerBuilder api =
        Provider.entraV1("11111111-2222-3333-4444-555555555555")
            .tokenConsumer()
            .audience("api://orders")
            .authorizedParties("web");
    return api;
  }

  private OAuthClientBuilder azureB2c() {
    OAuthClientBuilder client =
        Provider.azureB2c("contoso", "11111111-2222-3333-4444-555555555555", "B2C_1_signin")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder azureB2cApi() {
    OAuthTokenConsumerBuilder api =
        Provider.azureB2c("contoso", "11111111-2222-3333-4444-555555555555", "B2C_1_signin")
            .tokenConsumer()
            .audience("22222222-aaaa-bbbb-cccc-555555555555");
    return api;
  }

  private OAuthClientBuilder entraExternalId() {
    OAuthClientBuilder client =
        Provider.entraExternalId("contoso", "11111111-2222-3333-4444-555555555555")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder entraExternalIdApi() {
    OAuthTokenConsumerBuilder api =
        Provider.entraExternalId("contoso", "11111111-2222-3333-4444-555555555555")
            .tokenConsumer()
            .audience("22222222-aaaa-bbbb-cccc-555555555555");
    return api;
  }

  private OAuthClientBuilder google() {
    OAuthClientBuilder client =
        Provider.google().client().clientId("web").clientSecret(secret).redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder apple() {
    OAuthClientBuilder client =
        Provider.apple()
            .client()
            .clientId("web")
            .clientAuthentication(Provider.appleClientSecret("TEAM123456", key))
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder github() {
    OAuthClientBuilder client =
        Provider.github().client().clientId("web").clientSecret(secret).redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder gitlab() {
    OAuthClientBuilder client =
        Provider.gitlab("https://gitlab.com")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder cognito() {
    OAuthClientBuilder client =
        Provider.cognito("eu-central-1", "eu-central-1_Example01")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder cognitoApi() {
    OAuthTokenConsumerBuilder api =
        Provider.cognito("eu-central-1", "eu-central-1_Example01")
            .tokenConsumer()
            .audience("orders");
    return api;
  }
}
