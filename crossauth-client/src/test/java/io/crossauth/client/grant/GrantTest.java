package io.crossauth.client.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.HttpCall;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On the wire, a grant is exactly")
class GrantTest {

  private static final String BASIC = "Basic d2ViOnM=";

  private final ScriptedTransport transport = new ScriptedTransport();

  @AfterEach
  void one_call_was_made() {
    transport.close();
    HttpCall call = transport.calls().get(0);
    assertThat(transport.calls()).hasSize(1);
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.uri()).isEqualTo(URI.create(Metadata.TOKEN));
    assertThat(call.headers().all("Content-Type"))
        .containsExactly("application/x-www-form-urlencoded");
    assertThat(call.headers().all("Authorization")).containsExactly(BASIC);
  }

  @Test
  @DisplayName("fault 2: a code with the redirect URI of its request and its verifier")
  void a_code() {
    assertThat(
            wire(
                Grant.authorizationCode(
                    Secret.of("c/1"),
                    URI.create("https://app.example/cb?a=b"),
                    Secret.of("v".repeat(43)))))
        .isEqualTo(
            "grant_type=authorization_code&code=c%2F1"
                + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fa%3Db&code_verifier="
                + "v".repeat(43));
  }

  @Test
  void the_client_itself() {
    assertThat(wire(Grant.clientCredentials())).isEqualTo("grant_type=client_credentials");
  }

  @Test
  void the_client_itself_with_scopes() {
    assertThat(wire(Grant.clientCredentials(), TokenRequestOptions.scopes("b:write", "a")))
        .isEqualTo("grant_type=client_credentials&scope=b%3Awrite+a");
  }

  @Test
  void a_refresh_token() {
    assertThat(wire(Grant.refreshToken(Secret.of("rt+1"))))
        .isEqualTo("grant_type=refresh_token&refresh_token=rt%2B1");
  }

  @Test
  void a_password() {
    assertThat(wire(Grant.password("älice", Secret.of("p w"))))
        .isEqualTo("grant_type=password&username=%C3%A4lice&password=p+w");
  }

  @Test
  void a_device_code() {
    assertThat(wire(Grant.deviceCode(Secret.of("dc"))))
        .isEqualTo(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=dc");
  }

  @Test
  void a_grant_of_somebody_else_with_more_parameters() {
    Grant exchange =
        new Grant() {
          @Override
          public String type() {
            return "urn:ietf:params:oauth:grant-type:token-exchange";
          }

          @Override
          public io.crossauth.http.Form parameters() {
            return io.crossauth.http.Form.empty().plus("subject_token", Secret.of("st"));
          }
        };

    assertThat(
            wire(
                exchange,
                TokenRequestOptions.none().withResource("https://a").withResource("https://b")))
        .isEqualTo(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
                + "&subject_token=st&resource=https%3A%2F%2Fa&resource=https%3A%2F%2Fb");
  }

  private String wire(Grant grant) {
    return wire(grant, TokenRequestOptions.none());
  }

  private String wire(Grant grant, TokenRequestOptions options) {
    transport.json(200, Answers.tokens());
    new TokenEndpoint(
            new ProviderCalls(
                Contexts.context(
                    transport,
                    FakeTime.create(),
                    ClientAuthentication.clientSecretBasic(Secret.of("s")),
                    Metadata.complete())),
            null)
        .exchange(grant, options, TokenResponseRules.none());
    assertThat(grant.toString()).doesNotContain("p w", "rt+1", "c/1", "vvv");
    return transport.body(0);
  }
}
