package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.http.HttpTransport;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {

  private final Checkpoint at = new Checkpoint();

  @Test
  @DisplayName("S-15 no consumer without an audience")
  void audienceIsRequired() {
    assertThatThrownBy(
            () ->
                OAuthTokenConsumer.builder(Checkpoint.ISSUER)
                    .publicKeyPem(TestKeys.rsa().publicPem())
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("audience");
    assertThatThrownBy(() -> at.forId().audience(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "S-15 no consumer without an issuer: \"{0}\"")
  @ValueSource(strings = {"", " "})
  void issuerIsRequired(String issuer) {
    assertThatThrownBy(() -> OAuthTokenConsumer.builder(issuer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("issuer");
  }

  @Test
  @DisplayName("S-15 metadata and discovery of another issuer are refused")
  void metadataOfAnotherIssuer() {
    OpenIdConfiguration other =
        OpenIdConfiguration.builder().issuer(Checkpoint.ISSUER + "/").build();
    assertThatThrownBy(() -> at.forId().configuration(other).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("configuration");
    HttpTransport none = new ScriptedTransport();
    Discovery elsewhere = Discovery.builder("https://other.example").transport(none).build();
    assertThatThrownBy(
            () ->
                OAuthTokenConsumer.builder(Checkpoint.ISSUER)
                    .audience("a")
                    .discovery(elsewhere)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("discovery");
  }

  @Test
  @DisplayName("the clock skew is 30 seconds, at most ten minutes, never negative")
  void clockSkew() {
    at.forAccess().clockSkew(Duration.ZERO).clockSkew(Duration.ofMinutes(10));
    assertThatThrownBy(() -> at.forAccess().clockSkew(Duration.ofMinutes(10).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> at.forAccess().clockSkew(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(
            () ->
                at.forAccess()
                    .accessTokenProfile(AccessTokenProfile.RFC9068)
                    .audienceClaim("client_id")
                    .build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> at.forAccess().tenants("t").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> at.forAccess().maxTokenAge(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsFetchedByBuildingAndClosing() {
    try (ScriptedTransport door = new ScriptedTransport()) {
      OAuthTokenConsumer consumer =
          OAuthTokenConsumer.builder(Checkpoint.ISSUER).audience("a").transport(door).build();
      assertThat(consumer.health().orElseThrow().usable()).isFalse();
      assertThat(consumer.issuer()).isEqualTo(Checkpoint.ISSUER);
      consumer.close();
    }
  }

  @Test
  void aConsumerOfItsOwnTransportCanBeBuiltAndClosed() {
    OAuthTokenConsumer.builder(Checkpoint.ISSUER).audience("a").build().close();
    OAuthTokenConsumer.builder(Checkpoint.ISSUER)
        .audience("a")
        .configuration(
            OpenIdConfiguration.builder()
                .issuer(Checkpoint.ISSUER)
                .jwksUri(Checkpoint.ISSUER + "/certs")
                .build())
        .build()
        .close();
  }

  @Test
  void theTextsOfTokensAndExpectationsShowNoSecret() {
    VerifiedToken token = at.access(at.mint.accessToken());
    assertThat(token.toString())
        .isEqualTo("VerifiedToken[ACCESS, " + Checkpoint.ISSUER + ", alice]");
    TokenExpectations expectations =
        TokenExpectations.none()
            .withNonce("test-nonce")
            .withState("test-state")
            .withCode(Secret.of("test-code"))
            .withAccessToken(Secret.of("test-token"))
            .withPrevious(token);
    assertThat(expectations.toString()).contains("nonce", "code").doesNotContain("test-");
    assertThat(TokenExpectations.none()).hasToString("TokenExpectations[]");
  }

  @ParameterizedTest(name = "S-01 JDK {0} has the fault and is warned of")
  @ValueSource(strings = {"15", "15.0.2", "16.0.1", "17", "17.0.2", "18"})
  void faultyJdks(String version) {
    assertThat(JdkFault.affects(Runtime.Version.parse(version))).isTrue();
  }

  @ParameterizedTest(name = "S-01 JDK {0} has not")
  @ValueSource(strings = {"11.0.2", "14.0.2", "17.0.3", "17.0.15", "18.0.1", "19", "21.0.1", "25"})
  void soundJdks(String version) {
    assertThat(JdkFault.affects(Runtime.Version.parse(version))).isFalse();
  }
}
