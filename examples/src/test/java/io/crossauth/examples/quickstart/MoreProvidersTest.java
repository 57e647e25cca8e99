package io.crossauth.examples.quickstart;

import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.provider.Provider;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.testkit.standin.KnownProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The code of the pages below {@code docs/providers}, second part, against stand-ins. */
class MoreProvidersTest {

  private final Secret secret = Secret.of("secret-of-the-client-0123456789");
  private final URI redirectUri = URI.create("https://app.example.com/callback");

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
        Map.entry(KnownProvider.LINKEDIN, this::linkedin),
        Map.entry(KnownProvider.SLACK, this::slack),
        Map.entry(KnownProvider.SLACK_APP, this::slackApp),
        Map.entry(KnownProvider.FACEBOOK, this::facebook),
        Map.entry(KnownProvider.DISCORD, this::discord),
        Map.entry(KnownProvider.ZITADEL, this::zitadel),
        Map.entry(KnownProvider.AUTHENTIK, this::authentik),
        Map.entry(KnownProvider.DEX, this::dex),
        Map.entry(KnownProvider.HYDRA, this::hydra),
        Map.entry(KnownProvider.PING_AM, this::pingam),
        Map.entry(KnownProvider.ADFS, this::adfs),
        Map.entry(KnownProvider.SALESFORCE, this::salesforce));
  }

  private Map<KnownProvider, Supplier<OAuthTokenConsumerBuilder>> apis() {
    return Map.ofEntries(
        Map.entry(KnownProvider.ZITADEL, this::zitadelApi),
        Map.entry(KnownProvider.AUTHENTIK, this::authentikApi),
        Map.entry(KnownProvider.DEX, this::dexApi),
        Map.entry(KnownProvider.HYDRA, this::hydraApi),
        Map.entry(KnownProvider.PING_AM, this::pingamApi),
        Map.entry(KnownProvider.ADFS, this::adfsApi));
  }

  private OAuthClientBuilder linkedin() {
    OAuthClientBuilder client =
        Provider.linkedin().client().clientId("web").clientSecret(secret).redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder slack() {
    OAuthClientBuilder client =
        Provider.slack().client().clientId("web").clientSecret(secret).redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder slackApp() {
    OAuthClientBuilder client =
        Provider.slackApp().client().clientId("web").clientSecret(secret).redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder facebook() {
    OAuthClientBuilder client =
        Provider.facebook("v23.0")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder discord() {
    OAuthClientBuilder client =
        Provider.discord().client().clientId("web").clientSecret(secret).redirectUri(redirectUri);
    return client;
  }

  private OAuthClientBuilder zitadel() {
    OAuthClientBuilder client =
        Provider.zitadel("shop-x1y2z3.zitadel.cloud")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder zitadelApi() {
    OAuthTokenConsumerBuilder api =
        Provider.zitadel("shop-x1y2z3.zitadel.cloud").tokenConsumer().audience("project");
    return api;
  }

  private OAuthClientBuilder authentik() {
    OAuthClientBuilder client =
        Provider.authentik("https://id.example.com", "shop")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder authentikApi() {
    OAuthTokenConsumerBuilder api =
        Provider.authentik("https://id.example.com", "shop").tokenConsumer().audience("orders");
    return api;
  }

  private OAuthClientBuilder dex() {
    OAuthClientBuilder client =
        Provider.dex("https://dex.example.com")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder dexApi() {
    OAuthTokenConsumerBuilder api =
        Provider.dex("https://dex.example.com").tokenConsumer().unsafeIdTokensAsAccessTokens("web");
    return api;
  }

  private OAuthClientBuilder hydra() {
    OAuthClientBuilder client =
        Provider.hydra("https://hydra.example.com/")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder hydraApi() {
    OAuthTokenConsumerBuilder api =
        Provider.hydra("https://hydra.example.com/").tokenConsumer().audience("orders");
    return api;
  }

  private OAuthClientBuilder pingam() {
    OAuthClientBuilder client =
        Provider.pingAm("https://id.example.com/am", "alpha")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder pingamApi() {
    OAuthTokenConsumerBuilder api =
        Provider.pingAm("https://id.example.com/am", "alpha").tokenConsumer().audience("orders");
    return api;
  }

  private OAuthClientBuilder adfs() {
    OAuthClientBuilder client =
        Provider.adfs("fs.example.com")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  private OAuthTokenConsumerBuilder adfsApi() {
    OAuthTokenConsumerBuilder api =
        Provider.adfs("fs.example.com").tokenConsumer().audience("microsoft:identityserver:orders");
    return api;
  }

  private OAuthClientBuilder salesforce() {
    OAuthClientBuilder client =
        Provider.salesforce("example.my.salesforce.com")
            .client()
            .clientId("web")
            .clientSecret(secret)
            .redirectUri(redirectUri);
    return client;
  }

  @Test
  void oneThatIsNotHere() {
    Provider provider =
        Provider.at("https://id.example.org")
            .withQuirks(
                ProviderQuirks.none()
                    .withTokenResponse(
                        members -> {
                          members.putIfAbsent("token_type", "Bearer");
                          return members;
                        })
                    .withFinalRefusals(refusal -> refusal.error().equals("session_gone"))
                    .withAuthenticationMethods("client_secret_post"))
            .withClients(client -> client.scopeSeparator(",").userInfoSubject("id"))
            .withTokens(rules -> rules.neutralTypes("JWS"))
            .withAccessTokens(rules -> rules.clientClaims("cid"));

    DescribedProvider.check(provider);
  }
}
