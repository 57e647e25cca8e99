package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClientVersionTest {

  @ParameterizedTest
  @DisplayName("a version with known faults: its number, the advisories and what to set are said")
  @ValueSource(strings = {"5.5", "5.5.1", "5.5.2", "5.6", "5.6.3", "5.6-beta1"})
  void faulty(String version) {
    assertThat(HttpClientVersion.advice(version))
        .hasValueSatisfying(
            advice ->
                assertThat(advice)
                    .contains(
                        "httpclient5 " + version,
                        "CVE-2026-71290",
                        "CVE-2026-64607",
                        "5.6.4",
                        "httpclient5.version",
                        "httpcore5.version"));
  }

  @ParameterizedTest
  @DisplayName("a version without: nothing is said")
  @ValueSource(strings = {"5.6.4", "5.6.5", "5.7-alpha1", "5.10", "6.0"})
  void sound(String version) {
    assertThat(HttpClientVersion.advice(version)).isEmpty();
  }

  @Test
  @DisplayName("the version that is there serves, without a warning")
  void present() {
    assertThat(HttpClientVersion.check()).isFalse();
  }
}
