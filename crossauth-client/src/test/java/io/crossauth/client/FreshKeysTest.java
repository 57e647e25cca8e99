package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Keys for what the provider has just sent")
class FreshKeysTest {

  private static final TestKey NEW_NAME = TestKeys.rsa("ps-1").withKid("new");
  private static final TestKey SAME_NAME = TestKeys.rsa("ps-1").withKid(Scene.KEY.kid());

  private final Scene scene = new Scene();
  private final OAuthClient client =
      OAuthClient.builder(Metadata.complete())
          .clientId(Contexts.CLIENT_ID)
          .headers(Headers.of("X-Tenant", "shop"))
          .transport(this::answer)
          .platform(scene.time.platform())
          .build();

  private TestKey published = Scene.KEY;
  private TestKey signing = Scene.KEY;
  private Duration tokenCallTakes = Duration.ZERO;
  private boolean keysAreDown;
  private int fetches;
  private HttpCall lastFetch = HttpCall.get(URI.create(Metadata.JWKS));

  private HttpReply answer(HttpCall call) {
    if (call.uri().toString().equals(Metadata.JWKS)) {
      fetches++;
      lastFetch = call;
      if (keysAreDown) {
        throw new TransportException(
            TransportException.Kind.TIMEOUT, call.uri(), true, "nothing came", null);
      }
      return reply("application/json", TestKeys.jwks(published));
    }
    scene.time.advance(tokenCallTakes);
    return switch (call.uri().toString()) {
      case Metadata.USERINFO ->
          reply(
              "application/jwt",
              scene
                  .mint
                  .withKey(signing)
                  .empty()
                  .claim("iss", Metadata.ISSUER)
                  .claim("aud", Contexts.CLIENT_ID)
                  .claim("sub", "alice")
                  .compact());
      case Metadata.INTROSPECTION ->
          reply(
              "application/token-introspection+jwt",
              scene
                  .mint
                  .withKey(signing)
                  .empty()
                  .header("typ", "token-introspection+jwt")
                  .claim("iss", Metadata.ISSUER)
                  .claim("aud", Contexts.CLIENT_ID)
                  .claim("iat", scene.time.instant())
                  .claim("token_introspection", Map.of("active", true))
                  .compact());
      default -> reply("application/json", Scene.tokens(signed().compact()));
    };
  }

  private TokenDraft signed() {
    // The same login, however often its tokens are renewed.
    return scene.mint.withKey(signing).idToken().without("auth_time");
  }

  private static HttpReply reply(String type, String body) {
    return new HttpReply(
        200, Headers.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  private void rotateTo(TestKey key) {
    published = key;
    signing = key;
  }

  private void passwordLogin() {
    assertThat(client.passwordFlow("alice", Secret.of("w0nderland"), "openid"))
        .isInstanceOf(PasswordOutcome.SignedIn.class);
  }

  /** A stranger's token, which must not cost the users of this client their logins. */
  private void stranger(TestKey key) {
    Secret forged = Secret.of(scene.mint.withKey(key).idToken().compact());
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> client.validateIdToken(forged));
  }

  /** How tokens are come by. */
  private enum Way {
    PASSWORD((client, earlier) -> signedIn(client)),
    REFRESH((client, earlier) -> client.refreshTokenFlow(earlier)),
    ANY_GRANT(
        (client, earlier) -> client.requestTokens(Grant.refreshToken(Secret.of("rt-1")), "openid")),
    DEVICE((client, earlier) -> client.requestTokens(Grant.deviceCode(Secret.of("dc")), "openid"));

    private final BiFunction<OAuthClient, OAuthTokenResponse, OAuthTokenResponse> flow;

    Way(BiFunction<OAuthClient, OAuthTokenResponse, OAuthTokenResponse> flow) {
      this.flow = flow;
    }

    private static OAuthTokenResponse signedIn(OAuthClient client) {
      return ((PasswordOutcome.SignedIn)
              client.passwordFlow("alice", Secret.of("w0nderland"), "openid"))
          .tokens();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  @DisplayName("case B10 keys that rotate between two logins, whatever they are called")
  void rotation(Way way) {
    OAuthTokenResponse earlier = Way.signedIn(client);
    for (TestKey key : List.of(SAME_NAME, NEW_NAME, Scene.KEY, SAME_NAME, NEW_NAME)) {
      scene.time.advance(Duration.ofMillis(200));
      rotateTo(key);
      assertThat(way.flow.apply(client, earlier).idToken()).isPresent();
    }
    assertThat(fetches).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  @DisplayName("case B1 strangers who have used up all looks do not cost a login")
  void strangers(Way way) {
    OAuthTokenResponse earlier = Way.signedIn(client);
    for (int i = 0; i < 10; i++) {
      stranger(TestKeys.rsa("stranger").withKid("bad-" + i));
      stranger(TestKeys.rsa("stranger").withKid(Scene.KEY.kid()));
    }
    rotateTo(NEW_NAME);
    stranger(NEW_NAME.withKid("bad"));
    assertThat(way.flow.apply(client, earlier).idToken()).isPresent();
  }

  @ParameterizedTest(
      name = "case B1 the keys may take what is left of the call''s time: {0} s gone")
  @ValueSource(longs = {0, 4, 9})
  void deadline(long seconds) {
    passwordLogin();
    rotateTo(NEW_NAME);
    tokenCallTakes = Duration.ofSeconds(seconds);
    client.requestTokens(Grant.refreshToken(Secret.of("rt-1")), "openid");
    assertThat(lastFetch.timeout()).contains(Duration.ofSeconds(10 - seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "rsa-1"})
  @DisplayName("case B1 when the keys cannot be had, the token is not refused: nobody can say")
  void down(String kid) {
    passwordLogin();
    signing = NEW_NAME.withKid(kid);
    keysAreDown = true;
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(this::passwordLogin)
        .withMessageContaining("nothing came");
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  @DisplayName("case B10 a token whose key is nowhere is refused after one fetch")
  void nowhere() {
    passwordLogin();
    signing = NEW_NAME;
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(this::passwordLogin)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.UNKNOWN_KEY));
    assertThat(fetches).isEqualTo(2);
    signing = SAME_NAME;
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(this::passwordLogin)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.BAD_SIGNATURE));
    assertThat(fetches).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("case B10 a signed answer of userinfo or introspection is no stranger's either")
  void signedAnswers(boolean userInfo) {
    passwordLogin();
    for (int i = 0; i < 10; i++) {
      stranger(TestKeys.rsa("stranger").withKid("bad-" + i));
    }
    rotateTo(NEW_NAME);
    Secret token = Secret.of("at-1");
    if (userInfo) {
      assertThat(client.userInfoEndpoint(token, "alice").subject()).isEqualTo("alice");
    } else {
      assertThat(client.introspection().signed().introspect(token).active()).isTrue();
    }
  }

  @Test
  @DisplayName("case B5 the client's headers go to the keys, too")
  void headers() {
    passwordLogin();
    assertThat(lastFetch.headers().first("X-Tenant")).contains("shop");
  }
}
