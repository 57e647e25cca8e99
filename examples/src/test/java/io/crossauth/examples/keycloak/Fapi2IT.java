package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.ClientCertificate;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole logins under the client policies of a real Keycloak, by the switch. */
@WithKeycloak
@DisplayName("F-19: at a Keycloak whose policies demand FAPI 2.0, by the switch,")
class Fapi2IT {

  private static final URI CALLBACK = URI.create("https://app.example.com/callback");
  private static final Secret PASSWORD = Secret.of(TestCertificates.KEY_PASSWORD);

  /** Counts what goes over the wire: method and end of the path. */
  private static final class Counted implements HttpTransport {

    private final HttpTransport transport;
    private final List<String> sent = new CopyOnWriteArrayList<>();

    Counted(HttpTransport transport) {
      this.transport = transport;
    }

    @Override
    public HttpReply send(HttpCall call) throws IOException {
      String path = call.uri().getRawPath();
      sent.add(call.method() + " " + path.substring(path.lastIndexOf('/') + 1));
      return transport.send(call);
    }
  }

  private final KeycloakServer keycloak;
  private ApacheHttpTransport transport = ApacheHttpTransport.create();
  private Counted wire = new Counted(transport);
  private ClientCertificate own;

  Fapi2IT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private OAuthClientBuilder dpop(String id) {
    return OAuthClient.builder(keycloak.issuer().toString())
        .clientId(id)
        .clientKey(JwtSigner.ofJwk(keycloak.privateJwk(id)))
        .dpop()
        .idTokenSignedResponseAlg("PS256")
        .redirectUri(CALLBACK)
        .transport(wire);
  }

  private OAuthClientBuilder certified(String id) {
    ClientCertificate certificate =
        ClientCertificate.of(TestCertificates.shared().clientKeyStore(id), PASSWORD);
    own = certificate;
    transport.close();
    transport =
        ApacheHttpTransport.builder()
            .trustedCertificates(TestCertificates.shared().authorityPem())
            .clientCertificate(() -> certificate)
            .build();
    wire = new Counted(transport);
    return OAuthClient.builder(keycloak.mutualTlsIssuer().orElseThrow().toString())
        .clientId(id)
        .tlsIdentity(() -> certificate)
        .idTokenSignedResponseAlg("PS256")
        .redirectUri(CALLBACK)
        .transport(wire);
  }

  private OAuthTokenResponse logIn(OAuthClient client, AuthorizationRequest login) {
    return client.redirectEndpoint(
        response(
            Browser.builder()
                .trusting(TestCertificates.shared().clientContext())
                .build()
                .login(login.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))),
        login.pending());
  }

  private static AuthorizationResponse response(Callback callback) {
    return callback.method().equals("POST")
        ? AuthorizationResponse.of(callback.uri(), Form.parse(callback.form()))
        : AuthorizationResponse.of(callback.uri());
  }

  private OAuthTokenResponse wholeLogin(OAuthClient client) {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
    assertThat(login.uri().getRawQuery()).matches("client_id=[^&]+&request_uri=[^&]+");
    OAuthTokenResponse tokens = logIn(client, login);
    assertThat(tokens.idToken().orElseThrow().algorithm()).isEqualTo("PS256");
    assertThat(client.userInfoEndpoint(tokens).subject())
        .isEqualTo(tokens.idToken().orElseThrow().requireSubject());
    assertThat(client.refreshTokenFlow(tokens).accessToken()).isNotEqualTo(tokens.accessToken());
    System.out.println("requests of a FAPI 2.0 login, userinfo and refresh: " + wire.sent);
    return tokens;
  }

  @Test
  @DisplayName("fapi-2-dpop-security-profile: login, userinfo and refresh; five requests to log in")
  void dpopProfile() {
    try (OAuthClient client = dpop(TestClients.FAPI2_DPOP).fapi2().build()) {
      OAuthTokenResponse tokens = wholeLogin(client);

      assertThat(tokens.tokenType()).isEqualToIgnoringCase("DPoP");
      assertThat(wire.sent)
          .containsExactly(
              "GET openid-configuration",
              "POST request",
              "POST token",
              "GET certs",
              "GET userinfo",
              "POST token");
      assertThat(apiTakes(tokens, keycloak.issuer().toString(), TokenExpectations.none()))
          .isFalse();
    }
  }

  @Test
  @DisplayName("fapi-2-dpop-message-signing: the same, signed on the way there and back")
  void messageSigningProfile() {
    try (OAuthClient client = dpop(TestClients.FAPI2_SIGNING).fapi2MessageSigning().build()) {
      assertThat(client.startAuthorizationCodeFlow("openid").pending().responseMode())
          .contains("jwt");
      wholeLogin(client);
    }
  }

  @Test
  @DisplayName("fapi-2-security-profile: private_key_jwt, tokens bound to a certificate")
  void mutualTlsProfileWithAKey() {
    OAuthClientBuilder builder =
        certified(TestClients.FAPI2_MTLS)
            .clientKey(JwtSigner.ofJwk(keycloak.privateJwk(TestClients.FAPI2_MTLS)));
    try (OAuthClient client = builder.fapi2().build()) {
      isBoundToTheCertificate(wholeLogin(client));
    }
  }

  @Test
  @DisplayName("fapi-2-security-profile: client-x509, tokens bound to the same certificate")
  void mutualTlsProfileWithACertificate() {
    OAuthClientBuilder builder =
        certified(TestClients.FAPI2_X509).clientAuthentication(ClientAuthentication.tls());
    try (OAuthClient client = builder.fapi2().build()) {
      isBoundToTheCertificate(wholeLogin(client));
    }
  }

  @Test
  @DisplayName("a client without the switch that pushes nothing is refused by Keycloak")
  void withoutPushing() {
    try (OAuthClient client = dpop(TestClients.FAPI2_DPOP).build()) {
      AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");

      assertThat(login.uri().getRawQuery()).contains("code_challenge=");
      assertThat(catchThrowable(() -> logIn(client, login))).isNotNull();
      assertThat(wire.sent).doesNotContain("POST token");
    }
  }

  /** What an API of the profile says to the token by {@code Bearer}. */
  private boolean apiTakes(OAuthTokenResponse tokens, String issuer, TokenExpectations proof) {
    try (OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(issuer)
            .audience(TestClients.AUDIENCE)
            .transport(transport)
            .fapi2()
            .build()) {
      return OAuthResourceServer.builder(consumer)
              .fapi2()
              .build()
              .access(
                  List.of("Bearer " + tokens.accessToken().reveal()),
                  AccessRequirement.none(),
                  proof)
          instanceof Access.Granted;
    }
  }

  private void isBoundToTheCertificate(OAuthTokenResponse tokens) {
    String issuer = keycloak.mutualTlsIssuer().orElseThrow().toString();
    TokenExpectations shown = TokenExpectations.none().withCertificate(own.certificate());

    assertThat(tokens.tokenType()).isEqualTo("Bearer");
    assertThat(apiTakes(tokens, issuer, shown)).isTrue();
    assertThat(apiTakes(tokens, issuer, TokenExpectations.none())).isFalse();
  }
}
