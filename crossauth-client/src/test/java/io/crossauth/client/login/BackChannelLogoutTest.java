package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Form;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the token itself: LogoutTokenTest of the token consumer. */
@DisplayName("A logout that the provider brings itself")
class BackChannelLogoutTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void nobody_is_called() {
    scene.close();
  }

  @Test
  void tells_who_is_logged_out() {
    BackChannelLogout logout = client.logout().backChannel(body(scene.mint.logoutToken()));

    assertThat(logout)
        .isEqualTo(
            new BackChannelLogout(
                Metadata.ISSUER,
                Optional.of("alice"),
                Optional.of("session-1"),
                logout.issuedAt()));
  }

  @Test
  void ends_the_login_that_it_names() {
    BackChannelLogout logout = client.logout().backChannel(body(scene.mint.logoutToken()));

    assertThat(logout.ends(idToken("alice", "session-1"))).isTrue();
    assertThat(logout.ends(idToken("alice", "session-2"))).isFalse();
    assertThat(logout.ends(idToken("bob", "session-1"))).isFalse();
  }

  @Test
  void of_a_user_ends_all_logins_of_that_user() {
    BackChannelLogout logout =
        client.logout().backChannel(body(scene.mint.logoutToken().without("sid")));

    assertThat(logout.ends(idToken("alice", "session-1"))).isTrue();
    assertThat(logout.ends(idToken("alice", "session-2"))).isTrue();
    assertThat(logout.ends(idToken("bob", "session-1"))).isFalse();
  }

  @Test
  void of_a_session_ends_it_whoever_it_is() {
    BackChannelLogout logout =
        client.logout().backChannel(body(scene.mint.logoutToken().without("sub")));

    assertThat(logout.ends(idToken("bob", "session-1"))).isTrue();
    assertThat(logout.ends(idToken("bob", "session-2"))).isFalse();
  }

  @Test
  void is_told_once() {
    Form body = body(scene.mint.logoutToken());
    client.logout().backChannel(body);

    rejected(body, RejectionReason.REPLAYED);
  }

  @Test
  @DisplayName("J12 is no ID token, and an ID token is none")
  void is_no_id_token() {
    rejected(body(scene.mint.idToken()), RejectionReason.WRONG_TYPE);
    rejected(body(scene.mint.idToken().claim("nonce", "n")), RejectionReason.WRONG_TYPE);
    assertThat(client.idTokenAuthorized(Secret.of(scene.mint.logoutToken().compact()))).isEmpty();
  }

  @Test
  @DisplayName("S-34: is refused when it is for another client of the provider")
  void is_refused_when_it_is_for_another_client() {
    rejected(body(scene.mint.withClientId("other").logoutToken()), RejectionReason.WRONG_AUDIENCE);
  }

  @Test
  void is_refused_when_there_is_not_one_token() {
    String token = scene.mint.logoutToken().compact();
    for (Form body :
        new Form[] {
          Form.empty(),
          Form.of("token", token),
          Form.of("logout_token", token).plus("logout_token", token)
        }) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.logout().backChannel(body))
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.back_channel_logout"))
          .withMessageNotContaining(token);
    }
    rejected(Form.of("logout_token", ""), RejectionReason.MALFORMED);
  }

  @Test
  void is_not_for_a_provider_without_an_issuer() {
    OAuthClient plain =
        OAuthClient.builder(Metadata.withoutIssuer())
            .clientId("web")
            .transport(scene.transport)
            .build();

    assertThatIllegalStateException()
        .isThrownBy(() -> plain.logout().backChannel(body(scene.mint.logoutToken())));
  }

  private VerifiedToken idToken(String subject, String session) {
    return client.validateIdToken(
        Secret.of(scene.mint.withSubject(subject).idToken().claim("sid", session).compact()));
  }

  private void rejected(Form body, RejectionReason reason) {
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> client.logout().backChannel(body))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static Form body(TokenDraft token) {
    return Form.of("logout_token", token.compact());
  }
}
