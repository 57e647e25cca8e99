package io.crossauth.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-17 authorization details")
class AuthorizationDetailsTest {

  @Test
  @DisplayName("F-17 are written as RFC 9396 section 2 has them")
  void are_written_as_the_specification_has_them() {
    AuthorizationDetails details =
        AuthorizationDetails.of(
            AuthorizationDetail.of("account_information")
                .withActions("list_accounts", "read_balances")
                .withLocations("https://example.com/accounts")
                .withDatatypes("contacts")
                .withPrivileges("admin")
                .withIdentifier("account-14-32-32-3")
                .with("recurring", true)
                .with("amount", Map.of("value", new BigDecimal("123.50"))));

    assertThat(details.json())
        .isEqualTo(
            "[{\"type\":\"account_information\",\"actions\":[\"list_accounts\",\"read_balances\"],"
                + "\"locations\":[\"https://example.com/accounts\"],\"datatypes\":[\"contacts\"],"
                + "\"privileges\":[\"admin\"],\"identifier\":\"account-14-32-32-3\","
                + "\"recurring\":true,\"amount\":{\"value\":123.50}}]");
    assertThat(AuthorizationDetails.parse(details.json())).isEqualTo(details);
  }

  @Test
  @DisplayName("F-17 are read member by member")
  void are_read_member_by_member() {
    AuthorizationDetails details =
        AuthorizationDetails.parse(
            "[{\"type\":\"a\",\"actions\":[\"read\"],\"locations\":[\"https://x\"],"
                + "\"datatypes\":[\"d\"],\"privileges\":[\"p\"],\"identifier\":\"7\","
                + "\"more\":{\"n\":null}},{\"type\":\"b\"},{\"type\":\"a\"}]");
    AuthorizationDetail first = details.list().get(0);

    assertThat(first.type()).isEqualTo("a");
    assertThat(first.actions()).containsExactly("read");
    assertThat(first.locations()).containsExactly("https://x");
    assertThat(first.datatypes()).containsExactly("d");
    assertThat(first.privileges()).containsExactly("p");
    assertThat(first.identifier()).contains("7");
    assertThat(first.member("more")).isPresent();
    assertThat(first.members()).containsKeys("type", "more");
    assertThat(details.ofType("a")).hasSize(2);
    assertThat(details.ofType("A")).isEmpty();
    assertThat(details.isEmpty()).isFalse();
    AuthorizationDetail bare = details.list().get(1);
    assertThat(bare.actions()).isEmpty();
    assertThat(bare.locations()).isEmpty();
    assertThat(bare.identifier()).isEmpty();
    assertThat(bare.member("more")).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("F-17 of a wrong shape are refused")
  @ValueSource(
      strings = {
        "",
        "{}",
        "\"secret\"",
        "[1]",
        "[[]]",
        "[null]",
        "[{}]",
        "[{\"type\":null}]",
        "[{\"type\":7}]",
        "[{\"type\":\" \"}]",
        "[{\"type\":[\"secret\"]}]",
        "[{\"type\":\"a\",\"actions\":\"secret\"}]",
        "[{\"type\":\"a\",\"actions\":null}]",
        "[{\"type\":\"a\",\"locations\":[7]}]",
        "[{\"type\":\"a\",\"datatypes\":{}}]",
        "[{\"type\":\"a\",\"privileges\":[null]}]",
        "[{\"type\":\"a\",\"identifier\":7}]",
        "[{\"type\":\"a\",\"identifier\":\"\"}]",
        "[{\"type\":\"a\",\"type\":\"secret\"}]",
        "[{\"type\":\"a\"}] secret"
      })
  void of_a_wrong_shape_are_refused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuthorizationDetails.parse(json))
        .withMessageStartingWith("authorization")
        .withMessageNotContaining("secret");
  }

  @Test
  @DisplayName("F-17 cannot be made in a wrong shape")
  void cannot_be_made_in_a_wrong_shape() {
    AuthorizationDetail detail = AuthorizationDetail.of("a");

    assertThatIllegalArgumentException().isThrownBy(() -> AuthorizationDetail.of(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> AuthorizationDetail.of(Map.of("x", 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> detail.withIdentifier(""));
    assertThatIllegalArgumentException().isThrownBy(() -> detail.with("actions", "read"));
    assertThatIllegalArgumentException().isThrownBy(() -> detail.with("note", "\ud800"));
  }

  @Test
  @DisplayName("F-17 are none where there is no value")
  void are_none_where_there_is_no_value() {
    assertThat(AuthorizationDetails.ofValue(null)).isEqualTo(AuthorizationDetails.none());
    assertThat(AuthorizationDetails.none().isEmpty()).isTrue();
    assertThat(AuthorizationDetails.none().json()).isEqualTo("[]");
  }

  @Test
  @DisplayName("F-17 change with nothing that they were made of, and nobody changes them")
  void change_with_nothing_that_they_were_made_of() {
    Map<String, Object> amount = new HashMap<>(Map.of("value", 1L));
    AuthorizationDetail detail = AuthorizationDetail.of("a").with("amount", amount);
    amount.put("value", 1_000_000L);

    assertThat(detail.member("amount")).contains(Map.of("value", 1L));
    assertThat(detail).isNotEqualTo(AuthorizationDetail.of("a").with("amount", amount));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> detail.members().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(detail)
        .isEqualTo(AuthorizationDetail.of(detail.members()))
        .hasSameHashCodeAs(AuthorizationDetail.of(detail.members()));
    assertThat(AuthorizationDetails.of(detail))
        .hasSameHashCodeAs(AuthorizationDetails.of(detail))
        .isNotEqualTo(AuthorizationDetails.none());
  }

  @Test
  @DisplayName("F-17 show types and names of members as text, no value")
  void show_no_value_as_text() {
    AuthorizationDetails details =
        AuthorizationDetails.ofValue(
            Arrays.asList(Map.of("type", "payment", "creditorName", "canary")));

    assertThat(details.toString()).contains("payment", "creditorName").doesNotContain("canary");
    assertThat(List.of(details).toString()).startsWith("[AuthorizationDetails[");
  }
}
