package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.wellknown.Discovery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
