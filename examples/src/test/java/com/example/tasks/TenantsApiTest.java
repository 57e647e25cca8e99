package com.example.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.provider.Provider;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.ClaimRule;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The program of docs/tasks/several-tenants.md. */
class TenantsApiTest {

  private static final String MICROSOFT = "https://login.microsoftonline.com/";
  private static final String SHOP = "11111111-2222-3333-4444-555555555555";
  private static final String OTHER = "99999999-2222-3333-4444-555555555555";
  private static final String CLIENT_ID = "11111111-aaaa-bbbb-cccc-555555555555";
  private static final TestKey ENTRA = TestKeys.rsa("entra");
  private static final TestKey NORTH = TestKeys.rsa("north");
  private static final TestKey SOUTH = TestKeys.rsa("south");

  private final Map<String, String> documents =
      Map.of(
          MICROSOFT + "organizations/v2.0/.well-known/openid-configuration",
          metadata(MICROSOFT + "{tenantid}/v2.0", "https://keys/entra"),
          "https://keys/entra",
          TestKeys.jwks(ENTRA)
              .replace("\"kid\"", "\"issuer\":\"" + MICROSOFT + "{tenantid}/v2.0\",\"kid\""),
          "https://id.example.com/realms/north/.well-known/openid-configuration",
          metadata("https://id.example.com/realms/north", "https://keys/north"),
          "https://keys/north",
          TestKeys.jwks(NORTH),
          "https://id.example.com/realms/south/.well-known/openid-configuration",
          metadata("https://id.example.com/realms/south", "https://keys/south"),
          "https://keys/south",
          TestKeys.jwks(SOUTH));

  private final TenantsApi api = new TenantsApi(documents());

  @Test
  void tokensOfAllTenantsPassAndSayWhose() {
    assertThat(api.owner(entra(SHOP).compact())).isEqualTo(MICROSOFT + SHOP + "/v2.0 alice");
    assertThat(api.owner(realm("north", NORTH).compact()))
        .isEqualTo("https://id.example.com/realms/north alice");
    assertThat(api.owner(realm("south", SOUTH).compact()))
        .isEqualTo("https://id.example.com/realms/south alice");
  }

  @Test
  void aTenantThatIsNotListedIsRefused() {
    assertRefused(() -> api.owner(entra(OTHER).compact()), RejectionReason.WRONG_ISSUER);
  }

  @Test
  void aTenantCannotSpeakForAnother() {
    assertRefused(
        () -> api.owner(entra(SHOP).claim("tid", OTHER).compact()), RejectionReason.WRONG_ISSUER);
  }

  @Test
  void aRealmsKeyIsNoOthers() {
    assertRefused(() -> api.owner(realm("north", SOUTH).compact()), RejectionReason.UNKNOWN_KEY);
  }

  @Test
  void ofAnyTenantTheCustomersPass() {
    Set<String> customers = Set.of(SHOP);

    OAuthTokenConsumerBuilder anyTenant =
        Provider.entraAnyTenant()
            .tokenConsumer()
            .audience("11111111-aaaa-bbbb-cccc-555555555555")
            .accessTokenRule(
                token ->
                    customers.contains(token.string("tid").orElse(""))
                        ? ClaimRule.Verdict.accepted()
                        : ClaimRule.Verdict.forbidden("the tenant is no customer"));

    try (OAuthTokenConsumer consumer = anyTenant.transport(documents()).build()) {
      assertThat(consumer.verify(entra(SHOP).compact(), TokenType.ACCESS).issuer())
          .isEqualTo(MICROSOFT + SHOP + "/v2.0");
      assertThatThrownBy(() -> consumer.verify(entra(OTHER).compact(), TokenType.ACCESS))
          .isInstanceOf(InsufficientPrivilegesException.class)
          .hasMessageContaining("the tenant is no customer");
      assertRefused(
          () -> consumer.verify(entra(SHOP).claim("tid", OTHER).compact(), TokenType.ACCESS),
          RejectionReason.WRONG_ISSUER);
    }
  }

  private static void assertRefused(ThrowingCallable call, RejectionReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TokenRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static TokenDraft entra(String tenant) {
    return TokenMint.issuedBy(MICROSOFT + tenant + "/v2.0")
        .withKey(ENTRA)
        .withAudience(CLIENT_ID)
        .accessToken()
        .claim("tid", tenant);
  }

  private static TokenDraft realm(String name, TestKey key) {
    return TokenMint.issuedBy("https://id.example.com/realms/" + name)
        .withKey(key)
        .withAudience("orders-api")
        .accessToken();
  }

  private static String metadata(String issuer, String keys) {
    return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
  }

  private HttpTransport documents() {
    return call -> {
      String document = documents.get(call.uri().toString());
      return new HttpReply(
          document == null ? 404 : 200,
          Headers.of("Content-Type", "application/json"),
          (document == null ? "" : document).getBytes(StandardCharsets.UTF_8));
    };
  }
}
