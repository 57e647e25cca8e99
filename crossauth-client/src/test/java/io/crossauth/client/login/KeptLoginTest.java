package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginMissingException;
import io.crossauth.http.Form;
import io.crossauth.value.SealingKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login that is kept until its callback")
class KeptLoginTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();
  private final SealingKey key = SealingKey.ephemeral();

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  @Test
  @DisplayName("case C13 each of two tabs finds its cookie by the callback")
  void is_found_by_its_callback() {
    Map<String, String> cookies = new HashMap<>();
    AuthorizationRequest first = client.startAuthorizationCodeFlow("openid");
    AuthorizationRequest second = client.startAuthorizationCodeFlow("openid");
    for (AuthorizationRequest request : new AuthorizationRequest[] {first, second}) {
      cookies.put("login-" + request.pending().id(), request.pending().seal(key));
    }

    for (AuthorizationRequest request : new AuthorizationRequest[] {second, first}) {
      AuthorizationResponse callback = Scene.response(request.pending());
      PendingLogin pending =
          PendingLogin.open(cookies.get("login-" + PendingLogin.id(callback)), key);
      scene.transport.json(200, Scene.tokens(scene.idToken(request.pending())));
      assertThat(client.redirectEndpoint(callback, pending).idToken()).isPresent();
    }
  }

  @ParameterizedTest(name = "case C13 of a callback with {0} it says: found {1}")
  @CsvSource({"code=x, none", "state=%20, none", "state=a&state=b, more"})
  void says_how_many_states_there_are(String query, String found) {
    AuthorizationResponse callback =
        AuthorizationResponse.of(URI.create("https://app.example/callback"), Form.parse(query));

    assertThat(
            catchThrowableOfType(InvalidResponseException.class, () -> PendingLogin.id(callback)))
        .hasMessage("authorization callback: expected one state, found " + found);
  }

  @ParameterizedTest(name = "case C13 a callback with {0}")
  @ValueSource(strings = {"code=x", "state=&code=x", "state=%20", "state=a&state=b", ""})
  void is_not_found_without_one_state(String query) {
    AuthorizationResponse callback =
        AuthorizationResponse.of(URI.create("https://app.example/callback"), Form.parse(query));

    assertThat(
            catchThrowableOfType(InvalidResponseException.class, () -> PendingLogin.id(callback))
                .rule())
        .isEqualTo("state_missing");
  }

  @ParameterizedTest(name = "case C15 the cookie is [{0}]")
  @NullSource
  @ValueSource(strings = {"", " "})
  void may_be_gone(String cookie) {
    LoginMissingException e =
        catchThrowableOfType(LoginMissingException.class, () -> PendingLogin.open(cookie, key));

    CrossauthException family = e;
    assertThat(family.code()).isEqualTo("login.missing");
    assertThat(family.retryable()).isFalse();
    assertThat(family.needsLogin()).isTrue();
    assertThat(family.getMessage()).contains("begin the login again");
  }

  @Test
  @DisplayName("case C21 a servlet session keeps it sealed, as a string")
  void is_kept_in_a_session_that_is_serialized() throws Exception {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(request.pending().seal(key));
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      PendingLogin kept = PendingLogin.open((String) in.readObject(), key);
      assertThat(kept.id()).isEqualTo(request.pending().id());
      assertThat(kept.nonce()).isEqualTo(request.pending().nonce());
    }
  }

  @ParameterizedTest(name = "case C21 a login of {0} is good for that long, and no longer")
  @ValueSource(strings = {"PT1M", "PT10M", "PT2H", "PT24H"})
  void lifetime(String time) {
    Duration lifetime = Duration.parse(time);
    OAuthClientBuilder builder = scene.builder();
    try (OAuthClient longer =
        (time.equals("PT10M") ? builder : builder.loginLifetime(lifetime)).build()) {
      PendingLogin login = longer.startAuthorizationCodeFlow("openid").pending();
      PendingLogin late = longer.startAuthorizationCodeFlow("openid").pending();
      scene.time.advance(lifetime);
      scene.transport.json(200, Scene.tokens(scene.idToken(login)));
      assertThat(longer.redirectEndpoint(Scene.response(login), login).idToken()).isPresent();
      // As long as it could have a callback, its first one is remembered.
      assertThat(refusal(longer, login)).isEqualTo("state_replayed");

      scene.time.advance(Duration.ofMillis(1));
      assertThat(refusal(longer, late)).isEqualTo("login_expired");
    }
  }

  private static String refusal(OAuthClient client, PendingLogin login) {
    return catchThrowableOfType(
            InvalidResponseException.class,
            () -> client.redirectEndpoint(Scene.response(login), login))
        .rule();
  }

  @ParameterizedTest(name = "case C21 a login of {0} is refused by build()")
  @ValueSource(strings = {"PT59S", "PT24H0.001S", "PT0S", "PT-10M"})
  void lifetimesThatAreNone(String time) {
    OAuthClientBuilder builder = scene.builder().loginLifetime(Duration.parse(time));
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("loginLifetime");
  }
}
