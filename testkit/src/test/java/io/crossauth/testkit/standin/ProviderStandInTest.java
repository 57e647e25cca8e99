package io.crossauth.testkit.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Microsoft's stand-ins say that others do not. */
@DisplayName("a stand-in of Microsoft's")
class ProviderStandInTest {

  private static final String ENTRA = "https://login.microsoftonline.com/";
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @EnumSource(
      names = {"ENTRA", "ENTRA_ORGANIZATIONS", "ENTRA_V1", "AZURE_B2C", "ENTRA_EXTERNAL_ID"})
  void saysTheScopesOfAnAccessTokenInScpAlone(KnownProvider provider) {
    Map<String, Object> claims = claims(ProviderStandIn.of(provider, CLOCK).apiToken("orders-api"));

    assertThat(claims).containsEntry("scp", "orders").doesNotContainKey("scope");
  }

  @ParameterizedTest
  @EnumSource(names = {"ENTRA", "ENTRA_ORGANIZATIONS", "ENTRA_V1", "ENTRA_EXTERNAL_ID"})
  void givesItsTokensAnIdentifierOfItsOwn(KnownProvider provider) {
    ProviderStandIn standIn = ProviderStandIn.of(provider, CLOCK);

    assertThat(claims(standIn.apiToken("orders-api"))).containsKey("uti").doesNotContainKey("jti");
    assertThat(claims(standIn.idToken())).containsKey("uti").doesNotContainKeys("jti", "azp");
  }

  @Test
  void answersForAllOrganizationsWithoutAName() {
    Map<String, Object> metadata =
        answer(
            KnownProvider.ENTRA_ORGANIZATIONS,
            ENTRA + "organizations/v2.0/.well-known/openid-configuration");

    assertThat(metadata)
        .containsEntry("issuer", ENTRA + "{tenantid}/v2.0")
        .containsEntry("token_endpoint", ENTRA + "organizations/oauth2/v2.0/token")
        .containsEntry("jwks_uri", ENTRA + "organizations/discovery/v2.0/keys");
  }

  @Test
  void saysForWhichTenantsAKeyIs() {
    assertThat(keys(KnownProvider.ENTRA, TENANT)).contains(ENTRA + TENANT + "/v2.0");
    assertThat(keys(KnownProvider.ENTRA_ORGANIZATIONS, "organizations"))
        .contains(ENTRA + "{tenantid}/v2.0");
  }

  @Test
  void namesTheTenantInTheTokensOfAllOrganizations() {
    ProviderStandIn standIn = ProviderStandIn.of(KnownProvider.ENTRA_ORGANIZATIONS, CLOCK);

    assertThat(claims(standIn.idToken()))
        .containsEntry("iss", ENTRA + TENANT + "/v2.0")
        .containsEntry("tid", TENANT);
  }

  private static String keys(KnownProvider provider, String tenant) {
    return answer(provider, ENTRA + tenant + "/discovery/v2.0/keys").get("keys").toString();
  }

  private static Map<String, Object> answer(KnownProvider provider, String address) {
    byte[] body = ProviderStandIn.of(provider, CLOCK).answer(URI.create(address), "").body();
    return Json.readObject(new String(body, StandardCharsets.UTF_8));
  }

  private static Map<String, Object> claims(String token) {
    byte[] payload = Base64Url.decode(token.split("\\.")[1]);
    return Json.readObject(new String(payload, StandardCharsets.UTF_8));
  }
}
