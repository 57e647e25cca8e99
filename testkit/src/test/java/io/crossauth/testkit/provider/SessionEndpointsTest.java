package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.provider.Calls.Answer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionEndpointsTest {

  private final InProcessProvider provider = InProcessProvider.start();
  private final Calls calls = new Calls(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void userinfoTellsWhoTheTokenIsAbout() throws Exception {
    Answer tokens = tokens("openid");
    String subject = SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getSubject();

    Answer byGet = userinfo(tokens);
    Answer byForm =
        calls.post(Endpoint.USERINFO, Map.of("access_token", tokens.text("access_token")));
    assertThat(byGet.json())
        .containsEntry("sub", subject)
        .containsEntry("email", "alice@example.test");
    assertThat(byForm.json()).isEqualTo(byGet.json());
    assertThat(provider.eventCounts()).containsEntry("USER_INFO_REQUEST", 2L);
  }

  @Test
  void userinfoChallengesWhoHasNoGoodToken() throws Exception {
    Answer none = calls.get(provider.uri(Endpoint.USERINFO));
    Answer notOpenid = userinfo(tokens("email"));

    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
    assertThat(notOpenid.status()).isEqualTo(403);
    assertThat(notOpenid.header("WWW-Authenticate").orElseThrow()).contains("insufficient_scope");
  }

  @Test
  void userinfoIsSignedForTheClientsOfAnAlgorithm() throws Exception {
    Answer tokens = calls.password("crossauth-es256", TestUsers.ALICE, "openid");
    Answer signed = userinfo(tokens);

    assertThat(signed.header("Content-Type")).contains("application/jwt");
    SignedJWT jwt = SignedJWT.parse(signed.response().body());
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("crossauth-es256");
  }

  @Test
  void introspectionTellsWhatATokenIsWorth() throws Exception {
    Answer tokens = tokens("openid email");

    assertThat(introspect(tokens.text("access_token")).json())
        .containsEntry("active", true)
        .containsEntry("scope", "openid email")
        .containsEntry("username", "alice");
    assertThat(introspect(tokens.text("refresh_token")).json()).containsEntry("active", true);
    assertThat(introspect("rubbish").json()).isEqualTo(Map.of("active", false));
  }

  @Test
  void revocationTakesATokenBack() throws Exception {
    Answer one = tokens("openid");
    Answer two = tokens("openid");

    assertThat(revoke(one.text("access_token")).status()).isEqualTo(200);
    assertThat(userinfo(one).status()).isEqualTo(401);
    assertThat(introspect(one.text("refresh_token")).json()).containsEntry("active", true);

    revoke(two.text("refresh_token"));
    assertThat(userinfo(two).status()).isEqualTo(401);
    assertThat(introspect(two.text("refresh_token")).json()).containsEntry("active", false);
    assertThat(revoke("rubbish").status()).isEqualTo(200);
  }

  @Test
  void bothAreForClientsThatProveThemselves() throws Exception {
    Answer tokens = calls.password(TestClients.PASSWORD, TestUsers.ALICE, "openid");

    assertThat(
            calls
                .post(
                    Endpoint.INTROSPECTION, Calls.form("token", "t", "client_id", TestClients.API))
                .error())
        .isEqualTo("invalid_client");
    revoke(tokens.text("access_token"));
    revoke(tokens.text("refresh_token"));
    assertThat(introspect(tokens.text("access_token")).json()).containsEntry("active", true);
    assertThat(introspect(tokens.text("refresh_token")).json()).containsEntry("active", true);
  }

  @Test
  void endSessionEndsTheLogin() throws Exception {
    Answer tokens = tokens("openid");
    URI logout =
        URI.create(
            provider.uri(Endpoint.END_SESSION)
                + "?"
                + Form.format(
                    Calls.form(
                        "id_token_hint",
                        tokens.text("id_token"),
                        "post_logout_redirect_uri",
                        "http://127.0.0.1:9/bye",
                        "state",
                        "s")));

    assertThat(calls.get(logout).header("Location")).contains("http://127.0.0.1:9/bye?state=s");
    assertThat(userinfo(tokens).status()).isEqualTo(401);
    assertThat(provider.eventCounts()).containsEntry("LOGOUT", 1L);
  }

  private Answer tokens(String scope) throws Exception {
    return calls.password(TestClients.CONFIDENTIAL, TestUsers.ALICE, scope);
  }

  private Answer userinfo(Answer tokens) throws Exception {
    return calls.get(
        provider.uri(Endpoint.USERINFO), "Authorization", "Bearer " + tokens.text("access_token"));
  }

  private Answer introspect(String token) throws Exception {
    return calls.post(
        Endpoint.INTROSPECTION,
        Calls.form(
            "token", token, "client_id", TestClients.API, "client_secret", TestClients.SECRET));
  }

  private Answer revoke(String token) throws Exception {
    return calls.post(
        Endpoint.REVOCATION,
        Calls.form(
            "token",
            token,
            "client_id",
            TestClients.CONFIDENTIAL,
            "client_secret",
            TestClients.SECRET));
  }
}
