package io.crossauth.client.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.value.Secret;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProviderSettingsTest {

  private static final String TENANT = "11111111-aaaa-4bbb-8ccc-222222222222";
  private static final String OTHER = "33333333-aaaa-4bbb-8ccc-444444444444";

  private final FakeTime time = FakeTime.create();

  private Secret idToken(String tenant) {
    TokenDraft token =
        TokenMint.issuedBy("https://login.microsoftonline.com/" + tenant + "/v2.0")
            .withKey(TestKeys.rsa())
            .withClock(time)
            .withClientId("web")
            .idToken()
            .claim("tid", tenant);
    return Secret.of(token.compact());
  }

  @Test
  @DisplayName(
      "any tenant: a token of each is taken, one that names another than it is from is not")
  void anyTenant() {
    try (ScriptedTransport transport = new ScriptedTransport()) {
      transport.json(
          200,
          "{\"issuer\":\"https://login.microsoftonline.com/{tenantid}/v2.0\","
              + "\"id_token_signing_alg_values_supported\":[\"RS256\"],"
              + "\"jwks_uri\":\"https://login.microsoftonline.com/keys\"}");
      OAuthClient client =
          Provider.entraAnyTenant()
              .client()
              .clientId("web")
              .transport(transport)
              .platform(time.platform())
              .idTokens(rules -> rules.keys(KeySet.ofJwks(TestKeys.jwks(TestKeys.rsa()))))
              .build();

      assertThat(client.validateIdToken(idToken(TENANT)).audience()).containsExactly("web");
      assertThat(client.validateIdToken(idToken(OTHER)).audience()).containsExactly("web");
    }
  }

  @Test
  @DisplayName("case A18 settings of the program are added to those of the provider's tenants")
  void tenantsStay() {
    try (ScriptedTransport transport = new ScriptedTransport()) {
      transport.json(
          200,
          "{\"issuer\":\"https://login.microsoftonline.com/{tenantid}/v2.0\","
              + "\"id_token_signing_alg_values_supported\":[\"RS256\"],"
              + "\"jwks_uri\":\"https://login.microsoftonline.com/keys\"}");
      OAuthClient client =
          Provider.entraTenants(TENANT)
              .client()
              .clientId("web")
              .transport(transport)
              .platform(time.platform())
              .idTokens(rules -> rules.keys(KeySet.ofJwks(TestKeys.jwks(TestKeys.rsa()))))
              .idTokens(rules -> rules.clockSkew(Duration.ZERO))
              .build();

      assertThat(client.validateIdToken(idToken(TENANT)).audience()).containsExactly("web");
      TokenRejectedException refusal =
          catchThrowableOfType(
              TokenRejectedException.class, () -> client.validateIdToken(idToken(OTHER)));
      assertThat(refusal).isNotNull();
      assertThat(refusal.reason()).isEqualTo(RejectionReason.WRONG_ISSUER);
    }
  }
}
