package io.crossauth.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.JwtAssertion;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The seams of a call, with a proof and a repetition of the test's own. */
@DisplayName("A call with a proof of possession")
class RepeatedCallTest {

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();
  private final Nonces nonces = new Nonces();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  /** A proof that says all that it saw, with the nonce of the last answer. */
  private static final class Nonces implements ProofOfPossession, RepeatPolicy {

    private final List<String> seen = new ArrayList<>();
    private String nonce = "none";

    @Override
    public Headers prove(String method, URI address, @Nullable Secret accessToken) {
      String token = accessToken == null ? "no token" : accessToken.reveal();
      String proof = method + " " + address + " " + token + " " + nonce + " " + seen.size();
      seen.add(proof);
      return Headers.of("DPoP", proof);
    }

    @Override
    public boolean asksForRepeat(HttpCall sent, HttpReply answer) {
      answer.headers().first("DPoP-Nonce").ifPresent(n -> nonce = n);
      return new String(answer.body(), StandardCharsets.UTF_8).contains("use_dpop_nonce");
    }
  }

  @Test
  void sees_method_address_and_no_token_where_the_client_authenticates_itself() {
    transport.json(200, "{}");

    send(ClientAuthentication.none(), Form.empty());

    assertThat(header(0, "DPoP")).isEqualTo("POST " + Metadata.TOKEN + " no token none 0");
  }

  @Test
  void sees_the_access_token_that_is_presented() {
    transport.json(200, "{\"sub\":\"alice\"}");

    OAuthResponse unused =
        calls(ClientAuthentication.none())
            .send(
                ProviderCall.of(
                    "GET",
                    MetadataField.USERINFO_ENDPOINT,
                    Credential.token("DPoP", Secret.of("at-1"))));

    assertThat(header(0, "Authorization")).isEqualTo("DPoP at-1");
    assertThat(header(0, "DPoP")).isEqualTo("GET " + Metadata.USERINFO + " at-1 none 0");
  }

  @Nested
  @DisplayName("whose answer asks for the same once more")
  class Repeated {

    @Test
    void is_sent_again_with_a_new_proof_and_a_new_client_assertion() {
      transport.then(call -> nonce(call, "n-1"));
      transport.json(200, "{\"ok\":true}");

      OAuthResponse answer =
          send(
              ClientAuthentication.privateKeyJwt(
                  JwtSigner.ofSecret(Secret.of("0123456789abcdef0123456789abcdef"))),
              Form.of("grant_type", "client_credentials"));

      assertThat(answer.orThrow()).containsEntry("ok", true);
      assertThat(header(0, "DPoP")).endsWith("none 0");
      assertThat(header(1, "DPoP")).endsWith("n-1 1");
      assertThat(assertion(0)).isNotEqualTo(assertion(1));
      assertThat(transport.body(1)).startsWith("grant_type=client_credentials&client_id=web");
    }

    @Test
    @DisplayName("F-06: is sent again with a new assertion of its grant")
    void is_sent_again_with_a_new_assertion_of_its_grant() {
      transport.then(call -> nonce(call, "n-1"));
      transport.json(200, Answers.tokens());
      JwtAssertion assertion =
          JwtAssertion.signed(
              JwtSigner.ofSecret(Secret.of("0123456789abcdef0123456789abcdef")),
              "reports",
              "alice",
              Metadata.ISSUER);

      OAuthTokenResponse tokens =
          new TokenEndpoint(calls(ClientAuthentication.none()), null)
              .exchange(
                  Grant.jwtBearer(assertion),
                  TokenRequestOptions.none(),
                  TokenResponseRules.none());

      assertThat(tokens.accessToken().reveal()).isEqualTo("at-1");
      assertThat(Wire.form(transport, 0).get("assertion"))
          .isNotEqualTo(Wire.form(transport, 1).get("assertion"));
      assertThat(header(1, "DPoP")).endsWith("n-1 1");
    }

    @Test
    @DisplayName("F-06: is sent again with the same subject of its exchange")
    void is_sent_again_with_the_same_subject_of_its_exchange() {
      transport.then(call -> nonce(call, "n-1"));
      transport.json(
          200, Answers.tokens().replace("}", ",\"issued_token_type\":\"urn:x:access\"}"));

      OAuthTokenResponse tokens =
          new TokenEndpoint(calls(ClientAuthentication.none()), null)
              .exchange(
                  TokenExchange.ofAccessToken(Secret.of("subject")),
                  TokenRequestOptions.none(),
                  TokenResponseRules.none());

      assertThat(tokens.accessToken().reveal()).isEqualTo("at-1");
      assertThat(Wire.form(transport, 1)).isEqualTo(Wire.form(transport, 0));
      assertThat(header(1, "DPoP")).endsWith("n-1 1");
    }

    @Test
    void is_sent_twice_at_most() {
      transport.then(call -> nonce(call, "n-1"));
      transport.then(call -> nonce(call, "n-2"));

      OAuthResponse answer = send(ClientAuthentication.none(), Form.empty());

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(answer::orThrow)
          .satisfies(e -> assertThat(e.error()).isEqualTo("use_dpop_nonce"));
      assertThat(transport.calls()).hasSize(2);
      assertThat(nonces.nonce).as("the second answer is seen too").isEqualTo("n-2");
    }

    @Test
    void has_one_deadline_for_both() {
      transport.then(
          call -> {
            time.advance(Duration.ofSeconds(3));
            return nonce(call, "n-1");
          });
      transport.json(200, "{}");

      OAuthResponse unused =
          calls(ClientAuthentication.none()).endingWithin(Duration.ofSeconds(5)).send(token());

      assertThat(transport.calls().get(0).timeout()).contains(Duration.ofSeconds(5));
      assertThat(transport.calls().get(1).timeout()).contains(Duration.ofSeconds(2));
    }

    @Test
    void is_not_sent_again_when_the_time_is_over() {
      transport.then(
          call -> {
            time.advance(Duration.ofSeconds(10));
            return nonce(call, "n-1");
          });

      OAuthResponse answer = send(ClientAuthentication.none(), Form.empty());

      assertThat(answer).isInstanceOf(OAuthResponse.Refused.class);
      assertThat(transport.calls()).hasSize(1);
    }

    @Test
    void is_not_sent_again_without_a_policy() {
      transport.then(call -> nonce(call, "n-1"));

      OAuthResponse answer =
          new ProviderCalls(Contexts.publicClient(transport, time)).send(token());

      assertThat(answer).isInstanceOf(OAuthResponse.Refused.class);
    }
  }

  @Test
  void has_an_answer_that_keeps_status_and_headers() {
    transport.then(
        call ->
            new HttpReply(
                201,
                Headers.of("Content-Type", "application/json").plus("DPoP-Nonce", "n-7"),
                "{}".getBytes(StandardCharsets.UTF_8)));
    transport.then(call -> nonce(call, "n-8"));
    ProviderCalls calls = new ProviderCalls(Contexts.publicClient(transport, time));

    OAuthResponse granted = calls.send(token());
    OAuthResponse refused = calls.send(token());

    assertThat(granted.status()).isEqualTo(201);
    assertThat(granted.headers().first("dpop-nonce")).contains("n-7");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.headers().first("dpop-nonce")).contains("n-8");
  }

  @Test
  void goes_to_no_endpoint_that_the_provider_does_not_name() {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(
            () ->
                calls(ClientAuthentication.none())
                    .send(
                        ProviderCall.post(
                            MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT, Form.empty())))
        .withMessageContaining("pushed_authorization_request_endpoint");
  }

  private ProviderCalls calls(ClientAuthentication method) {
    return new ProviderCalls(
        Contexts.context(transport, time, method, Metadata.complete()).withProof(nonces, nonces));
  }

  private OAuthResponse send(ClientAuthentication method, Form form) {
    return calls(method).send(ProviderCall.post(MetadataField.TOKEN_ENDPOINT, form));
  }

  private static ProviderCall token() {
    return ProviderCall.post(MetadataField.TOKEN_ENDPOINT, Form.empty());
  }

  private static HttpReply nonce(HttpCall call, String nonce) {
    assertThat(call.method()).isEqualTo("POST");
    return new HttpReply(
        400,
        Headers.of("Content-Type", "application/json").plus("DPoP-Nonce", nonce),
        "{\"error\":\"use_dpop_nonce\"}".getBytes(StandardCharsets.UTF_8));
  }

  private String header(int call, String name) {
    return transport.calls().get(call).headers().first(name).orElse("");
  }

  private String assertion(int call) {
    return Form.parse(transport.body(call)).first("client_assertion").orElseThrow();
  }
}
