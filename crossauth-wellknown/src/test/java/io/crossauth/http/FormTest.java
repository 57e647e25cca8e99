package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.value.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

  private final Form form =
      Form.of("resource", "https://a.example/x")
          .plus("scope", "a b")
          .plus("resource", "https://b.example/?y=1&z");

  @Test
  @DisplayName("RFC 8707 a name may come more than once, and order stays")
  void encodes() {
    assertThat(form.encode())
        .isEqualTo(
            "resource=https%3A%2F%2Fa.example%2Fx&scope=a+b"
                + "&resource=https%3A%2F%2Fb.example%2F%3Fy%3D1%26z");
    assertThat(form.all("resource")).hasSize(2);
    assertThat(form.first("resource")).contains("https://a.example/x");
    assertThat(form.has("scope")).isTrue();
    assertThat(form.has("Scope")).isFalse();
    assertThat(Form.empty().encode()).isEmpty();
  }

  @Test
  @DisplayName("RFC 6749 appendix B")
  void appendixB() {
    assertThat(Form.encode(" %&+£€")).isEqualTo("+%25%26%2B%C2%A3%E2%82%AC");
  }

  @Test
  @DisplayName("every character is encoded as the JDK encodes it")
  void everyCharacter() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x3000; c++) {
      assertThat(Form.encode("a" + (char) c + "z")).isEqualTo(byTheJdk("a" + (char) c + "z"));
      all.append((char) c);
    }
    String whole = all.reverse() + "\ud83d\ude00 &\ud83d";
    assertThat(Form.encode(whole)).isEqualTo(byTheJdk(whole));
  }

  private static String byTheJdk(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("a form that was changed is another; the fields of both are closed")
  void closed() {
    assertThat(form.without("none").plus(Form.empty()).encode()).isEqualTo(form.encode());
    for (Form each : List.of(form, form.without("scope"), form.plus(Form.of("a", "1")))) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> each.fields().clear());
    }
  }

  @Test
  void changesAreCopies() {
    assertThat(form.with("resource", "c").encode()).isEqualTo("scope=a+b&resource=c");
    assertThat(form.without("resource").encode()).isEqualTo("scope=a+b");
    assertThat(Form.of("a", "1").plus(Form.of("b", "2")).encode()).isEqualTo("a=1&b=2");
    assertThat(form.fields()).hasSize(3);
  }

  @Test
  void readsWhatItWrites() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      Form some = Form.empty();
      for (int i = 0; i < random.nextInt(5); i++) {
        some = some.plus(text(random) + "n", text(random));
      }
      assertThat(Form.parse(some.encode()).encode()).isEqualTo(some.encode());
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(8); i++) {
      text.appendCodePoint(
          new int[] {'a', '&', '=', '+', '%', ' ', 0xe4, 0x1f600}[random.nextInt(8)]);
    }
    return text.toString();
  }

  @Test
  void readsOddForms() {
    Form odd = Form.parse("a&b=&=c&&d=e=f&%61=%C3%A4+");

    assertThat(odd.all("a")).containsExactly("", "ä ");
    assertThat(odd.first("b")).contains("");
    assertThat(odd.first("")).contains("c");
    assertThat(odd.first("d")).contains("e=f");
    assertThat(Form.parse("").fields()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=b"})
  void refusesBrokenEscapes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Form.parse(text));
  }

  @Test
  @DisplayName("S-28 text forms have no secrets")
  void textForms() {
    Form secret = Form.of("user", "alice").plus("password", Secret.of("canary"));

    assertThat(secret).hasToString("[user, password]");
    assertThat(secret.fields().toString()).contains("user=alice", "password=***");
    assertThat(Form.parse("code=canary").fields().toString()).doesNotContain("canary");
    assertThat(secret.encode()).isEqualTo("user=alice&password=canary");
  }

  @Test
  @DisplayName("attack 7: has at most a thousand parameters and a megabyte, however they come")
  void limits() {
    String thousand = "a=1&".repeat(1_000);
    assertThat(Form.parse(thousand).fields()).hasSize(1_000);
    tooLarge(() -> Form.parse(thousand + "a"));
    assertThat(Form.parse("&".repeat(1024 * 1024)).fields()).isEmpty();
    tooLarge(() -> Form.parse("&".repeat(1024 * 1024 + 1)));
    tooLarge(() -> Form.ofParameters(Map.of("a", "v ".repeat(1_001).split(" "))));
    String[] values = new String[1_000];
    Arrays.fill(values, "v");
    Form form = Form.ofParameters(Map.of("a", values));
    assertThat(form.all("a")).hasSize(1_000);
    assertThat(form.toString()).doesNotContain("v");
    Arrays.fill(values, "v".repeat(1_100));
    tooLarge(() -> Form.ofParameters(Map.of("a", values)));
  }

  private static void tooLarge(ThrowingCallable call) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.too_large"));
  }
}
