package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 8693: who acts for the subject of a token")
class ActorsTest {

  private final Checkpoint at = new Checkpoint();

  private VerifiedToken verified(@Nullable Object act) {
    return at.forAccess()
        .build()
        .verify(at.mint.accessToken().claim("act", act).compact(), TokenType.ACCESS);
  }

  private static Map<String, Object> chain(int actors) {
    Map<String, Object> act = Map.of("sub", "actor-" + actors);
    for (int i = actors - 1; i >= 1; i--) {
      act = Map.of("sub", "actor-" + i, "act", act);
    }
    return act;
  }

  @Test
  void is_who_presents_it_and_then_who_acted_before() {
    VerifiedToken token =
        verified(
            Map.of(
                "sub",
                "orders",
                "iss",
                "https://id.example",
                "client_id",
                "orders-client",
                "act",
                Map.of("sub", "shop")));

    assertThat(token.actors())
        .extracting(Actor::toString)
        .containsExactly("Actor[orders, https://id.example]", "Actor[shop]");
    Actor orders = token.actors().get(0);
    assertThat(orders.subject()).contains("orders");
    assertThat(orders.issuer()).contains("https://id.example");
    assertThat(orders.clientId()).contains("orders-client");
    assertThat(orders.claim("act")).as("each has its own claims alone").isEmpty();
    assertThat(token.actors().get(1).issuer()).isEmpty();
  }

  @Test
  void is_nobody_where_the_token_does_not_say() {
    VerifiedToken token =
        at.forAccess().build().verify(at.mint.accessToken().compact(), TokenType.ACCESS);

    assertThat(token.actors()).isEmpty();
    assertThatExceptionOfType(InsufficientPrivilegesException.class)
        .isThrownBy(() -> token.requireActor("orders"))
        .withMessage("insufficient claim act: expected [Actor[orders]], found none");
    assertThatExceptionOfType(InsufficientPrivilegesException.class)
        .isThrownBy(() -> token.requireActor(actor -> true));
  }

  @Test
  void is_read_from_an_introspection() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("active", true);
    answer.put("aud", Checkpoint.API);
    answer.put("sub", "alice");
    answer.put("act", Map.of("sub", "orders"));
    OAuthTokenConsumer consumer = at.forAccess().opaqueTokens(token -> answer).build();

    assertThat(consumer.verify("opaque-token", TokenType.ACCESS).requireActor("orders").subject())
        .contains("orders");
  }

  @Test
  void is_the_current_one_that_counts() {
    VerifiedToken token = verified(Map.of("sub", "orders", "act", Map.of("sub", "shop")));

    assertThat(token.requireActor("orders").subject()).contains("orders");
    assertThat(token.requireActor(actor -> actor.subject().isPresent()).subject())
        .contains("orders");
    assertThatExceptionOfType(InsufficientPrivilegesException.class)
        .as("who acted before decides nothing")
        .isThrownBy(() -> token.requireActor("shop"))
        .withMessageContaining("found [Actor[orders]]");
  }

  @Test
  void is_named_by_the_issuer_of_the_token_alone() {
    assertThat(verified(Map.of("sub", "orders", "iss", Checkpoint.ISSUER)).requireActor("orders"))
        .isNotNull();
    for (Object other : List.of("https://evil.example", "", 7, List.of(Checkpoint.ISSUER))) {
      VerifiedToken token = verified(Map.of("sub", "orders", "iss", other));
      assertThatExceptionOfType(InsufficientPrivilegesException.class)
          .isThrownBy(() -> token.requireActor("orders"));
    }
  }

  @Test
  void is_sixteen_at_most() {
    assertThat(verified(chain(16)).actors()).hasSize(16);
    VerifiedToken token = verified(chain(17));

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(token::actors)
        .withMessageContaining("at most 16")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.WRONG_CLAIM_TYPE));
  }

  @ParameterizedTest(name = "not {0}")
  @ValueSource(strings = {"text", "number", "list", "null", "nested"})
  void is_an_object(String kind) {
    Map<String, Object> nested = new LinkedHashMap<>(Map.of("sub", "orders"));
    nested.put("act", "shop");
    Object act =
        switch (kind) {
          case "text" -> "orders";
          case "number" -> 1;
          case "list" -> List.of(Map.of("sub", "orders"));
          case "nested" -> nested;
          default -> null;
        };
    VerifiedToken token = verified(act);

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(token::actors)
        .satisfies(e -> assertThat(e.claim()).contains("act"));
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> token.requireActor("orders"));
  }

  @Test
  void is_found_by_its_claims_alone() {
    VerifiedToken token = verified(Map.of("sub", "orders", "level", 2));

    assertThat(token.actors().get(0).claim("level")).contains(2L);
    assertThat(token.actors().get(0).claim("none")).isEmpty();
  }
}
