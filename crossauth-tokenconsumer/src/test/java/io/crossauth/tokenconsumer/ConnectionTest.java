package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
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
  @DisplayName("metadata and keys are fetched at the address of the back channel")
  void backChannel() {
    verifyOne(builder().authServerBaseUrl(URI.create("http://keycloak:8080/realms/shop")));

    assertThat(calls)
        .extracting(call -> call.uri().toString())
        .containsExactly(
            "http://keycloak:8080/realms/shop/.well-known/openid-configuration",
            "http://keycloak:8080/realms/shop/keys");
  }

  @Test
  @DisplayName("the metadata document is fetched where it is said to be")
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
}
