package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testing.ScriptedTransport;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be called at all. */
class HostPolicyTest {

  private final ScriptedTransport inner = new ScriptedTransport();

  private void assertPasses(HttpTransport policy, String address) {
    inner.json(200, "{}");
    assertThat(policy.exchange(HttpCall.get(URI.create(address))).status()).isEqualTo(200);
    inner.close();
  }

  private static void assertForbidden(HttpTransport policy, String address) {
    TransportException e = Outcomes.failure(policy, HttpCall.get(URI.create(address)));
    assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(e.sent()).isFalse();
    assertThat(e.retryable()).isFalse();
    assertThat(e.getMessage()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/",
        "HTTPS://a.example:8443/",
        "http://localhost:8080/",
        "http://127.0.0.1/",
        "http://[::1]:8080/"
      })
  @DisplayName("S-25 https, and plain http to this machine, pass")
  void httpsOnlyPasses(String address) {
    assertPasses(HttpPolicy.httpsOnly(inner), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/?secret=1",
        "ftp://a.example/",
        "http://10.0.0.1/",
        "http://127.0.0.1.a.example/",
        "http://localhost.a.example/"
      })
  @DisplayName("S-25 plain http beyond this machine does not")
  void httpsOnlyRefuses(String address) {
    assertForbidden(HttpPolicy.httpsOnly(inner), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/x",
        "https://A.EXAMPLE:443/",
        "http://a.example/",
        "https://b.example:8443/"
      })
  @DisplayName("S-25 hosts of the list pass")
  void onlyHostsPasses(String address) {
    assertPasses(HttpPolicy.onlyHosts(inner, Set.of("a.Example", "b.example:8443")), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://c.example/?secret=1",
        "https://a.example:444/",
        "http://a.example:443/",
        "https://b.example/",
        "https://x.a.example/",
        "https://a.example.evil.example/",
        "https://a.example./",
        "https://a.example@evil.example/",
        "https://169.254.169.254/"
      })
  @DisplayName("S-25 other hosts and other ports do not")
  void onlyHostsRefuses(String address) {
    assertForbidden(HttpPolicy.onlyHosts(inner, Set.of("a.example", "b.example:8443")), address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "https://a", "user@a", "a?b", "a b", "*"})
  void aListOfSomethingElseIsRefused(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpPolicy.onlyHosts(inner, Set.of(entry)))
        .withMessageContaining("hosts");
  }
}
