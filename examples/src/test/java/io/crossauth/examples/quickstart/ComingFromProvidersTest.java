package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.introspection.UserInfo;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.provider.Provider;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.standin.KnownProvider;
import io.crossauth.testkit.standin.ProviderStandIn;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Function;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** What the pages below docs/coming-from have on the right, at the provider of their library. */
class ComingFromProvidersTest {

  private final String tenantId = "11111111-2222-3333-4444-555555555555";
  private final String domain = "example.eu.auth0.com";
  private final String clientId = "web";
  private final Secret secret = ProviderScene.secret();
  private final URI redirectUri = URI.create("https://app.example.com/callback");
  private final String sessionId = "a session of the application";
  private final FakeTime time = FakeTime.create();

  @Test
  void aUserLogsInAtEntra() {
    OAuthClientBuilder entra =
        Provider.entra(tenantId)
            .client()
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(redirectUri);

    ProviderStandIn standIn = ProviderStandIn.of(KnownProvider.ENTRA, time);
    try (OAuthClient client = at(standIn, entra)) {
      TokenManager sessions = client.tokenManager(TokenStore.inMemory());

      AuthorizationRequest login =
          client.startAuthorizationCodeFlow("openid", "offline_access", "api://orders/.default");

      URI requestUri = standIn.login(login.uri());
      OAuthTokenResponse tokens =
          client.redirectEndpoint(AuthorizationResponse.of(requestUri), login.pending());
      sessions.signedIn(sessionId, tokens);

      time.advance(Duration.ofMinutes(10));
      Secret accessToken = sessions.accessToken(sessionId);

      assertThat(accessToken).isNotEqualTo(tokens.accessToken());
    }
  }

  @Test
  void aServiceProvesItselfToEntraByItsCertificate() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    X509Certificate certificate = certificate(keys);
    PrivateKey privateKey = keys.getPrivate();

    OAuthClientBuilder entra =
        Provider.entra(tenantId)
            .client()
            .clientId(clientId)
            .clientKey(JwtSigner.ofCertificate(privateKey, "PS256", certificate));

    ProviderStandIn standIn = ProviderStandIn.of(KnownProvider.ENTRA, time);
    try (OAuthClient client = at(standIn, entra)) {
      TokenSource orders = client.tokenSource("api://orders/.default");
      Secret accessToken = orders.accessToken();

      assertThat(accessToken.reveal()).startsWith("at-");
      assertThat(standIn.requests().get(0)).containsKey("client_assertion");
    }
  }

  @Test
  void aUserLogsInAtAuth0() {
    OAuthClientBuilder auth0 =
        Provider.auth0(domain)
            .client()
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(redirectUri);

    login(
        KnownProvider.AUTH0,
        auth0,
        client -> {
          AuthorizationRequest login =
              client.startAuthorizationCodeFlow(
                  LoginOptions.scopes("openid", "email", "offline_access")
                      .with("audience", "https://orders.example.com"));
          return login;
        });
  }

  @Test
  void anApiOfAuth0ChecksItsTokens() {
    ProviderStandIn standIn = ProviderStandIn.of(KnownProvider.AUTH0, time);
    String bearer = standIn.apiToken("https://orders.example.com");

    OAuthTokenConsumerBuilder api =
        Provider.auth0(domain).tokenConsumer().audience("https://orders.example.com");

    try (OAuthTokenConsumer consumer =
        api.transport(ProviderScene.transport(standIn)).platform(time.platform()).build()) {
      String user = consumer.verify(bearer, TokenType.ACCESS).requireSubject();

      assertThat(user).isEqualTo("alice");
    }
  }

  @Test
  void aUserLogsInAtGitHub() {
    OAuthClientBuilder github =
        Provider.github().client().clientId(clientId).clientSecret(secret).redirectUri(redirectUri);

    ProviderStandIn standIn = ProviderStandIn.of(KnownProvider.GITHUB, time);
    try (OAuthClient client = at(standIn, github)) {
      AuthorizationRequest login = client.startAuthorizationCodeFlow("user:email");

      URI requestUri = standIn.login(login.uri());
      OAuthTokenResponse tokens =
          client.redirectEndpoint(AuthorizationResponse.of(requestUri), login.pending());
      UserInfo user = client.userInfoEndpoint(tokens);

      assertThat(user.subject()).isNotBlank();
    }
  }

  @Test
  void aUserLogsInAtGoogle() {
    OAuthClientBuilder google =
        Provider.google().client().clientId(clientId).clientSecret(secret).redirectUri(redirectUri);

    login(
        KnownProvider.GOOGLE,
        google,
        client -> {
          AuthorizationRequest login =
              client.startAuthorizationCodeFlow(
                  LoginOptions.scopes("openid", "email")
                      .with("access_type", "offline")
                      .withPrompt("consent"));
          return login;
        });
  }

  private void login(
      KnownProvider provider,
      OAuthClientBuilder builder,
      Function<OAuthClient, AuthorizationRequest> begin) {
    ProviderStandIn standIn = ProviderStandIn.of(provider, time);
    try (OAuthClient client = at(standIn, builder)) {
      TokenManager sessions = client.tokenManager(TokenStore.inMemory());
      AuthorizationRequest login = begin.apply(client);
      URI requestUri = standIn.login(login.uri());
      OAuthTokenResponse tokens =
          client.redirectEndpoint(AuthorizationResponse.of(requestUri), login.pending());
      sessions.signedIn(sessionId, tokens);

      assertThat(tokens.idToken()).isPresent();
      assertThat(sessions.accessToken(sessionId)).isEqualTo(tokens.accessToken());
    }
  }

  private OAuthClient at(ProviderStandIn standIn, OAuthClientBuilder builder) {
    Platform platform = new Platform(time, time, Scheduler.system(), RandomSource.system());
    return builder.transport(ProviderScene.transport(standIn)).platform(platform).build();
  }

  /** A certificate of one day, signed by its own key, as people register them at Entra. */
  private static X509Certificate certificate(KeyPair keys) throws Exception {
    X500Name name = new X500Name("CN=orders");
    Instant now = Instant.now();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now),
                    Date.from(now.plus(Duration.ofDays(1))),
                    name,
                    keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
  }
}
