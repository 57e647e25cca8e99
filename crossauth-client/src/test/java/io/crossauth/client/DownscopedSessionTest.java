package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Together;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a provider whose refresh tokens are good once. */
@Timeout(120)
@DisplayName("Less than a session allows")
class DownscopedSessionTest {

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private final Platform platform = time.platform().withScheduler(Scheduler.system());
  private final InProcessProvider provider = InProcessProvider.builder().clock(time).start();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();
  private final OAuthClient client =
      OAuthClient.builder(provider.issuer().toString())
          .clientId(TestClients.PASSWORD)
          .clientSecret(Secret.of(TestClients.SECRET))
          .transport(transport)
          .platform(platform)
          .build();
  private final OAuthTokenConsumer api =
      OAuthTokenConsumer.builder(provider.issuer().toString())
          .audience(TestClients.AUDIENCE)
          .transport(transport)
          .platform(platform)
          .build();
  private final TokenStore store = TokenStore.inMemory();
  private final TokenManager sessions = client.tokenManager(store);
  private final TokenSource source = sessions.source("s");
  private final TokenSource less = client.downscoped(source, "profile");

  @BeforeEach
  void log_in() {
    sessions.signedIn(
        "s",
        client
            .passwordFlow(
                TestUsers.ALICE,
                Secret.of(TestUsers.password(TestUsers.ALICE)),
                "openid",
                "profile",
                "email")
            .requireTokens());
  }

  @AfterEach
  void close() {
    sessions.close();
    api.close();
    client.close();
    transport.close();
    provider.close();
  }

  private Set<String> scopes(TokenSource of) {
    return api.verify(of.accessToken().reveal(), TokenType.ACCESS).scopes();
  }

  private StoredTokens stored() {
    return store.find("s").orElseThrow();
  }

  @Test
  void comes_by_its_refresh_token_and_the_session_keeps_what_it_has() {
    StoredTokens before = stored();

    assertThat(scopes(less)).containsExactly("profile");
    assertThat(scopes(less)).containsExactly("profile");

    StoredTokens after = stored();
    assertThat(after.accessToken()).isEqualTo(before.accessToken());
    assertThat(after.scopes()).isEqualTo(before.scopes());
    assertThat(after.expiresAt()).isEqualTo(before.expiresAt());
    assertThat(after.refreshToken()).isPresent().isNotEqualTo(before.refreshToken());
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(scopes(source)).contains("profile", "email");
    assertThat(provider.eventCounts()).containsEntry("REFRESH_TOKEN", 1L);
  }

  @Test
  void comes_anew_when_the_session_is_renewed() {
    Secret first = less.accessToken();

    time.advance(Duration.ofMinutes(5));

    assertThat(less.accessToken()).isNotEqualTo(first);
    assertThat(scopes(source)).contains("email");
    assertThat(scopes(less)).containsExactly("profile");
    assertThat(provider.eventCounts())
        .as("less, the session, less")
        .containsEntry("REFRESH_TOKEN", 3L)
        .doesNotContainKey("REFRESH_TOKEN_ERROR");
  }

  @Test
  void is_one_request_for_many_threads() throws Exception {
    for (Together.Call<Secret> call : Together.start(100, less::accessToken)) {
      assertThat(call.get()).isNotNull();
    }

    assertThat(provider.eventCounts()).containsEntry("REFRESH_TOKEN", 1L);
  }

  @Test
  void ends_with_the_session() {
    less.accessToken();
    sessions.signedOut("s");

    assertThatExceptionOfType(LoginRequiredException.class).isThrownBy(less::accessToken);
  }

  @Test
  void is_not_given_out_where_the_server_grants_more() {
    provider.faults().at(Endpoint.TOKEN).next(1).member("scope", "profile email");

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(less::accessToken)
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.more_scopes"));

    assertThat(scopes(source)).contains("email");
  }

  @Test
  void leaves_the_session_as_it_is_where_the_server_refuses_the_scope() {
    StoredTokens before = stored();
    TokenSource more = client.downscoped(source, "orders:write");

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(more::accessToken)
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_scope"));

    assertThat(stored()).isEqualTo(before);
    assertThat(scopes(less)).containsExactly("profile");
    time.advance(Duration.ofMinutes(5));
    assertThat(scopes(source)).contains("email");
    assertThat(provider.count(Endpoint.TOKEN)).isEqualTo(4);
  }
}
