package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.ClientCertificate;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.ProviderBuilder;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 8705 against a provider in this process")
class MutualTlsTest {

  private static final Secret PASSWORD = Secret.of(TestCertificates.KEY_PASSWORD);
  private static final ClientCertificate OWN = certificate(TestClients.TLS);
  private static final ClientCertificate OTHER = certificate("somebody");

  private InProcessProvider provider =
      InProcessProvider.builder()
          .tls(TestCertificates.shared().serverContext(CertificateKind.GOOD))
          .mutualTlsAliases()
          .start();
  private ApacheHttpTransport transport = transport(() -> OWN);

  private static ClientCertificate certificate(String name) {
    return ClientCertificate.of(TestCertificates.shared().clientKeyStore(name), PASSWORD);
  }

  private static ApacheHttpTransport transport(Supplier<ClientCertificate> source) {
    // The first handshake of a JVM takes its time where many programs share two cores.
    return ApacheHttpTransport.builder()
        .connectTimeout(Duration.ofSeconds(20))
        .responseTimeout(Duration.ofSeconds(30))
        .callTimeout(Duration.ofSeconds(60))
        .trustedCertificates(TestCertificates.shared().authorityPem())
        .clientCertificate(source)
        .build();
  }

  private void use(ProviderBuilder builder) {
    provider.close();
    provider = builder.start();
  }

  private OAuthClientBuilder builder(Supplier<ClientCertificate> source) {
    transport.close();
    transport = transport(source);
    return OAuthClient.builder(provider.issuer().toString())
        .clientId(TestClients.TLS)
        .transport(transport)
        .tlsIdentity(source)
        .redirectUri(URI.create("http://127.0.0.1:8080/callback"));
  }

  private OAuthClient client() {
    return builder(() -> OWN).clientAuthentication(ClientAuthentication.tls()).build();
  }

  @AfterEach
  void close() {
    transport.close();
    provider.close();
  }

  @Test
  @DisplayName("F-11: tls_client_auth sends the client id, no secret and no assertion")
  void theBodyHasTheIdAlone() {
    try (OAuthClient client = client()) {
      OAuthTokenResponse tokens = client.clientCredentialsFlow();

      assertThat(tokens.tokenType()).isEqualTo("Bearer");
      RecordedRequest sent = provider.aliasRequests(Endpoint.TOKEN).get(0);
      assertThat(sent.form().keySet()).containsExactlyInAnyOrder("grant_type", "client_id");
      assertThat(sent.header("Authorization")).isEmpty();
      assertThat(sent.certificate()).contains(OWN.certificate());
    }
  }

  @Test
  @DisplayName("F-11: self_signed_tls_client_auth presents a certificate that no authority knows")
  void selfSigned() {
    ClientCertificate self =
        ClientCertificate.of(
            TestCertificates.shared().selfSignedClientKeyStore("anything"), PASSWORD);
    use(
        InProcessProvider.builder()
            .mutualTls()
            .clientCertificate(TestClients.TLS, self.certificate()));
    try (OAuthClient client =
        builder(() -> self).clientAuthentication(ClientAuthentication.selfSignedTls()).build()) {
      assertThat(cnf(client.clientCredentialsFlow())).contains(self.thumbprint());
    }
    try (OAuthClient client = client()) {
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(client::clientCredentialsFlow)
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client"));
    }
  }

  @Test
  @DisplayName("F-11: every endpoint that the client calls itself is the alias, PAR included")
  void aliases() {
    try (OAuthClient client =
        builder(() -> OWN)
            .clientAuthentication(ClientAuthentication.tls())
            .pushedRequests()
            .build()) {
      AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
      OAuthTokenResponse tokens =
          client.passwordFlow("alice", Secret.of("alice-password"), "openid").requireTokens();
      assertThat(client.userInfoEndpoint(tokens).subject()).isNotEmpty();
      assertThat(client.introspect(tokens.accessToken()).active()).isTrue();
      client.revoke(tokens.refreshToken().orElseThrow());

      // The browser never goes to one: it has no certificate of the client's.
      assertThat(login.uri()).hasAuthority("127.0.0.1:" + provider.issuer().getPort());
      for (Endpoint endpoint :
          List.of(
              Endpoint.PUSHED_AUTHORIZATION,
              Endpoint.TOKEN,
              Endpoint.USERINFO,
              Endpoint.INTROSPECTION,
              Endpoint.REVOCATION)) {
        assertThat(provider.aliasRequests(endpoint)).as("%s", endpoint).hasSize(1);
        assertThat(provider.count(endpoint)).as("%s", endpoint).isZero();
      }
      assertThat(provider.aliasRequests(Endpoint.AUTHORIZATION)).isEmpty();
      assertThat(provider.aliasRequests(Endpoint.DISCOVERY)).isEmpty();
    }
  }

  @Test
  @DisplayName("F-11: a setting narrows the aliases")
  void narrowed() {
    try (OAuthClient client =
        builder(() -> OWN)
            .clientAuthentication(ClientAuthentication.tls())
            .mtlsEndpointAliases(MetadataField.TOKEN_ENDPOINT)
            .build()) {
      OAuthTokenResponse tokens = client.clientCredentialsFlow();

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> client.introspect(tokens.accessToken()));
      assertThat(provider.aliasRequests(Endpoint.TOKEN)).hasSize(1);
      assertThat(provider.aliasRequests(Endpoint.INTROSPECTION)).isEmpty();
      assertThat(provider.requests(Endpoint.INTROSPECTION))
          .singleElement()
          .satisfies(sent -> assertThat(sent.certificate()).isEmpty());
    }
  }

  @Test
  @DisplayName("F-12: the token is bound to the certificate, by its thumbprint")
  void bound() {
    try (OAuthClient client = client()) {
      assertThat(cnf(client.clientCredentialsFlow()))
          .isEqualTo("{\"x5t#S256\":\"" + OWN.thumbprint() + "\"}");
    }
  }

  @Test
  @DisplayName("F-12: the certificate binds the tokens of a client that authenticates by a key")
  void boundBesideAKey() {
    String id = TestClients.KEY_CLIENTS.get(2);
    use(InProcessProvider.builder().mutualTls().certificateBoundTokens(id));
    try (OAuthClient client =
        builder(() -> OTHER)
            .clientId(id)
            .clientKey(JwtSigner.ofJwk(provider.privateJwk(id)))
            .build()) {
      assertThat(cnf(client.clientCredentialsFlow())).contains(OTHER.thumbprint());
      assertThat(provider.requests(Endpoint.TOKEN).get(0).form()).containsKeys("client_assertion");
    }
  }

  @Test
  @DisplayName("F-12: whoever shows another certificate, or none, gets nothing for the token")
  void aStolenToken() {
    OAuthTokenResponse tokens;
    try (OAuthClient client = client()) {
      tokens = client.passwordFlow("alice", Secret.of("alice-password"), "openid").requireTokens();
      assertThat(client.userInfoEndpoint(tokens).subject()).isNotEmpty();
    }
    try (OAuthClient thief =
        builder(() -> OTHER).clientAuthentication(ClientAuthentication.tls()).build()) {
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> thief.userInfoEndpoint(tokens))
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_token"))
          .satisfies(e -> assertThat(e.status()).isEqualTo(401));
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> thief.refreshTokenFlow(tokens))
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client"));
    }
  }

  @Test
  @DisplayName("F-12: a public client's refresh token is worth nothing with another certificate")
  void aStolenRefreshToken() {
    use(InProcessProvider.builder().mutualTls().certificateBoundTokens(TestClients.PUBLIC));
    OAuthTokenResponse tokens;
    try (OAuthClient client = builder(() -> OWN).clientId(TestClients.PUBLIC).build()) {
      tokens = client.passwordFlow("alice", Secret.of("alice-password"), "openid").requireTokens();
    }
    try (OAuthClient thief = builder(() -> OTHER).clientId(TestClients.PUBLIC).build()) {
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> thief.refreshTokenFlow(tokens))
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"));
    }
    try (OAuthClient client = builder(() -> OWN).clientId(TestClients.PUBLIC).build()) {
      assertThat(cnf(client.refreshTokenFlow(tokens))).contains(OWN.thumbprint());
    }
  }

  @Test
  @DisplayName("F-12: a renewed certificate has connections of its own, and binds the next token")
  void renewed() {
    use(InProcessProvider.builder().mutualTls());
    ClientCertificate next = certificate(TestClients.TLS);
    AtomicReference<ClientCertificate> now = new AtomicReference<>(OWN);
    try (OAuthClient client =
        builder(now::get).clientAuthentication(ClientAuthentication.tls()).build()) {
      assertThat(cnf(client.clientCredentialsFlow())).contains(OWN.thumbprint());
      assertThat(cnf(client.clientCredentialsFlow())).contains(OWN.thumbprint());
      int before = provider.connections();

      now.set(next);

      assertThat(cnf(client.clientCredentialsFlow())).contains(next.thumbprint());
      assertThat(cnf(client.clientCredentialsFlow())).contains(next.thumbprint());
      assertThat(provider.connections()).isEqualTo(before + 1);
      Set<String> shown =
          provider.requests(Endpoint.TOKEN).stream()
              .map(r -> r.certificate().orElseThrow().getSerialNumber().toString())
              .collect(Collectors.toSet());
      assertThat(shown).hasSize(2);
    }
  }

  @Test
  void withoutACertificateItIsNotBuilt() {
    for (ClientAuthentication method :
        List.of(ClientAuthentication.tls(), ClientAuthentication.selfSignedTls())) {
      OAuthClientBuilder without =
          OAuthClient.builder(provider.issuer().toString())
              .clientId(TestClients.TLS)
              .clientAuthentication(method);

      assertThatIllegalArgumentException()
          .isThrownBy(without::build)
          .withMessageContaining("tlsIdentity");
    }
  }

  @Test
  void aSourceThatFailsIsATypedErrorAndNothingIsSent() {
    AtomicReference<ClientCertificate> now = new AtomicReference<>(OWN);
    Supplier<ClientCertificate> source =
        () -> {
          if (now.get() == null) {
            throw new IllegalStateException("canary of the source");
          }
          return now.get();
        };
    try (OAuthClient client =
        builder(source).clientAuthentication(ClientAuthentication.tls()).build()) {
      assertThat(client.clientCredentialsFlow()).isNotNull();
      now.set(null);

      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(client::clientCredentialsFlow)
          .satisfies(e -> assertThat(e.code()).isEqualTo("config.client_certificate"))
          .withMessageNotContaining("canary");
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> client.userInfoEndpoint(Secret.of("at"), "alice"))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.TLS))
          .withMessageNotContaining("canary");
      assertThat(provider.aliasRequests(Endpoint.TOKEN)).hasSize(1);
      assertThat(provider.aliasRequests(Endpoint.USERINFO)).isEmpty();
    }
  }

  private static String cnf(OAuthTokenResponse tokens) {
    String payload = tokens.accessToken().reveal().split("\\.")[1];
    String json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    int begin = json.indexOf("{", json.indexOf("\"cnf\""));
    return json.contains("\"cnf\"") ? json.substring(begin, json.indexOf('}', begin) + 1) : "";
  }
}
