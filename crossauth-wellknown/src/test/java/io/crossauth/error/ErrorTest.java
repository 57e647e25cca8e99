package io.crossauth.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException.Kind;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTest {

  @ParameterizedTest
  @EnumSource(Kind.class)
  @DisplayName("S-28 a transport failure shows where, never the query")
  void transport(Kind kind) {
    Throwable cause = new IllegalStateException("below");
    TransportException e =
        new TransportException(
            kind,
            URI.create("https://user:canary@a.example:8443/t%20x?code=canary"),
            true,
            "the detail",
            cause);

    assertThat(e.endpoint()).isEqualTo("https://a.example:8443/t%20x");
    assertThat(e)
        .hasMessage("no usable answer from https://a.example:8443/t%20x: the detail")
        .hasCause(cause);
    assertThat(e.code()).isEqualTo("transport." + kind.name().toLowerCase());
    assertThat(e.sent()).isTrue();
  }

  @Test
  void anOddAddressIsNoReasonToFailTwice() {
    assertThat(
            new TransportException(Kind.BROKEN, URI.create("mailto:a@b"), false, "d", null)
                .endpoint())
        .isEqualTo("mailto:");
  }

  @Test
  void anInvalidResponseNamesItsRuleAndStatus() {
    InvalidResponseException e = new InvalidResponseException("not_json", "m", 502, null);

    assertThat(e).hasMessage("m (HTTP 502)");
    assertThat(e.code()).isEqualTo("response.not_json");
    assertThat(e.retryable()).isTrue();
    assertThat(new InvalidResponseException("x", "m").retryable()).isFalse();
    assertThat(new InvalidResponseException("x", "m")).hasMessage("m");
  }

  @Test
  void anInterruptionIsSetAgain() {
    InterruptedCallException e = new InterruptedCallException("an answer", null);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(e).hasMessage("interrupted while waiting for an answer");
    assertThat(e.code()).isEqualTo("call.interrupted");
    assertThat(e.retryable()).isFalse();
  }

  @Test
  void anInsufficientScopeSaysBothSides() {
    InsufficientPrivilegesException e =
        InsufficientPrivilegesException.ofScope(Set.of("b", "a"), Set.of("c"));

    assertThat(e).hasMessage("insufficient scope: expected [a, b], found [c]");
    assertThat(e.required()).containsExactlyInAnyOrder("a", "b");
    assertThat(e.present()).containsExactly("c");
  }
}
