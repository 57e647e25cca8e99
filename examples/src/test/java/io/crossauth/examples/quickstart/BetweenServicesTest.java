package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.JwtAssertion;
import io.crossauth.client.grant.ServiceAccountKey;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.IssuedToken;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.Actor;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a back end needs when it acts for somebody. */
class BetweenServicesTest {

  private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

  private final InProcessProvider provider =
      InProcessProvider.builder().exchangeAudiences("orders").start();
  private final String issuer = provider.issuer().toString();
  private final OAuthClient client =
      OAuthClient.builder(issuer)
          .clientId(TestClients.EXCHANGE)
          .clientSecret(Secret.of(TestClients.SECRET))
          .build();
  private final OAuthTokenConsumer consumer = consumer(TestClients.AUDIENCE);
  private final OAuthTokenConsumer orders = consumer("orders");
  private final JwtSigner signer = JwtSigner.ofJwk(provider.privateJwk(TestClients.ASSERTION_KEY));

  private OAuthTokenConsumer consumer(String audience) {
    return OAuthTokenConsumer.builder(issuer).audience(audience).build();
  }

  @AfterEach
  void end() {
    orders.close();
    consumer.close();
    client.close();
    provider.close();
  }

  private Secret login(String... scopes) {
    return client
        .passwordFlow(TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), scopes)
        .requireTokens()
        .accessToken();
  }

  @Test
  void aTokenIsExchanged() {
    Secret theirToken = login("openid");

    OAuthTokenResponse tokens =
        client.requestTokens(TokenExchange.ofAccessToken(theirToken).withAudience("orders"));

    assertThat(orders.verify(tokens.accessToken().reveal(), TokenType.ACCESS).audience())
        .containsExactly("orders");
  }

  @Test
  void anApiCallsAnotherOnBehalfOfItsCaller() throws Exception {
    VerifiedToken verified = consumer.verify(login().reveal(), TokenType.ACCESS);
    HttpClient http = HttpClient.newHttpClient();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String header = exchange.getRequestHeaders().getFirst("Authorization");
          VerifiedToken arrived =
              orders.verify(header.substring("Bearer ".length()), TokenType.ACCESS);
          exchange.sendResponseHeaders(
              arrived.subject().equals(verified.subject()) ? 200 : 500, -1);
          exchange.close();
        });
    server.start();
    URI ordersApi = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    HttpRequest request = HttpRequest.newBuilder(ordersApi.resolve("/orders")).build();

    TokenSource onBehalf = client.tokenSource(TokenExchange.of(verified).withAudience("orders"));
    HttpResponse<String> answer =
        ResourceClient.of(http, onBehalf, ordersApi).send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    server.stop(0);
    int before = provider.count(Endpoint.TOKEN);
    assertThat(
            client
                .tokenSource(TokenExchange.of(verified).withAudience("orders"))
                .authorize("GET", URI.create("https://orders.example/")))
        .containsKey("Authorization");
    assertThat(provider.count(Endpoint.TOKEN)).isEqualTo(before);
  }

  @Test
  void anActorIsNamedAndChecked() {
    Secret theirToken = login();
    Secret ownToken = login();

    OAuthTokenResponse tokens =
        client.requestTokens(
            TokenExchange.ofAccessToken(theirToken).withActor(ownToken).withAudience("orders"));

    VerifiedToken token = orders.verify(tokens.accessToken().reveal(), TokenType.ACCESS);
    String shop = token.actors().get(0).subject().orElseThrow();
    Actor actor = token.requireActor(shop);
    List<Actor> chain = token.actors(); // who acts now first, then who acted before
    assertThat(actor.clientId()).contains(TestClients.EXCHANGE);
    assertThat(chain).hasSize(1);
    assertThatThrownBy(() -> token.requireActor("somebody-else"))
        .isInstanceOf(InsufficientPrivilegesException.class);
  }

  @Test
  void whatIsNoAccessTokenHasATypeOfItsOwn() {
    Secret theirToken = login("openid");

    IssuedToken idToken =
        client.exchange(
            TokenExchange.ofAccessToken(theirToken).withRequestedType(ID_TOKEN), "openid");

    assertThat(idToken.type()).isEqualTo(ID_TOKEN);
  }

  @Test
  void aPartOfTheProgramNeedsLess() {
    Secret own = login("profile", "email");
    TokenSource source = new FixedSource(own);

    TokenSource less = client.downscoped(source, "profile");

    assertThat(consumer.verify(less.accessToken().reveal(), TokenType.ACCESS).scopes())
        .containsExactly("profile");
  }

  private record FixedSource(Secret accessToken) implements TokenSource {

    @Override
    public java.util.Map<String, String> authorize(String method, URI uri) {
      return java.util.Map.of("Authorization", "Bearer " + accessToken.reveal());
    }

    @Override
    public void rejected(Secret refused) {}
  }

  @Test
  void aJwtOfOursIsAGrant() {
    JwtAssertion assertion =
        JwtAssertion.signed(signer, "https://assertions.crossauth.test", "alice", issuer);
    TokenSource source = client.tokenSource(Grant.jwtBearer(assertion), "profile");

    assertThat(source.accessToken()).isNotNull();
    JwtAssertion special =
        assertion.withClaim("scope", "profile").withLifetime(Duration.ofMinutes(5));
    assertThat(special.get()).isNotEqualTo(special.get());
  }

  @Test
  void aJwtOfThePlatformIsAGrant(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("token");
    Files.writeString(
        file,
        JwtAssertion.signed(signer, TestClients.ASSERTION_ISSUER, "alice", issuer).get().reveal());

    TokenSource source = client.tokenSource(Grant.jwtBearerFile(file), "profile");

    assertThat(source.accessToken()).isNotNull();
    assertThatThrownBy(() -> client.requestTokens(Grant.jwtBearerFile(file)))
        .isInstanceOf(OAuthErrorException.class);
  }

  @Test
  void anAssertionOfAnotherPlatformProvesTheClient() {
    Workflow workflow = () -> Secret.of("assertion-of-the-platform");

    OAuthClient entra =
        OAuthClient.builder(issuer)
            .clientId("app")
            .clientAuthentication(ClientAuthentication.assertion(() -> workflow.idToken()))
            .build();

    assertThatThrownBy(entra::clientCredentialsFlow).isInstanceOf(OAuthErrorException.class);
    entra.close();
  }

  private interface Workflow {
    Secret idToken();
  }

  @Test
  void aServiceAccountHasAKeyFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("key.json");
    Files.writeString(
        file,
        """
        {"type":"service_account","client_email":"robot@project.example","private_key_id":"k",
         "private_key":"%s","token_uri":"%s"}\
        """
            .formatted(
                TestKeys.rsa("robot").privatePem().replace("\n", "\\n"),
                provider.uri(Endpoint.TOKEN)));
    String scope = "https://www.googleapis.com/auth/devstorage.read_only";

    ServiceAccountKey key = ServiceAccountKey.ofFile(file);
    OAuthClient google = OAuthClient.builder(key).build();
    TokenSource storage = google.tokenSource(key.grant(scope));

    // The provider here knows no such account.
    assertThatThrownBy(storage::accessToken).isInstanceOf(OAuthErrorException.class);
    google.close();
  }

  @Test
  void aLoginIsForLonger() {
    LoginOptions options = LoginOptions.scopes("openid").withOfflineAccess();

    assertThat(options.scopes()).containsExactly("openid", "offline_access");
  }
}
