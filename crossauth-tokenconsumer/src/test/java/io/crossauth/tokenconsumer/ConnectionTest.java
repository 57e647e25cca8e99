package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a consumer reaches its provider, when that is not the issuer. */
class ConnectionTest {

  private final Checkpoint at = new Checkpoint();
  private final List<HttpCall> calls = new ArrayList<>();

  private HttpReply answer(HttpCall call) {
    calls.add(call);
    String body =
        call.uri().getPath().endsWith("/keys")
            ? TestKeys.jwks(Checkpoint.keys())
            : "{\"issuer\":\""
                + Checkpoint.ISSUER
                + "\",\"jwks_uri\":\""
                + Checkpoint.ISSUER
                + "/keys\"}";
    return new HttpReply(
        200, Headers.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  private OAuthTokenConsumerBuilder builder() {
    HttpTransport transport = this::answer;
    return OAuthTokenConsumer.builder(Checkpoint.ISSUER)
        .audience(Checkpoint.API)
        .platform(at.time.platform())
        .transport(transport);
  }

  private void verifyOne(OAuthTokenConsumerBuilder builder) {
    OAuthTokenConsumer consumer = builder.build();
    assertThat(consumer.verify(at.mint.accessToken().compact(), TokenType.ACCESS).issuer())
        .isEqualTo(Checkpoint.ISSUER);
    consumer.close();
  }

  @Test
  @DisplayName("case B6 metadata and keys are fetched at the address of the back channel")
  void backChannel() {
    verifyOne(builder().authServerBaseUrl(URI.create("http://keycloak:8080/realms/shop")));

    assertThat(calls)
        .extracting(call -> call.uri().toString())
        .containsExactly(
            "http://keycloak:8080/realms/shop/.well-known/openid-configuration",
            "http://keycloak:8080/realms/shop/keys");
  }

  @Test
  @DisplayName("case B6 the metadata document is fetched where it is said to be")
  void discoveryUri() {
    verifyOne(builder().discoveryUri(URI.create("https://meta.example.com/doc")));

    assertThat(calls.get(0).uri()).hasToString("https://meta.example.com/doc");
    assertThat(calls.get(1).uri()).hasToString(Checkpoint.ISSUER + "/keys");
  }

  @Test
  @DisplayName("case B5 the headers of a discovery that is shared go to its keys, too")
  void headersOfTheDiscovery() {
    HttpTransport transport = this::answer;
    Discovery shared =
        Discovery.builder(Checkpoint.ISSUER)
            .transport(transport)
            .headers(Headers.of("X-Tenant", "shop").with("X-Own", "discovery"))
            .platform(at.time.platform())
            .build();
    verifyOne(builder().discovery(shared).headers(Headers.of("X-Own", "consumer")));
    KeySet keys = KeySet.remote(shared).platform(at.time.platform()).build();
    assertThat(keys.candidates(KeyRequest.of(null, "RS256"))).isNotEmpty();

    assertThat(calls)
        .extracting(call -> call.headers().first("X-Tenant").orElse("none"))
        .containsExactly("shop", "shop", "shop");
    assertThat(calls)
        .extracting(call -> call.headers().first("X-Own").orElse("none"))
        .containsExactly("discovery", "consumer", "discovery");
  }

  @Test
  @DisplayName("case B5 headers go to keys whose address is given by hand")
  void headersWithoutDiscovery() {
    verifyOne(
        builder()
            .configuration(
                OpenIdConfiguration.builder()
                    .issuer(Checkpoint.ISSUER)
                    .jwksUri(Checkpoint.ISSUER + "/keys")
                    .build())
            .headers(Headers.of("X-Tenant", "shop")));

    assertThat(calls)
        .extracting(call -> call.headers().first("X-Tenant").orElse("none"))
        .containsExactly("shop");
  }

  @Test
  @DisplayName("case B10 how often it looks for new keys is a setting of the consumer")
  void remoteKeys() {
    OAuthTokenConsumer consumer =
        builder().remoteKeys(keys -> keys.looks(1, Duration.ofSeconds(9))).build();
    TokenDraft stranger = at.mint.withKey(TestKeys.rsa("stranger").withKid("x")).accessToken();
    consumer.verify(at.mint.accessToken().compact(), TokenType.ACCESS);
    for (int i = 0; i < 9; i++) {
      assertThat(consumer.tokenAuthorized(stranger.compact(), TokenType.ACCESS)).isEmpty();
      at.time.advance(Duration.ofSeconds(1));
    }
    assertThat(calls).hasSize(2);
    assertThat(consumer.tokenAuthorized(stranger.compact(), TokenType.ACCESS)).isEmpty();
    assertThat(calls).hasSize(3);
    consumer.close();
  }

  @Test
  @DisplayName("header fields go with every call")
  void headers() {
    verifyOne(builder().headers(Headers.of("X-Tenant", "shop")));

    assertThat(calls)
        .hasSize(2)
        .allSatisfy(call -> assertThat(call.headers().first("X-Tenant")).contains("shop"));
  }

  @Test
  @DisplayName("an address beside a discovery that was handed in contradicts it")
  void contradiction() {
    Discovery shared = Discovery.builder(Checkpoint.ISSUER).transport(this::answer).build();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> builder().discovery(shared).discoveryUri(URI.create("https://a.example")).build())
        .withMessageContaining("discoveryUri");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().authServerBaseUrl(URI.create("keycloak")).build());
  }

  @ParameterizedTest(name = "case B6 keys are good for {0} when the answer does not say")
  @ValueSource(strings = {"PT1M", "PT10M", "PT2H", "PT24H"})
  void keyLifetime(String lifetime) {
    Duration time = Duration.parse(lifetime);
    OAuthTokenConsumer consumer = builder().keyLifetime(time).build();
    String token =
        at.mint
            .accessToken()
            .claim("exp", at.time.instant().plus(Duration.ofDays(2)).getEpochSecond())
            .compact();
    Runnable verify = () -> assertThat(consumer.verify(token, TokenType.ACCESS)).isNotNull();
    verify.run();

    at.time.advance(time.multipliedBy(4).dividedBy(5).minusSeconds(1));
    verify.run();
    at.time.advance(Duration.ZERO);
    assertThat(keyFetches()).isEqualTo(1);

    at.time.advance(Duration.ofSeconds(2));
    verify.run();
    at.time.advance(Duration.ZERO);
    assertThat(keyFetches()).isEqualTo(2);
    consumer.close();
  }

  private long keyFetches() {
    return calls.stream().filter(call -> call.uri().getPath().endsWith("/keys")).count();
  }

  @ParameterizedTest(name = "case B6 a lifetime of {0} is none")
  @ValueSource(strings = {"PT59S", "PT24H1S", "PT0S", "PT-1M"})
  void lifetimesThatAreNone(String lifetime) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().keyLifetime(Duration.parse(lifetime)).build())
        .withMessageContaining("ifetime");
  }

  @Test
  @DisplayName("case B6 what would be without effect is refused")
  void withoutEffect() {
    Discovery shared = Discovery.builder(Checkpoint.ISSUER).transport(this::answer).build();
    OpenIdConfiguration given =
        OpenIdConfiguration.builder()
            .issuer(Checkpoint.ISSUER)
            .jwksUri(Checkpoint.ISSUER + "/keys")
            .build();
    URI elsewhere = URI.create("https://a.example");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().discovery(shared).authServerBaseUrl(elsewhere).build())
        .withMessageContaining("authServerBaseUrl");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().configuration(given).authServerBaseUrl(elsewhere).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().configuration(given).discoveryUri(elsewhere).build());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                builder()
                    .keys(KeySet.ofJwks(TestKeys.jwks(Checkpoint.keys())))
                    .keyLifetime(Duration.ofMinutes(5))
                    .build())
        .withMessageContaining("keyLifetime");
  }

  @Test
  @DisplayName("a lifetime of keys that is none is refused where it is set")
  void lifetimesAreCheckedAtOnce() {
    OAuthTokenConsumerBuilder builder = builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.keyLifetime(Duration.ofSeconds(59)))
        .withMessageContaining("keyLifetime");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.keyLifetime(Duration.ofHours(24).plusSeconds(1)))
        .withMessageContaining("keyLifetime");
  }

  @Test
  @DisplayName("settings of the issuer's keys add up")
  void remoteKeysTwice() {
    List<String> applied = new ArrayList<>();
    builder()
        .remoteKeys(
            keys -> {
              applied.add("first");
              return keys;
            })
        .remoteKeys(
            keys -> {
              applied.add("second");
              return keys;
            })
        .build()
        .close();

    assertThat(applied).containsExactly("first", "second");
  }

  @Test
  @DisplayName("a consumer that cannot be built leaves no transport of its own behind")
  void nothingIsLeftBehind() {
    try (FaultServer server =
        FaultServer.start().always(Reply.json(TestKeys.jwks(Checkpoint.keys())))) {
      List<KeySet> made = new ArrayList<>();
      OAuthTokenConsumerBuilder builder =
          OAuthTokenConsumer.builder(Checkpoint.ISSUER)
              .audience(Checkpoint.API)
              .configuration(
                  OpenIdConfiguration.builder()
                      .issuer(Checkpoint.ISSUER)
                      .jwksUri(server.uri("/keys").toString())
                      .build())
              .remoteKeys(
                  keys -> {
                    made.add(keys.build());
                    throw new IllegalStateException("no such setting");
                  });
      assertThatIllegalStateException().isThrownBy(builder::build);

      assertThatThrownBy(() -> made.get(0).candidates(KeyRequest.of(null, "RS256"))).isNotNull();
      made.get(0).close();
    }
  }
}
