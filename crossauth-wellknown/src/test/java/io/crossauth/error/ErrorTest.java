package io.crossauth.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException.Kind;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(e.code()).isEqualTo("transport." + kind.name().toLowerCase(Locale.ROOT));
    assertThat(e.sent()).isTrue();
  }

  @ParameterizedTest(name = "case A16 of {0} the address {1} is kept, which is one again")
  @CsvSource({
    "mailto:a@b, mailto:-",
    "issuer:acme?corp, issuer:-",
    "http://my_host, http://my_host",
    "https://user:pass@my_host:8443/a?b, https://my_host:8443/a",
    "https://user:pass@a.example/b?c=d, https://a.example/b",
    "https://[::1]:8443/a#b, https://[::1]:8443/a",
    "file:///a/b, file:/a/b",
    "/acme%20corp, /acme%20corp"
  })
  void anOddAddressIsNoReasonToFailTwice(String address, String kept) {
    String endpoint =
        new TransportException(Kind.BROKEN, URI.create(address), false, "d", null).endpoint();

    assertThat(endpoint).isEqualTo(kept);
    assertThat(URI.create(endpoint)).hasToString(kept);
  }

  @Test
  @DisplayName("case A12 a message is one printable line, whatever strangers wrote into it")
  void messagesArePrintable() {
    String foreign = "a\r\nb\u001b[2J\u202e" + "x".repeat(30_000);
    for (CrossauthException e :
        List.of(
            new InvalidResponseException("x", foreign),
            new TransportException(
                Kind.BROKEN, URI.create("https://a.example"), true, foreign, null),
            new TokenRejectedException(
                RejectionReason.UNKNOWN_KEY, foreign, foreign, foreign, foreign),
            new OAuthErrorException(foreign, foreign, null, 400, null, foreign),
            InsufficientPrivilegesException.byRule(foreign))) {
      assertThat(e.getMessage())
          .hasSizeLessThanOrEqualTo(2_001)
          .doesNotContain("\r", "\n", "\u001b", "\u202e");
    }
    TokenRejectedException rejected =
        new TokenRejectedException(RejectionReason.UNKNOWN_KEY, "kid", foreign, foreign, "try it");
    assertThat(rejected.expected().orElseThrow()).hasSize(201).startsWith("a??b?[2J?");
    assertThat(rejected.found().orElseThrow()).hasSize(201);
    assertThat(rejected.getMessage()).endsWith("; try it");
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
