package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import org.junit.jupiter.api.Test;

/** An API that checks the bearer token of a request. */
class ResourceServerTest extends Playground {

  @Test
  void aTokenForTheApiIsGood() {
    assertThat(user(token("orders-api", "orders:read"))).isEqualTo("subject-of-a-test");
  }

  @Test
  void aTokenForAnotherApiIsRejected() {
    String bearer = token("another-api", "orders:read");

    assertThatThrownBy(() -> user(bearer))
        .isInstanceOfSatisfying(
            TokenRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectionReason.WRONG_AUDIENCE));
  }

  @Test
  void aTokenThatMayDoSomethingElseIsNotEnough() {
    String bearer = token("orders-api", "orders:write");

    assertThatThrownBy(() -> user(bearer)).isInstanceOf(InsufficientPrivilegesException.class);
  }

  private String user(String bearer) {
    OAuthTokenConsumer consumer = OAuthTokenConsumer.builder(issuer).audience("orders-api").build();

    VerifiedToken token = consumer.verify(bearer, TokenType.ACCESS);
    token.requireScope("orders:read");
    String user = token.requireSubject();
    consumer.close();
    return user;
  }

  private String token(String audience, String scope) {
    return provider
        .mint()
        .withAudience(audience)
        .withSubject("subject-of-a-test")
        .accessToken()
        .claim("scope", scope)
        .compact();
  }
}
