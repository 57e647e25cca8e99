package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.TokenManager;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Two clients in one database, whose sessions are named by their user, as in Spring Security. */
class ClientSessionsTest {

  private static final String ALICE = "alice";

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CrossauthAutoConfiguration.class))
          .withPropertyValues(
              "crossauth.client.shop.store=jdbc",
              "crossauth.client.shop.issuer=https://id.example.com",
              "crossauth.client.shop.client-id=web",
              "crossauth.client.bank.store=jdbc",
              "crossauth.client.bank.issuer=https://bank.example.com",
              "crossauth.client.bank.client-id=app",
              "crossauth.create-tables=true",
              "crossauth.sealing-keys=QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=")
          .withBean(
              DataSource.class,
              () ->
                  new SimpleDriverDataSource(
                      new org.h2.Driver(), "jdbc:h2:mem:clients;DB_CLOSE_DELAY=-1"));

  private void run(Consumer<OAuthClients> test) {
    application.run(context -> test.accept(context.getBean(OAuthClients.class)));
  }

  /** What some provider gave. */
  private record Tokens(Secret accessToken) implements OAuthTokenResponse {

    @Override
    public String tokenType() {
      return "Bearer";
    }

    @Override
    public Optional<Duration> expiresIn() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> expiresAt() {
      return Optional.empty();
    }

    @Override
    public Optional<Secret> refreshToken() {
      return Optional.empty();
    }

    @Override
    public Set<String> scopes() {
      return Set.of();
    }

    @Override
    public Optional<VerifiedToken> idToken() {
      return Optional.empty();
    }

    @Override
    public Map<String, Object> idPayload() {
      return Map.of();
    }

    @Override
    public Optional<Object> raw(String name) {
      return Optional.empty();
    }
  }

  private static void signIn(TokenManager sessions, String accessToken) {
    sessions.signedIn(ALICE, new Tokens(Secret.of(accessToken)));
  }

  @Test
  @DisplayName("a user's tokens of one provider are not given out as those of another")
  void tokens_of_one_provider() {
    run(
        clients -> {
          signIn(clients.tokenManager("bank"), "of-the-bank");
          assertThat(clients.tokenManager("shop").tokens(ALICE)).isEmpty();
          clients.tokenManager("bank").signedOut(ALICE);
        });
  }

  @Test
  @DisplayName("a login at one provider takes the place of none at another, nor does its end")
  void login_and_logout_at_one_provider() {
    run(
        clients -> {
          signIn(clients.tokenManager("bank"), "of-the-bank");
          signIn(clients.tokenManager("shop"), "of-the-shop");
          clients.tokenManager("shop").signedOut(ALICE);

          assertThat(clients.tokenManager("bank").accessToken(ALICE).reveal())
              .isEqualTo("of-the-bank");
        });
  }
}
