package com.example.extending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What docs/extending.md shows, written in a package of a stranger, and run. */
class ExtendingTest {

  private static final Secret KEY = Secret.of("a-key-that-both-know-0123456789");

  private final InProcessProvider provider = InProcessProvider.start();
  private final String issuer = provider.issuer().toString();

  @AfterEach
  void end() {
    provider.close();
  }

  private static OpenIdConfiguration metadata(FaultServer server) {
    return OpenIdConfiguration.builder()
        .with(MetadataField.TOKEN_ENDPOINT, server.uri("/token").toString())
        .build();
  }

  private static Reply tokens(String shop) {
    return Reply.json(
        Map.of("access_token", "at-1", "token_type", "Bearer", "expires_in", 300, "shop", shop));
  }

  @Test
  void aGrant() {
    try (FaultServer server = FaultServer.start().next(tokens("books"), tokens("cars"));
        OAuthClient client = OAuthClient.builder(metadata(server)).clientId("app").build()) {
      VoucherGrant grant = new VoucherGrant("books", Secret.of("voucher-1"));

      assertThat(client.requestTokens(grant, "read").accessToken().reveal()).isEqualTo("at-1");

      RecordedRequest request = server.requests().get(0);
      assertThat(request.formParameter("grant_type")).contains("urn:example:grant-type:voucher");
      assertThat(request.formParameter("voucher")).contains("voucher-1");
      assertThat(request.formParameter("client_id")).contains("app");
      assertThatThrownBy(() -> client.requestTokens(grant))
          .isInstanceOfSatisfying(
              CrossauthException.class, e -> assertThat(e.code()).isEqualTo("response.shop"));
      assertThat(grant.toString()).doesNotContain("voucher-1");
    }
  }

  @Test
  void aClientAuthentication() {
    SignedCalls calls = new SignedCalls(KEY);
    try (FaultServer server = FaultServer.start().next(tokens("any"));
        OAuthClient client =
            OAuthClient.builder(metadata(server))
                .clientId("app")
                .clientAuthentication(calls)
                .build()) {
      client.clientCredentialsFlow();

      RecordedRequest request = server.requests().get(0);
      String time = request.header("X-Signed-At").orElseThrow();
      assertThat(request.header("X-Signature"))
          .contains(calls.signature("app\n" + server.uri("/token") + "\n" + time));
    }
  }

  @Test
  void aClaimRule() {
    TokenMint mint = provider.mint();
    try (OAuthTokenConsumer api =
        OAuthTokenConsumer.builder(issuer)
            .audience("api://books")
            .accessTokenRule(new OpenTenants(Set.of("a", "b"), Set.of("a")))
            .build()) {
      String open = mint.accessToken().claim("aud", "api://books").claim("tenant", "a").compact();
      String owing = mint.accessToken().claim("aud", "api://books").claim("tenant", "b").compact();
      String other = mint.accessToken().claim("aud", "api://books").claim("tenant", "c").compact();

      assertThat(api.verify(open, TokenType.ACCESS).string("tenant")).contains("a");
      assertThatThrownBy(() -> api.verify(owing, TokenType.ACCESS))
          .isInstanceOf(InsufficientPrivilegesException.class)
          .hasMessageContaining("subscription");
      assertThatThrownBy(() -> api.verify(other, TokenType.ACCESS))
          .isInstanceOf(TokenRejectedException.class);
    }
  }

  @Test
  void aStore() {
    try (OAuthClient client =
            OAuthClient.builder(issuer)
                .clientId(TestClients.SHORT)
                .clientSecret(Secret.of(TestClients.SECRET))
                .build();
        TokenManager sessions =
            client.tokenManager(
                new SharedMapStore(new ConcurrentHashMap<>(), InstantSource.system()))) {
      Secret password = Secret.of(TestUsers.password(TestUsers.ALICE));
      sessions.signedIn("one", client.passwordFlow(TestUsers.ALICE, password).requireTokens());
      Secret first = sessions.accessToken("one");
      sessions.source("one").rejected(first);

      assertThat(sessions.accessToken("one")).isNotNull();
      sessions.signedOut("one");
      assertThat(sessions.tokens("one")).isEmpty();
    }
  }

  @Test
  void aProvider() {
    provider.faults().at(Endpoint.TOKEN).withoutMember("token_type");
    try (OAuthClient client =
        ExampleId.at(issuer)
            .client()
            .clientId(TestClients.SERVICE)
            .clientSecret(Secret.of(TestClients.SECRET))
            .build()) {
      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();

      RecordedRequest request = provider.requests(Endpoint.TOKEN).get(0);
      assertThat(request.header("Authorization")).isEmpty();
      assertThat(request.formParameter("client_secret")).contains(TestClients.SECRET);
    }
  }

  @Test
  void aStrangerNeedsNothingThatIsInternal() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.crossauth..internal..")
        .check(new ClassFileImporter().importPackages("com.example.extending"));
  }
}
