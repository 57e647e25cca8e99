package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A callback that is used up")
class UsedUpCallbackTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  @ParameterizedTest(name = "case C9 {0} after the code was sent")
  @EnumSource(names = {"TIMEOUT", "BROKEN", "CONNECT", "DNS", "UNAVAILABLE"})
  void is_not_to_be_tried_again(TransportException.Kind kind) {
    scene.transport.failure(down(kind, Metadata.TOKEN));

    CrossauthException e = failure(client);

    assertThat(e).isInstanceOf(TransportException.class);
    assertThat(e.code()).isEqualTo("transport." + kind.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(e.retryable()).isFalse();
    assertThat(e.getMessage()).contains("begin the login again");
  }

  @ParameterizedTest(name = "case C9 HTTP {0} {1}")
  @CsvSource({
    "503, temporarily_unavailable",
    "429, slow_down",
    "502, server_error",
  })
  void is_not_to_be_tried_again_when_the_server_is_down(int status, String error) {
    scene.transport.json(status, Answers.error(error));

    CrossauthException e = failure(client);

    assertThat(e.code()).isEqualTo("oauth." + error);
    assertThat(e.retryable()).isFalse();
    assertThat(e.getMessage()).contains("begin the login again");
  }

  @ParameterizedTest(name = "case C9 a page with HTTP {0}")
  @ValueSource(ints = {500, 502, 504})
  void is_not_to_be_tried_again_after_a_page(int status) {
    scene.transport.reply(status, "text/html", "<p>");

    assertThat(failure(client).retryable()).isFalse();
  }

  @Test
  @DisplayName("case C9 userinfo that is merged times out after the code was exchanged")
  void is_not_to_be_tried_again_when_userinfo_fails() {
    try (OAuthClient merging = scene.builder().mergeUserInfo().build()) {
      AuthorizationRequest request = merging.startAuthorizationCodeFlow("openid");
      scene
          .transport
          .json(200, Scene.tokens(scene.idToken(request.pending())))
          .failure(down(TransportException.Kind.TIMEOUT, Metadata.USERINFO));

      CrossauthException e =
          catchThrowableOfType(
              CrossauthException.class,
              () -> merging.redirectEndpoint(Scene.response(request.pending()), request.pending()));

      assertThat(e.retryable()).isFalse();
    }
  }

  @Test
  @DisplayName(
      "case C9 what comes of the hint: the same callback is replayed, a new login goes well")
  void the_hint_helps() {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    scene.transport.failure(down(TransportException.Kind.TIMEOUT, Metadata.TOKEN));
    assertThat(
            catchThrowableOfType(
                CrossauthException.class,
                () ->
                    client.redirectEndpoint(Scene.response(request.pending()), request.pending())))
        .isNotNull();

    assertThat(
            catchThrowableOfType(
                    InvalidResponseException.class,
                    () ->
                        client.redirectEndpoint(
                            Scene.response(request.pending()), request.pending()))
                .rule())
        .isEqualTo("state_replayed");
    assertThat(scene.login(client, id -> id).idToken()).isPresent();
  }

  private CrossauthException failure(OAuthClient client) {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    return catchThrowableOfType(
        CrossauthException.class,
        () -> client.redirectEndpoint(Scene.response(request.pending()), request.pending()));
  }

  private static TransportException down(TransportException.Kind kind, String uri) {
    return new TransportException(kind, URI.create(uri), true, "nobody answers", null);
  }
}
