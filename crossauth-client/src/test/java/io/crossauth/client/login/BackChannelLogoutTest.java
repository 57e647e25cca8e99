package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Form;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the token itself: LogoutTokenTest of the token consumer. */
@DisplayName("A logout that the provider brings itself")
class BackChannelLogoutTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();
  private final TokenStore tokens = TokenStore.inMemory();
  private final SessionIndex index = SessionIndex.inMemory(scene.time.platform(), 100);

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

  @ParameterizedTest(name = "node 8 W-12: at node 2, of {0}, ends the session of node 1")
  @ValueSource(strings = {"sub and sid", "sid", "sub"})
  void ends_the_session_of_another_node(String names) {
    TokenManager one = scene.client().tokenManager(index.over(tokens, Duration.ofDays(30)));
    TokenManager two = client.tokenManager(index.over(tokens, Duration.ofDays(30)));
    one.signedIn("laptop", login("alice", "session-1"));
    one.signedIn("bob's", login("bob", "session-9"));

    int ended = client.logout().backChannel(body(logout(names))).endSessions(index, two);

    assertThat(ended).isEqualTo(1);
    assertThat(one.tokens("laptop")).isEmpty();
    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> one.accessToken("laptop"));
    assertThat(one.tokens("bob's")).isPresent();
  }

  @ParameterizedTest(name = "node 8 W-12: of {0}, that comes before the session, wins")
  @ValueSource(strings = {"sub and sid", "sid", "sub"})
  void that_comes_before_the_session_wins(String names) {
    TokenManager one = scene.client().tokenManager(index.over(tokens, Duration.ofDays(30)));
    TokenManager two = client.tokenManager(index.over(tokens, Duration.ofDays(30)));
    OAuthTokenResponse login = login("alice", "session-1");
    BackChannelLogout logout = client.logout().backChannel(body(logout(names)));
    assertThat(logout.endSessions(index, two)).isZero();

    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> one.signedIn("laptop", login))
        .satisfies(e -> assertThat(e.code()).isEqualTo("session.login_required"));
    assertThat(one.tokens("laptop")).isEmpty();
    one.signedIn("bob's", login("bob", "session-9"));
    assertThat(two.tokens("bob's")).isPresent();
  }

  @Test
  @DisplayName("node 8 ends a session by what was kept of its ID token, which is over by now")
  void ends_a_session_whose_id_token_is_over() {
    StoredTokens session = StoredTokens.of(login("alice", "session-1"));
    StoredTokens another = StoredTokens.of(login("alice", "session-2"));
    scene.time.advance(Duration.ofDays(1));
    BackChannelLogout logout = client.logout().backChannel(body(scene.mint.logoutToken()));

    assertThat(logout.ends(session)).isTrue();
    assertThat(logout.ends(another)).isFalse();
  }

  @Test
  @DisplayName("node 8 is accepted once for all nodes that share a memory")
  void is_accepted_once_for_all_nodes() {
    OneTimeStore shared = OneTimeStore.inMemory(scene.time.platform(), 100);
    Form body = body(scene.mint.logoutToken());
    scene.builder().oneTimeStore(shared).build().logout().backChannel(body);

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> scene.builder().oneTimeStore(shared).build().logout().backChannel(body))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.REPLAYED));
  }

  @Test
  @DisplayName("node 8 ends the other sessions although one cannot be ended, and says so")
  void ends_the_others_although_one_cannot_be_ended() {
    TokenStore indexed = index.over(tokens, Duration.ofDays(30));
    TokenManager sessions = client.tokenManager(new Stubborn(indexed, "phone"));
    for (String name : List.of("laptop", "phone", "tablet")) {
      sessions.signedIn(name, login("alice", "of " + name));
    }
    BackChannelLogout logout = client.logout().backChannel(body(logout("sub")));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> logout.endSessions(index, sessions));
    assertThat(tokens.find("laptop")).isEmpty();
    assertThat(tokens.find("tablet")).isEmpty();
    assertThat(index.end(logout.reference(), Duration.ofHours(1))).containsExactly("phone");
  }

  /** A store that cannot remove one session. */
  private record Stubborn(TokenStore inner, String session) implements TokenStore {

    @Override
    public Optional<StoredTokens> find(String name) {
      return inner.find(name);
    }

    @Override
    public void put(String name, StoredTokens put) {
      inner.put(name, put);
    }

    @Override
    public void remove(String name) {
      if (name.equals(session)) {
        throw new StorageException("token store: the disk is full", null);
      }
      inner.remove(name);
    }

    @Override
    public Optional<Lease> lease(String name, Duration ttl) {
      return inner.lease(name, ttl);
    }
  }

  private OAuthTokenResponse login(String subject, String session) {
    return scene.login(client, token -> token.claim("sub", subject).claim("sid", session));
  }

  private TokenDraft logout(String names) {
    TokenDraft token = scene.mint.logoutToken();
    return switch (names) {
      case "sid" -> token.without("sub");
      case "sub" -> token.without("sid");
      default -> token;
    };
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

  @Test
  @DisplayName("ends a session whose second login kept the refresh token of the first")
  void ends_a_session_that_was_begun_twice() {
    TokenManager sessions = client.tokenManager(index.over(tokens, Duration.ofDays(30)));
    sessions.signedIn("laptop", login("alice", "session-1"));
    AuthorizationRequest again = client.startAuthorizationCodeFlow("openid");
    String idToken = scene.idToken(again.pending()).claim("sid", "session-2").compact();
    scene.transport.json(200, Answers.tokens().replace("}", ",\"id_token\":\"" + idToken + "\"}"));
    sessions.signedIn(
        "laptop", client.redirectEndpoint(Scene.response(again.pending()), again.pending()));
    assertThat(tokens.find("laptop").orElseThrow().refreshToken()).isPresent();

    BackChannelLogout logout =
        client.logout().backChannel(body(scene.mint.logoutToken().claim("sid", "session-2")));

    assertThat(logout.endSessions(index, sessions)).isEqualTo(1);
    assertThat(tokens.find("laptop")).isEmpty();
  }
}
