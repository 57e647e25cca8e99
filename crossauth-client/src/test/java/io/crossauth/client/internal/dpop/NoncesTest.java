package io.crossauth.client.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449 sections 8.1 and 8.2. */
@DisplayName("F-07: nonces")
class NoncesTest {

  private static final URI A = URI.create("https://a.example.com/token?x=1");

  private final Nonces nonces = new Nonces();

  private static URI origin(int number) {
    return URI.create("https://n" + number + ".example.com/");
  }

  @Test
  @DisplayName("F-07: are kept per origin, whatever the path")
  void per_origin() {
    nonces.keep(A, List.of("one"));

    assertThat(nonces.of(URI.create("HTTPS://A.example.com:443/other"))).contains("one");
    assertThat(nonces.of(URI.create("https://a.example.com:8443/token"))).isEmpty();
    assertThat(nonces.of(URI.create("http://a.example.com/token"))).isEmpty();
  }

  @Test
  @DisplayName("F-07: the newest counts")
  void the_newest_counts() {
    nonces.keep(A, List.of("one"));
    nonces.keep(A, List.of("two"));

    assertThat(nonces.of(A)).contains("two");
  }

  @Test
  @DisplayName("F-07: of the hundred origins used last")
  void of_the_hundred_used_last() {
    for (int i = 0; i < Nonces.MOST; i++) {
      nonces.keep(origin(i), List.of("n" + i));
    }
    assertThat(nonces.of(origin(0))).contains("n0");
    nonces.keep(origin(100), List.of("n100"));

    assertThat(nonces.of(origin(0))).contains("n0");
    assertThat(nonces.of(origin(1))).isEmpty();
    assertThat(nonces.of(origin(2))).contains("n2");
    assertThat(nonces.of(origin(100))).contains("n100");
  }

  @ParameterizedTest(name = "F-07: what is none is left out: {0}")
  @ValueSource(strings = {"", "with space", "\"quoted\"", "back\\slash", "\u00e9", "\u0007"})
  void what_is_none(String value) {
    nonces.keep(A, List.of("good"));
    nonces.keep(A, List.of(value));

    assertThat(nonces.of(A)).contains("good");
  }

  @Test
  @DisplayName("F-07: what is none is left out: two, none, and one without end")
  void two_none_and_one_without_end() {
    nonces.keep(A, List.of("good"));
    nonces.keep(A, List.of());
    nonces.keep(A, List.of("one", "two"));
    nonces.keep(A, List.of("x".repeat(2049)));

    assertThat(nonces.of(A)).contains("good");
    nonces.keep(A, List.of("x".repeat(2048)));
    assertThat(nonces.of(A).orElseThrow()).hasSize(2048);
  }
}
