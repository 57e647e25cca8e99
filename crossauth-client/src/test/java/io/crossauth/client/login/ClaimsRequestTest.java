package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The claims that a login asks for one by one")
class ClaimsRequestTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  void are_written_as_json() {
    ClaimsRequest claims =
        ClaimsRequest.none()
            .idToken("email", "locale")
            .essentialInIdToken("auth_time")
            .essentialInIdToken("acr", "gold", "silver")
            .userInfo("picture")
            .essentialInUserInfo("sub", "alice");

    AuthorizationRequest request =
        client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").withClaims(claims));

    assertThat(Wire.query(request.uri()).get("claims"))
        .isEqualTo(
            "{\"userinfo\":{\"picture\":null,\"sub\":{\"essential\":true,\"value\":\"alice\"}},"
                + "\"id_token\":{\"email\":null,\"locale\":null,"
                + "\"auth_time\":{\"essential\":true},"
                + "\"acr\":{\"essential\":true,\"values\":[\"gold\",\"silver\"]}}}");
    assertThat(Wire.query(request.uri())).doesNotContainKeys("max_age", "acr_values");
  }

  @Test
  void do_not_change_when_more_are_asked_for() {
    ClaimsRequest few = ClaimsRequest.none().idToken("email");
    few.idToken("locale").userInfo("picture");

    assertThat(few).hasToString("ClaimsRequest{\"id_token\":{\"email\":null}}");
    assertThat(ClaimsRequest.none()).hasToString("ClaimsRequest{}");
  }

  @Test
  void have_names() {
    assertThatIllegalArgumentException().isThrownBy(() -> ClaimsRequest.none().idToken(" "));
  }

  @Test
  @DisplayName("I12 are checked when the user must have logged in strongly")
  void are_checked_for_acr() {
    LoginOptions strong = with(ClaimsRequest.none().essentialInIdToken("acr", "gold", "silver"));

    assertThat(scene.login(client, strong, t -> t.claim("acr", "silver")).idToken()).isPresent();
    rejected(strong, t -> t.claim("acr", "bronze"), RejectionReason.WRONG_ACR);
    rejected(strong, t -> t, RejectionReason.MISSING_CLAIM);
  }

  @Test
  @DisplayName("I15 are checked when it must be one user")
  void are_checked_for_sub() {
    LoginOptions alice = with(ClaimsRequest.none().essentialInIdToken("sub", "alice"));

    assertThat(scene.login(client, alice, t -> t).idToken()).isPresent();
    rejected(alice, t -> t.claim("sub", "bob"), RejectionReason.WRONG_SUBJECT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(ClaimsRequest.none().essentialInIdToken("sub", "a", "b")));
  }

  @Test
  @DisplayName("I13 are checked when the time of the login must be there")
  void are_checked_for_auth_time() {
    LoginOptions timed = with(ClaimsRequest.none().essentialInIdToken("auth_time"));

    assertThat(scene.login(client, timed, t -> t.claim("auth_time", 1L)).idToken()).isPresent();
    rejected(timed, t -> t.without("auth_time"), RejectionReason.MISSING_CLAIM);
    assertThat(timed.withMaxAge(Duration.ofMinutes(5)).maxAge()).contains(Duration.ofMinutes(5));
  }

  @Test
  void may_else_be_left_out() {
    LoginOptions email = with(ClaimsRequest.none().essentialInIdToken("email", "a@b.c"));

    assertThat(scene.login(client, email, t -> t).idToken()).isPresent();
  }

  @Test
  void are_still_known_when_the_login_was_sealed() {
    SealingKey key = SealingKey.ephemeral();
    AuthorizationRequest request =
        client.startAuthorizationCodeFlow(
            with(ClaimsRequest.none().essentialInIdToken("sub", "alice")));
    PendingLogin opened = PendingLogin.open(request.pending().seal(key), key);

    assertThat(opened).isEqualTo(request.pending());
    assertThat(opened.subject()).contains("alice");
  }

  private static LoginOptions with(ClaimsRequest claims) {
    return LoginOptions.scopes("openid").withClaims(claims);
  }

  private void rejected(
      LoginOptions options, UnaryOperator<TokenDraft> change, RejectionReason reason) {
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> scene.login(client, options, change))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
