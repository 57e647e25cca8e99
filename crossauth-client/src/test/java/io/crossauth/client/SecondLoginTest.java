package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Background;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A login without a refresh token, in a session that has one")
class SecondLoginTest {

  private static final String SESSION = "alice's";

  private final Scene scene = new Scene();
  private final OAuthClient client =
      scene.builder().platform(Background.platform(scene.time)).build();
  private final TokenStore shared = TokenStore.inMemory(10, Duration.ofDays(30), scene.time);
  private final Watched store = new Watched(shared);
  private final TokenManager sessions = client.tokenManager(store);

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  /** A store that tells what is read and written. */
  private static final class Watched implements TokenStore {

    private final TokenStore inner;
    private final List<String> calls = new ArrayList<>();
    private Runnable beforePut = () -> {};

    Watched(TokenStore inner) {
      this.inner = inner;
    }

    @Override
    public Optional<StoredTokens> find(String session) {
      calls.add("find");
      return inner.find(session);
    }

    @Override
    public void put(String session, StoredTokens tokens) {
      calls.add("put");
      beforePut.run();
      inner.put(session, tokens);
    }

    @Override
    public void remove(String session) {
      inner.remove(session);
    }

    @Override
    public Optional<Lease> lease(String session, Duration ttl) {
      calls.add("lease");
      return inner.lease(session, ttl);
    }

    @Override
    public boolean neverWaits() {
      return true;
    }
  }

  private OAuthTokenResponse second() {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    String idToken = scene.idToken(request.pending()).compact();
    scene.transport.json(200, Answers.tokens().replace("}", ",\"id_token\":\"" + idToken + "\"}"));
    return client.redirectEndpoint(Scene.response(request.pending()), request.pending());
  }

  private Optional<String> refreshToken() {
    return shared.find(SESSION).orElseThrow().refreshToken().map(Secret::reveal);
  }

  @Test
  @DisplayName("keeps the one that a renewal under way brings, and not the one that it uses up")
  void keeps_what_a_renewal_under_way_brings() {
    sessions.signedIn(SESSION, scene.login(client, id -> id));
    OAuthTokenResponse again = second();
    // Another node has presented rt-1, and saves what came back in 300 ms.
    TokenStore.Lease theirs = shared.lease(SESSION, Duration.ofSeconds(40)).orElseThrow();
    StoredTokens renewed =
        shared.find(SESSION).orElseThrow().renewedBy(Given.tokens(scene.time, "theirs", "rt-2"));
    scene.time.schedule(
        Duration.ofMillis(300), () -> assertThat(theirs.saveAndClose(renewed)).isTrue());

    sessions.signedIn(SESSION, again);

    assertThat(refreshToken()).contains("rt-2");
    assertThat(shared.find(SESSION).orElseThrow().accessToken()).isEqualTo(again.accessToken());
    assertThat(shared.lease(SESSION, Duration.ofSeconds(1))).isPresent();
  }

  @Test
  @DisplayName("keeps none if the renewal under way does not end within a call's time")
  void keeps_none_that_may_be_used_up() {
    sessions.signedIn(SESSION, scene.login(client, id -> id));
    OAuthTokenResponse again = second();
    TokenStore.Lease theirs = shared.lease(SESSION, Duration.ofMinutes(5)).orElseThrow();
    Instant begun = scene.time.instant();

    sessions.signedIn(SESSION, again);

    assertThat(refreshToken()).isEmpty();
    assertThat(Duration.between(begun, scene.time.instant()))
        .isBetween(Duration.ofSeconds(12), Duration.ofSeconds(14));
    assertThat(shared.find(SESSION).orElseThrow().accessToken()).isEqualTo(again.accessToken());
    theirs.close();
  }

  @Test
  @DisplayName("reads and writes under the lease, and gives it back")
  void reads_and_writes_under_the_lease() {
    sessions.signedIn(SESSION, scene.login(client, id -> id));
    OAuthTokenResponse again = second();
    store.calls.clear();
    store.beforePut =
        () -> assertThat(shared.lease(SESSION, Duration.ofSeconds(1))).as("a lease").isEmpty();

    sessions.signedIn(SESSION, again);

    assertThat(store.calls).containsExactly("find", "lease", "find", "put");
    assertThat(refreshToken()).contains("rt-1");
    assertThat(shared.lease(SESSION, Duration.ofSeconds(1))).isPresent();
  }

  @Test
  @DisplayName("asks for no lease where there is nothing to keep")
  void asks_for_no_lease_in_vain() {
    sessions.signedIn(SESSION, second());

    assertThat(store.calls).containsExactly("find", "put");
    assertThat(refreshToken()).isEmpty();
  }
}
