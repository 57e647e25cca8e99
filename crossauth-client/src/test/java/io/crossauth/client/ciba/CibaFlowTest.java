package io.crossauth.client.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CIBA polled, at a provider that checks what it is sent, over real sockets. */
@DisplayName("A login on the user's device, polled,")
class CibaFlowTest {

  private static final String CLAIM = "urn:openid:params:jwt:claim:auth_req_id";

  private final CibaScene scene = new CibaScene();

  @AfterEach
  void close() {
    Thread.interrupted();
    scene.close();
  }

  private CibaFlow flow() {
    return scene.polled().ciba();
  }

  @Nested
  @DisplayName("asks with a request that")
  class Asking {

    @Test
    void has_the_hint_the_scope_openid_and_all_that_the_program_says() {
      CibaAcknowledgement request =
          flow()
              .start(
                  CibaScene.alice()
                      .withScopes("email", "profile")
                      .withBindingMessage("W4SCT")
                      .withRequestedExpiry(Duration.ofSeconds(90))
                      .withAcrValues("1", "2")
                      .with("ui_locales", "en"));

      assertThat(scene.asked().form())
          .containsAllEntriesOf(
              Map.of(
                  "scope", List.of("openid email profile"),
                  "login_hint", List.of("alice"),
                  "binding_message", List.of("W4SCT"),
                  "requested_expiry", List.of("90"),
                  "acr_values", List.of("1 2"),
                  "ui_locales", List.of("en")))
          .doesNotContainKeys("client_notification_token", "request");
      assertThat(request.expiresIn()).isEqualTo(Duration.ofSeconds(90));
      assertThat(request.interval()).isEqualTo(Duration.ofSeconds(5));
      assertThat(request.scopes()).containsExactly("openid", "email", "profile");
      assertThat(request.toString()).doesNotContain(request.authReqId().reveal());
    }

    @Test
    void may_name_the_user_by_a_token() {
      scene.answers(Answer.APPROVE);

      OAuthTokenResponse tokens = login(CibaRequest.loginHintToken(Secret.of("alice")));

      assertThat(tokens.idPayload()).containsEntry("preferred_username", "alice");
    }

    @Test
    void may_name_the_user_of_an_earlier_login_who_must_be_the_one_that_comes() {
      scene.answers(Answer.APPROVE);
      VerifiedToken earlier = login(CibaScene.alice()).idToken().orElseThrow();

      CibaRequest again = CibaRequest.idTokenHint(earlier.token(), earlier.requireSubject());

      assertThat(login(again).idToken().orElseThrow().requireSubject())
          .isEqualTo(earlier.requireSubject());
      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> login(CibaRequest.idTokenHint(earlier.token(), "somebody-else")));
    }

    @Test
    void carries_the_code_that_the_user_knows() {
      scene.devices.answer(TestUsers.MFA, Answer.APPROVE);
      CibaRequest mfa = CibaRequest.loginHint(TestUsers.MFA);

      assertThat(login(mfa.withUserCode(Secret.of("mfa-password"))).idToken()).isPresent();
      assertThat(refusal(() -> flow().start(mfa))).isEqualTo("missing_user_code");
      assertThat(refusal(() -> flow().start(mfa.withUserCode(Secret.of("wrong-user-code")))))
          .isEqualTo("invalid_user_code");
    }

    @Test
    @DisplayName("F-17: asks for details, and is told what was granted; a bad shape is not sent")
    void asks_for_details() {
      scene.answers(Answer.APPROVE);
      AuthorizationDetails payment =
          AuthorizationDetails.of(AuthorizationDetail.of("payment").with("amount", "12.00"));

      OAuthTokenResponse tokens = login(CibaScene.alice().withAuthorizationDetails(payment));

      assertThat(tokens.authorizationDetails().list())
          .extracting(AuthorizationDetail::type)
          .containsExactly("payment");
      int before = scene.provider.count(Endpoint.BACKCHANNEL_AUTHENTICATION);
      assertThatThrownBy(
              () ->
                  flow()
                      .start(
                          CibaScene.alice()
                              .withAuthorizationDetails(
                                  AuthorizationDetails.of(AuthorizationDetail.of("unknown")))))
          .isInstanceOf(ConfigurationException.class);
      assertThatThrownBy(
              () -> flow().start(CibaScene.alice().with("authorization_details", "{\"x\":1}")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(scene.provider.count(Endpoint.BACKCHANNEL_AUTHENTICATION)).isEqualTo(before);
    }

    @ParameterizedTest(name = "F-15: {0} of the answer to it cannot do without")
    @ValueSource(strings = {"auth_req_id", "expires_in"})
    void needs_both_members(String member) {
      scene.provider.faults().at(Endpoint.BACKCHANNEL_AUTHENTICATION).withoutMember(member);

      InvalidResponseException refused =
          catchThrowableOfType(
              InvalidResponseException.class, () -> flow().start(CibaScene.alice()));

      assertThat(refused.code()).isEqualTo("response.missing_member");
      assertThat(refused).hasMessageContaining(member);
    }

    @ParameterizedTest(name = "F-15: {0} of {1} is refused")
    @CsvSource({"auth_req_id, 7", "expires_in, -1", "expires_in, 0", "interval, -5"})
    void needs_members_of_their_types(String member, int value) {
      scene.provider.faults().at(Endpoint.BACKCHANNEL_AUTHENTICATION).member(member, value);

      InvalidResponseException refused =
          catchThrowableOfType(
              InvalidResponseException.class, () -> flow().start(CibaScene.alice()));

      assertThat(refused.code()).isEqualTo("response.wrong_type");
      assertThat(refused).hasMessageContaining(member);
    }

    @ParameterizedTest(name = "F-15: {0} ends the login at the start")
    @ValueSource(
        strings = {
          "unknown_user_id",
          "invalid_binding_message",
          "missing_user_code",
          "invalid_user_code",
          "expired_login_hint_token",
          "access_denied",
          "invalid_request"
        })
    void hears_of_a_refusal(String error) {
      scene.provider.faults().at(Endpoint.BACKCHANNEL_AUTHENTICATION).error(400, error);

      assertThat(refusal(() -> flow().start(CibaScene.alice()))).isEqualTo(error);
    }

    @Test
    void is_refused_by_the_true_provider_for_what_is_wrong_with_it() {
      assertThat(refusal(() -> flow().start(CibaRequest.loginHint("nobody"))))
          .isEqualTo("unknown_user_id");
      assertThat(refusal(() -> flow().start(CibaRequest.loginHintToken(Secret.of("expired")))))
          .isEqualTo("expired_login_hint_token");
      assertThat(refusal(() -> flow().start(CibaScene.alice().withBindingMessage("x".repeat(51)))))
          .isEqualTo("invalid_binding_message");
    }

    @Test
    void is_not_sent_to_a_server_that_only_pushes() {
      scene
          .provider
          .faults()
          .at(Endpoint.DISCOVERY)
          .member("backchannel_token_delivery_modes_supported", List.of("push"));

      ConfigurationException refused =
          catchThrowableOfType(ConfigurationException.class, () -> flow().start(CibaScene.alice()));

      assertThat(refused.code()).isEqualTo("config.ciba_delivery_mode");
      assertThat(refused).hasMessageContaining("Push is not offered").hasMessageContaining("poll");
      assertThat(scene.provider.count(Endpoint.BACKCHANNEL_AUTHENTICATION)).isZero();
    }

    @Test
    void goes_nowhere_at_a_server_without_the_endpoint() {
      scene
          .provider
          .faults()
          .at(Endpoint.DISCOVERY)
          .withoutMember("backchannel_authentication_endpoint");

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> flow().start(CibaScene.alice()))
          .withMessageContaining("backchannel_authentication_endpoint");
    }
  }

  @Nested
  @DisplayName("signed,")
  class Signed {

    @Test
    void has_one_parameter_beside_client_authentication_and_the_claims_of_the_specification() {
      scene.answers(Answer.APPROVE);
      CibaFlow flow = scene.builder(CibaScene.ES256, scene.time.platform()).build().ciba();

      OAuthTokenResponse tokens =
          flow.signed().await(flow.signed().start(CibaScene.alice().withBindingMessage("W4SCT")));

      assertThat(tokens.idToken()).isPresent();
      assertThat(scene.asked().form().keySet())
          .containsExactlyInAnyOrder(
              "request", "client_id", "client_assertion", "client_assertion_type");
      Map<String, Object> claims = part(scene.sent("request"), 1);
      long now = scene.time.instant().getEpochSecond() - 5;
      assertThat(claims)
          .containsEntry("iss", CibaScene.ES256)
          .containsEntry("aud", scene.provider.issuer().toString())
          .containsEntry("iat", now)
          .containsEntry("nbf", now)
          .containsEntry("exp", now + 60)
          .containsEntry("scope", "openid")
          .containsEntry("login_hint", "alice")
          .containsEntry("binding_message", "W4SCT")
          .containsKey("jti")
          .doesNotContainKeys("sub", "client_id");
    }

    @Test
    void is_another_request_each_time() {
      CibaFlow flow = scene.builder(CibaScene.ES256, scene.time.platform()).build().ciba().signed();

      flow.start(CibaScene.alice());
      Object first = part(scene.sent("request"), 1).get("jti");
      flow.start(CibaScene.alice());

      assertThat(part(scene.sent("request"), 1)).doesNotContainEntry("jti", first);
    }

    @Test
    void needs_a_key() {
      assertThat(code(() -> flow().signed().start(CibaScene.alice())))
          .isEqualTo("config.no_request_key");
    }

    @Test
    void is_signed_by_an_algorithm_that_the_server_lists() {
      scene
          .provider
          .faults()
          .at(Endpoint.DISCOVERY)
          .member(
              MetadataField.BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG_VALUES_SUPPORTED.name(),
              List.of("PS256"));
      OAuthClient client = scene.builder(CibaScene.ES256, scene.time.platform()).build();

      assertThat(code(() -> client.ciba().signed().start(CibaScene.alice())))
          .isEqualTo("config.request_algorithm");
    }

    @Test
    void is_never_signed_by_a_secret_that_the_server_has_too() {
      scene
          .provider
          .faults()
          .at(Endpoint.DISCOVERY)
          .withoutMember(
              MetadataField.BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG_VALUES_SUPPORTED.name());
      OAuthClientBuilder builder = scene.builder(TestClients.CIBA_POLL, scene.time.platform());
      OAuthClient client =
          builder.signedRequests(JwtSigner.ofSecret(Secret.of("s".repeat(64)))).build();

      assertThat(code(() -> client.ciba().signed().start(CibaScene.alice())))
          .isEqualTo("config.request_algorithm");
    }
  }

  @Nested
  @DisplayName("is waited for")
  class Waiting {

    @Test
    @DisplayName("F-15: first the interval, then the poll; the ID token is checked")
    void first_the_interval() {
      scene.answersIn(12, Answer.APPROVE);

      OAuthTokenResponse tokens = login(CibaScene.alice().withScopes("email"));

      assertThat(scene.waits()).containsExactly(5L, 5L, 5L);
      assertThat(scene.polls()).isEqualTo(3);
      assertThat(tokens.idToken().orElseThrow().claims())
          .containsEntry("preferred_username", "alice");
      assertThat(tokens.scopes()).containsExactlyInAnyOrder("openid", "email");
      assertThat(tokens.refreshToken()).isPresent();
    }

    @Test
    @DisplayName("F-15: slow_down adds five seconds for good")
    void slow_down() {
      scene.provider.faults().slowDown(1);
      scene.answersIn(30, Answer.APPROVE);

      login(CibaScene.alice());

      assertThat(scene.waits()).containsExactly(5L, 10L, 10L, 10L);
    }

    @Test
    @DisplayName("F-15: Retry-After is obeyed, once")
    void retry_after() {
      scene
          .provider
          .faults()
          .at(Endpoint.TOKEN)
          .next(1)
          .edit(reply -> reply.header("Retry-After", "17"));
      scene.answersIn(20, Answer.APPROVE);

      login(CibaScene.alice());

      assertThat(scene.waits()).containsExactly(5L, 17L);
    }

    @Test
    @DisplayName("F-15: a server that is busy is asked again, when it says")
    void busy() {
      scene.provider.faults().at(Endpoint.TOKEN).next(1).answer(Reply.unavailable("9"));
      scene.answers(Answer.APPROVE);

      login(CibaScene.alice());

      assertThat(scene.waits()).hasSize(2).startsWith(5L).allMatch(wait -> wait >= 5);
      assertThat(scene.waits().get(1)).isGreaterThanOrEqualTo(9);
    }

    @Test
    @DisplayName("F-15: at most as long as the request lives")
    void until_it_is_over() {
      CibaAcknowledgement request =
          flow().start(CibaScene.alice().withRequestedExpiry(Duration.ofSeconds(12)));

      LoginTimeoutException over =
          catchThrowableOfType(LoginTimeoutException.class, () -> flow().await(request));

      assertThat(over.code()).isEqualTo("ciba.expired");
      assertThat(scene.waits()).containsExactly(5L, 5L, 2L);
      assertThat(scene.polls()).isEqualTo(2);
    }

    @Test
    @DisplayName("F-15: a denial is the end")
    void until_the_user_says_no() {
      scene.answersIn(7, Answer.DENY);

      assertThat(refusal(() -> login(CibaScene.alice()))).isEqualTo("access_denied");
      assertThat(scene.polls()).isEqualTo(2);
    }

    @ParameterizedTest(name = "F-15: {0} is the end")
    @ValueSource(
        strings = {
          "access_denied",
          "expired_token",
          "invalid_grant",
          "invalid_request",
          "transaction_failed",
          "unauthorized_client"
        })
    void until_a_final_error(String error) {
      scene.provider.faults().at(Endpoint.TOKEN).error(400, error);

      assertThat(refusal(() -> login(CibaScene.alice()))).isEqualTo(error);
      assertThat(scene.polls()).isEqualTo(1);
    }

    @Test
    void and_an_interrupt_ends_it() {
      CibaAcknowledgement request = flow().start(CibaScene.alice());
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(InterruptedCallException.class)
          .isThrownBy(() -> flow().await(request));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(scene.polls()).isZero();
    }

    @Test
    void five_seconds_where_the_server_names_no_interval_and_one_where_it_says_none() {
      scene.provider.faults().at(Endpoint.BACKCHANNEL_AUTHENTICATION).withoutMember("interval");
      assertThat(flow().start(CibaScene.alice()).interval()).isEqualTo(Duration.ofSeconds(5));

      scene.provider.faults().clear();
      scene.provider.faults().at(Endpoint.BACKCHANNEL_AUTHENTICATION).member("interval", 0);
      assertThat(flow().start(CibaScene.alice()).interval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void by_single_polls() {
      CibaAcknowledgement request = flow().start(CibaScene.alice());

      assertThat(flow().poll(request)).isInstanceOf(PollAnswer.Pending.class);
      assertThat(flow().poll(request)).isInstanceOf(PollAnswer.SlowDown.class);
      scene.answers(Answer.APPROVE);
      scene.time.advance(Duration.ofSeconds(10));
      assertThat(flow().poll(request)).isInstanceOf(PollAnswer.Done.class);
    }

    @Test
    void without_holding_a_thread() {
      scene.answersIn(7, Answer.APPROVE);

      CompletableFuture<OAuthTokenResponse> login =
          flow().awaitAsync(flow().start(CibaScene.alice()));

      assertThat(scene.time.waits()).isEmpty();
      scene.time.advance(Duration.ofSeconds(9));
      assertThat(login).isNotDone();
      scene.time.advance(Duration.ofSeconds(1));
      assertThat(login).isCompletedWithValueMatching(tokens -> tokens.idToken().isPresent());
    }

    @Test
    void and_its_future_fails_when_the_request_is_over_and_stops_when_it_is_cancelled() {
      CompletableFuture<OAuthTokenResponse> over =
          flow()
              .awaitAsync(
                  flow().start(CibaScene.alice().withRequestedExpiry(Duration.ofSeconds(3))));
      CompletableFuture<OAuthTokenResponse> dropped =
          flow().awaitAsync(flow().start(CibaScene.alice()));

      dropped.cancel(true);
      scene.time.advance(Duration.ofMinutes(3));

      assertThatThrownBy(over::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(LoginTimeoutException.class);
      assertThat(scene.polls()).isZero();
      assertThat(scene.time.plannedWork()).isZero();
    }
  }

  @Nested
  @DisplayName("gives tokens only if")
  class Tokens {

    @Test
    @DisplayName("F-15: there is an ID token")
    void there_is_an_id_token() {
      scene.answers(Answer.APPROVE);
      scene.provider.faults().withoutIdToken();

      assertThat(code(() -> login(CibaScene.alice()))).isEqualTo("response.missing_member");
    }

    @Test
    @DisplayName("F-15: the ID token is for this client")
    void the_id_token_is_good() {
      scene.answers(Answer.APPROVE);
      scene.provider.faults().idToken(draft -> draft.claim("aud", "somebody-else"));

      assertThat(code(() -> login(CibaScene.alice()))).isEqualTo("token.wrong_audience");
    }

    @Test
    @DisplayName("F-15: the ID token, where it names a request, names this one")
    void the_id_token_is_of_this_request() {
      scene.answers(Answer.APPROVE);
      scene.provider.faults().idToken(draft -> draft.claim(CLAIM, "another-request"));

      assertThat(code(() -> login(CibaScene.alice()))).isEqualTo("response.auth_req_id");
    }

    @Test
    void the_id_token_may_name_this_request() {
      scene.answers(Answer.APPROVE);
      CibaAcknowledgement request = flow().start(CibaScene.alice());
      scene.provider.faults().idToken(draft -> draft.claim(CLAIM, request.authReqId().reveal()));

      assertThat(flow().await(request).idToken()).isPresent();
    }

    @Test
    void the_user_was_authenticated_as_was_asked() {
      scene.answers(Answer.APPROVE);

      assertThat(login(CibaScene.alice().withAcrValues("1")).idToken()).isPresent();
      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> login(CibaScene.alice().withAcrValues("phishing-resistant")));
    }

    @Test
    void and_what_is_wrong_with_them_says_that_the_request_is_used_up() {
      scene.answers(Answer.APPROVE);
      scene.provider.faults().at(Endpoint.JWKS).answer(Reply.unavailable("1"));

      assertThatThrownBy(() -> login(CibaScene.alice()))
          .hasMessageContaining("begin a new one")
          .matches(thrown -> !((CrossauthException) thrown).retryable());
      assertThat(scene.polls()).isEqualTo(1);
    }
  }

  @Test
  void its_refresh_token_is_good() {
    scene.answers(Answer.APPROVE);
    OAuthClient client = scene.polled();
    OAuthTokenResponse tokens = client.ciba().await(client.ciba().start(CibaScene.alice()));

    assertThat(client.refreshTokenFlow(tokens).accessToken()).isNotEqualTo(tokens.accessToken());
  }

  @Test
  void a_copy_of_an_acknowledgement_has_the_same_name_and_gives_nothing_away() {
    CibaAcknowledgement one = flow().start(CibaScene.alice());
    CibaAcknowledgement copy =
        new CibaAcknowledgement(
            one.authReqId(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Set.of(),
            List.of(),
            Optional.empty());

    assertThat(copy.id()).isEqualTo(one.id()).hasSize(43);
    assertThat(one.id()).doesNotContain(one.authReqId().reveal());
  }

  private OAuthTokenResponse login(CibaRequest request) {
    CibaFlow flow = flow();
    return flow.await(flow.start(request));
  }

  private static String refusal(Runnable work) {
    return catchThrowableOfType(OAuthErrorException.class, work::run).error();
  }

  private static String code(Runnable work) {
    return catchThrowableOfType(CrossauthException.class, work::run).code();
  }

  private static Map<String, Object> part(String jwt, int index) {
    byte[] bytes = Base64.getUrlDecoder().decode(jwt.split("\\.")[index]);
    return Json.readObject(new String(bytes, StandardCharsets.UTF_8));
  }
}
