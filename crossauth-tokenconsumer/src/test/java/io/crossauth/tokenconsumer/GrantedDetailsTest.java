package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-17 what a token allows in detail")
class GrantedDetailsTest {

  private static final Map<String, Object> READ =
      Map.of("type", "account", "actions", List.of("read"), "identifier", "account-1");
  private static final Map<String, Object> PAY =
      Map.of("type", "payment", "actions", List.of("initiate", "status"), "limit", 100);

  private final Checkpoint at = new Checkpoint();

  private VerifiedToken verified(Object details) {
    return at.forAccess()
        .build()
        .verify(
            at.mint.accessToken().claim("authorization_details", details).compact(),
            TokenType.ACCESS);
  }

  @Test
  @DisplayName("F-17 is read from a JWT")
  void is_read_from_a_jwt() {
    VerifiedToken token = verified(List.of(READ, PAY));

    assertThat(token.authorizationDetails().list())
        .extracting(AuthorizationDetail::type)
        .containsExactly("account", "payment");
    assertThat(token.requireAuthorizationDetail("payment").member("limit")).contains(100L);
    assertThat(token.requireAuthorizationDetail("payment", "status", "initiate").type())
        .isEqualTo("payment");
    assertThat(
            token
                .requireAuthorizationDetail(
                    "account",
                    detail -> detail.identifier().filter("account-1"::equals).isPresent())
                .actions())
        .containsExactly("read");
  }

  @Test
  @DisplayName("F-17 is read from an introspection")
  void is_read_from_an_introspection() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("active", true);
    answer.put("aud", Checkpoint.API);
    answer.put("sub", "alice");
    answer.put("authorization_details", List.of(PAY));
    OAuthTokenConsumer consumer = at.forAccess().opaqueTokens(token -> answer).build();

    VerifiedToken token = consumer.verify("opaque-token", TokenType.ACCESS);

    assertThat(token.requireAuthorizationDetail("payment", "initiate").actions()).hasSize(2);
  }

  @Test
  @DisplayName("F-17 is nothing in a token that does not say")
  void is_nothing_in_a_token_that_does_not_say() {
    VerifiedToken token =
        at.forAccess().build().verify(at.mint.accessToken().compact(), TokenType.ACCESS);

    assertThat(token.authorizationDetails().isEmpty()).isTrue();
    assertThatThrownBy(() -> token.requireAuthorizationDetail("payment"))
        .isInstanceOf(InsufficientPrivilegesException.class)
        .hasMessageContaining("found none");
  }

  @Test
  @DisplayName("F-17 does not suffice where type, action or the program's rule is not met")
  void does_not_suffice() {
    VerifiedToken token = verified(List.of(READ, PAY));

    assertThatThrownBy(() -> token.requireAuthorizationDetail("Payment"))
        .isInstanceOf(InsufficientPrivilegesException.class);
    assertThatThrownBy(() -> token.requireAuthorizationDetail("payment", "initiate", "cancel"))
        .isInstanceOfSatisfying(
            InsufficientPrivilegesException.class,
            e -> {
              assertThat(e.code()).isEqualTo("token.insufficient_claim");
              assertThat(e.claim()).isEqualTo("authorization_details");
              assertThat(e.required()).containsExactly("payment [initiate, cancel]");
              assertThat(e.present())
                  .containsExactlyInAnyOrder("account [read]", "payment [initiate, status]");
            });
    // No action of another type, and none of two details together.
    assertThatThrownBy(() -> token.requireAuthorizationDetail("account", "initiate"))
        .isInstanceOf(InsufficientPrivilegesException.class);
    assertThatThrownBy(
            () ->
                token.requireAuthorizationDetail(
                    "payment", detail -> detail.identifier().isPresent()))
        .isInstanceOf(InsufficientPrivilegesException.class)
        .hasMessageNotContaining("account-1");
  }

  @Test
  @DisplayName("F-17 is not put together of two details")
  void is_not_put_together_of_two_details() {
    VerifiedToken token =
        verified(
            List.of(
                Map.of("type", "payment", "actions", List.of("initiate")),
                Map.of("type", "payment", "actions", List.of("status"))));

    assertThat(token.requireAuthorizationDetail("payment", "status").actions())
        .containsExactly("status");
    assertThatThrownBy(() -> token.requireAuthorizationDetail("payment", "initiate", "status"))
        .isInstanceOf(InsufficientPrivilegesException.class);
  }

  @ParameterizedTest
  @DisplayName("F-17 of a wrong shape is a reason to refuse the token")
  @ValueSource(strings = {"null", "\"canary\"", "{}", "[{}]", "[7]", "[{\"type\":7}]"})
  void of_a_wrong_shape_is_a_reason_to_refuse_the_token(String json) {
    String token = at.mint.accessToken().rawClaim("authorization_details", json).compact();
    VerifiedToken verified = at.forAccess().build().verify(token, TokenType.ACCESS);

    assertThatThrownBy(() -> verified.requireAuthorizationDetail("payment"))
        .isInstanceOfSatisfying(
            TokenRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectionReason.WRONG_CLAIM_TYPE))
        .hasMessageNotContaining("canary");
  }
}
