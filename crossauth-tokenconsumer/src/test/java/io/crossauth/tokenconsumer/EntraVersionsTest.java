package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.UNKNOWN_KEY;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_ISSUER;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Microsoft Entra ID: two versions, many tenants, and tokens for Microsoft Graph. */
class EntraVersionsTest {

  private static final String TENANT = "11111111-aaaa-4bbb-8ccc-222222222222";
  private static final String OTHER = "33333333-aaaa-4bbb-8ccc-444444444444";

  private final Checkpoint at = new Checkpoint();

  private OAuthTokenConsumerBuilder consumer(String issuer) {
    return OAuthTokenConsumer.builder(issuer)
        .audience(Checkpoint.API)
        .keys(KeySet.ofJwks(TestKeys.jwks(Checkpoint.keys())))
        .platform(at.time.platform());
  }

  private TokenDraft token(String issuer, String tenant) {
    return at.mint
        .accessToken()
        .claim("iss", issuer.replace("{tenantid}", tenant))
        .claim("tid", tenant);
  }

  private static String issuerOf(String hint) {
    Matcher issuer = Pattern.compile("builder\\(\"([^\"]+)\"\\)").matcher(hint);
    assertThat(issuer.find()).as(hint).isTrue();
    return issuer.group(1);
  }

  @ParameterizedTest(name = "case A18 {1} at a consumer of {0}: a hint that works")
  @CsvSource({
    "https://login.microsoftonline.com/T/v2.0, https://sts.windows.net/T/",
    "https://login.microsoftonline.us/T/v2.0, https://sts.windows.net/T/",
    "https://login.partner.microsoftonline.cn/T/v2.0, https://sts.chinacloudapi.cn/T/",
    "https://login.microsoftonline.com/{tenantid}/v2.0, https://sts.windows.net/T/",
    "https://sts.windows.net/T/, https://login.microsoftonline.com/T/v2.0",
    "https://sts.windows.net/{tenantid}/, https://login.microsoftonline.com/T/v2.0"
  })
  void otherVersion(String expected, String found) {
    String required = expected.replace("/T/", "/" + TENANT + "/");
    TokenDraft draft = token(found.replace("/T/", "/" + TENANT + "/"), TENANT);

    TokenRejectedException refusal =
        refuses(consumer(required), TokenType.ACCESS, WRONG_ISSUER, draft.compact());
    assertThat(refusal.claim()).contains("iss");
    String hint = refusal.hint().orElseThrow();

    consumer(issuerOf(hint)).build().verify(draft.compact(), TokenType.ACCESS);
    // A resource server of several issuers says the same.
    OAuthResourceServer several =
        OAuthResourceServer.builder(
                consumer(required).build(), consumer("https://id.example.com").build())
            .build();
    assertThatThrownBy(() -> several.verify(draft.compact()))
        .isInstanceOfSatisfying(
            TokenRejectedException.class, e -> assertThat(e.hint()).contains(hint));
  }

  @ParameterizedTest(name = "case A18 {0} is no other version of this tenant''s issuer")
  @ValueSource(
      strings = {
        "https://sts.windows.net/" + OTHER + "/",
        "https://sts.windows.net.evil.example/" + TENANT + "/",
        "http://sts.windows.net/" + TENANT + "/",
        "https://sts.windows.net/" + TENANT,
        "https://sts.windows.net/" + TENANT + "/v2.0"
      })
  void noHint(String found) {
    TokenRejectedException refusal =
        refuses(
            consumer("https://login.microsoftonline.com/" + TENANT + "/v2.0"),
            TokenType.ACCESS,
            WRONG_ISSUER,
            token(found, TENANT).compact());
    assertThat(refusal.hint().orElse("")).doesNotContain("builder(");
  }

  @Test
  @DisplayName("case A18 version 1.0 of one tenant by discovery, as the hint says")
  void firstVersionByDiscovery() {
    String issuer = "https://sts.windows.net/" + TENANT + "/";
    try (ScriptedTransport transport = new ScriptedTransport()) {
      transport.json(
          200,
          "{\"issuer\":\""
              + issuer
              + "\",\"jwks_uri\":\"https://login.microsoftonline.com/keys\"}");
      transport.json(200, jwks(issuer));
      OAuthTokenConsumer consumer =
          OAuthTokenConsumer.builder(issuer)
              .audience(Checkpoint.API)
              .transport(transport)
              .platform(at.time.platform())
              .build();
      consumer.verify(token(issuer, TENANT).compact(), TokenType.ACCESS);
      assertThat(transport.calls().get(0).uri())
          .isEqualTo(URI.create(issuer + ".well-known/openid-configuration"));
    }
  }

  private static String jwks(String keyIssuer) {
    Map<String, Object> jwk = TestKeys.rsa().publicJwk();
    jwk.put("issuer", keyIssuer);
    return io.crossauth.internal.json.Json.write(Map.of("keys", List.of(jwk)));
  }

  @ParameterizedTest(name = "case A18 several tenants at {0}: those named, and no others")
  @ValueSource(
      strings = {
        "https://login.microsoftonline.com/{tenantid}/v2.0",
        "https://sts.windows.net/{tenantid}/"
      })
  void tenants(String issuer) {
    OAuthTokenConsumerBuilder named =
        consumer(issuer).keys(KeySet.ofJwks(jwks(issuer))).tenants(TENANT, "one-more");
    named.build().verify(token(issuer, TENANT).compact(), TokenType.ACCESS);
    named.build().verify(token(issuer, "one-more").compact(), TokenType.ACCESS);
    TokenRejectedException refusal =
        refuses(named, TokenType.ACCESS, WRONG_ISSUER, token(issuer, OTHER).compact());
    assertThat(refusal.hint().orElseThrow()).contains("tenants(..)");
    named.tenants(OTHER).build().verify(token(issuer, OTHER).compact(), TokenType.ACCESS);
    // iss and tid are of one tenant.
    refuses(
        named, TokenType.ACCESS, WRONG_ISSUER, token(issuer, TENANT).claim("tid", OTHER).compact());
  }

  @ParameterizedTest(
      name = "case A18 the issuer of the key is {0}: a token of the tenant passes: {1}")
  @CsvSource({
    "https://login.microsoftonline.com/{tenantid}/v2.0, true",
    "https://login.microsoftonline.com/11111111-aaaa-4bbb-8ccc-222222222222/v2.0, true",
    "https://login.microsoftonline.com/33333333-aaaa-4bbb-8ccc-444444444444/v2.0, false",
    "https://sts.windows.net/{tenantid}/, false",
    "https://login.microsoftonline.com/{tenantid}/v1.0, false"
  })
  void issuerOfTheKey(String keyIssuer, boolean passes) {
    String issuer = "https://login.microsoftonline.com/{tenantid}/v2.0";
    String token = token(issuer, TENANT).compact();
    for (String configured : List.of(issuer, issuer.replace("{tenantid}", TENANT))) {
      OAuthTokenConsumerBuilder builder = consumer(configured).keys(KeySet.ofJwks(jwks(keyIssuer)));
      if (passes) {
        builder.build().verify(token, TokenType.ACCESS);
      } else {
        refuses(builder, TokenType.ACCESS, WRONG_ISSUER, token);
      }
    }
  }

  @ParameterizedTest(name = "case A18 a nonce in the header, {0}: the hint says it is Graph''s")
  @ValueSource(strings = {"a signature that does not fit", "a key that is not here"})
  void graphBySignature(String what) {
    TestKey stranger = TestKeys.rsa("stranger");
    boolean known = what.startsWith("a signature");
    TokenDraft draft =
        at.mint
            .accessToken()
            .header("nonce", "hashed-before-it-was-signed")
            .signedWith(known ? stranger.withKid(TestKeys.rsa().kid()) : stranger);
    TokenRejectedException refusal = at.refusesAccess(known ? BAD_SIGNATURE : UNKNOWN_KEY, draft);
    assertThat(refusal.hint().orElseThrow()).contains("not for this API");
    // Any other bad signature is not explained away.
    TokenRejectedException plain =
        at.refusesAccess(
            BAD_SIGNATURE,
            at.mint.accessToken().signedWith(stranger.withKid(TestKeys.rsa().kid())));
    assertThat(plain.hint()).isEmpty();
  }

  @ParameterizedTest(name = "case A18 the audience {0}: the hint says it is Graph''s")
  @ValueSource(strings = {"https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"})
  void graphByAudience(String audience) {
    TokenRejectedException refusal =
        at.refusesAccess(WRONG_AUDIENCE, at.mint.accessToken().claim("aud", audience));
    assertThat(refusal.hint().orElseThrow()).contains("not for this API");
  }

  @Test
  @DisplayName("case A18 a nonce in the header of a good token changes nothing")
  void nonceInAGoodToken() {
    at.access(at.mint.accessToken().header("nonce", "n"));
  }
}
