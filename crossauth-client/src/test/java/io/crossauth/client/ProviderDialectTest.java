package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider with words of its own is described, and the client speaks them. */
class ProviderDialectTest {

  private static final OpenIdConfiguration SERVER =
      OpenIdConfiguration.builder()
          .tokenEndpoint("https://id.example.com/token")
          .deviceAuthorizationEndpoint("https://id.example.com/device")
          .userinfoEndpoint("https://id.example.com/info")
          .build();

  private record ShortGrant(Secret code) implements Grant {

    @Override
    public String type() {
      return "device_code";
    }

    @Override
    public Form parameters() {
      return Form.empty().plus("code", code);
    }
  }

  private final ScriptedTransport server = new ScriptedTransport();

  @AfterEach
  void nothingIsLeft() {
    server.close();
  }

  private OAuthClientBuilder client() {
    return OAuthClient.builder(SERVER)
        .clientId("test-client")
        .transport(server)
        .platform(FakeTime.create().platform());
  }

  private void answer(String type) {
    server.json(200, "{\"access_token\":\"test-token\",\"token_type\":\"" + type + "\"}");
  }

  @Test
  void tokensMayBeCalledOtherwiseThanTheyArePresented() {
    answer("bearer");
    server.json(200, "{\"id\":\"u1\"}");
    try (OAuthClient client =
        client().tokenPresentation("OAuth", "bearer").userInfoSubject("id").build()) {
      OAuthTokenResponse tokens = client.clientCredentialsFlow();

      assertThat(client.userInfoEndpoint(tokens.accessToken(), "u1").subject()).isEqualTo("u1");
    }

    assertThat(server.calls().get(1).headers().first("Authorization")).contains("OAuth test-token");
  }

  @Test
  void tokensOfTheOtherNameAreRefusedThen() {
    answer("OAuth");
    try (OAuthClient client = client().tokenPresentation("OAuth", "bearer").build()) {
      assertThatThrownBy(client::clientCredentialsFlow)
          .isInstanceOf(InvalidResponseException.class)
          .hasMessageContaining("token_type");
    }
  }

  @Test
  void withOneNameTheAnswerMustHaveIt() {
    answer("OAuth");
    answer("bearer");
    try (OAuthClient client = client().tokenPresentation("OAuth").build()) {
      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isEqualTo("test-token");
      assertThatThrownBy(client::clientCredentialsFlow)
          .isInstanceOf(InvalidResponseException.class)
          .hasMessageContaining("token_type");
    }
  }

  @Test
  void aDeviceCodeIsTradedInTheProvidersWords() {
    server.json(
        200,
        "{\"device_code\":\"test-device-code\",\"user_code\":\"ABCD\","
            + "\"verification_url\":\"https://id.example.com/d\",\"expires_in\":300}");
    answer("bearer");
    try (OAuthClient client = client().deviceGrant(ShortGrant::new).build()) {
      OAuthDeviceAuthorizationResponse code = client.startDeviceCodeFlow();

      assertThat(client.device().poll(code)).isInstanceOf(PollAnswer.Done.class);
    }

    assertThat(server.body(1))
        .contains("grant_type=device_code")
        .contains("&code=test-device-code")
        .doesNotContain("&device_code=");
  }
}
