package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls, answers, and transports of others. */
class HttpCallTest {

  private static final URI ADDRESS = URI.create("https://a.example:8443/t?code=canary");

  @Test
  void aPostOfAFormSaysSo() {
    HttpCall call = HttpCall.post(ADDRESS, Form.of("a", "ä"));

    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.uri()).isEqualTo(ADDRESS);
    assertThat(call.headers().first("content-type")).contains("application/x-www-form-urlencoded");
    assertThat(call.body().orElseThrow()).isEqualTo("a=%C3%A4".getBytes());
    assertThat(call.maxBytes()).isEqualTo(64 * 1024);
    assertThat(call.timeout()).isEmpty();
  }

  @Test
  void changesAreCopies() {
    HttpCall call = HttpCall.get(ADDRESS).withHeader("A", "1");

    assertThat(call.withHeader("a", "2").headers().all("A")).containsExactly("2");
    assertThat(call.withHeaders(Headers.of("B", "3")).headers().names()).hasSize(2);
    assertThat(call.withMaxBytes(0).maxBytes()).isZero();
    assertThat(call.withTimeout(Duration.ofSeconds(1)).timeout()).contains(Duration.ofSeconds(1));
    assertThat(call.withUri(URI.create("https://b.example")).uri().getHost())
        .isEqualTo("b.example");
    assertThat(call.headers().all("A")).containsExactly("1");
    assertThat(call.body()).isEmpty();
  }

  @Test
  void aBodyIsCopiedInAndOut() {
    byte[] bytes = {1, 2, 3};
    HttpCall call = HttpCall.of("POST", ADDRESS).withBody("application/octet-stream", bytes);
    HttpReply reply = new HttpReply(200, Headers.none(), bytes);

    bytes[0] = 9;
    call.body().orElseThrow()[1] = 9;
    reply.body()[1] = 9;

    assertThat(call.body().orElseThrow()).containsExactly(1, 2, 3);
    assertThat(reply.body()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/relative",
        "mailto:a@b",
        "https:///nohost",
        "https://a.example/#fragment",
        "https://a.example:65536/",
        "https://under_score.example/"
      })
  void refusesAddressesThatCannotBeCalled(String address) {
    URI uri = URI.create(address);

    assertThatIllegalArgumentException().isThrownBy(() -> HttpCall.get(uri));
    assertThatIllegalArgumentException().isThrownBy(() -> HttpCall.get(ADDRESS).withUri(uri));
  }

  @Test
  @DisplayName("letters beyond ASCII in an address are escaped")
  void escapes() {
    assertThat(HttpCall.get(URI.create("https://a.example/ä?b=€")).uri())
        .isEqualTo(URI.create("https://a.example/%C3%A4?b=%E2%82%AC"));
    assertThat(HttpCall.get(URI.create("https://a.example/\ud83d\ude00")).uri())
        .isEqualTo(URI.create("https://a.example/%F0%9F%98%80"));
  }

  @Test
  @DisplayName("an address with half a character, which nothing can escape, is refused")
  void halfCharacters() {
    for (String half : new String[] {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83dx"}) {
      URI uri = URI.create("https://a.example/" + half);

      assertThatIllegalArgumentException().isThrownBy(() -> HttpCall.get(uri));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /x HTTP/1.1\r\nX: y", "GE T", "G\u00c4T"})
  @DisplayName("a method that would smuggle in another request is refused")
  void badMethods(String method) {
    assertThatIllegalArgumentException().isThrownBy(() -> HttpCall.of(method, ADDRESS));
  }

  @Test
  void aMethodIsInUpperCase() {
    assertThat(HttpCall.of("delete", ADDRESS).method()).isEqualTo("DELETE");
  }

  @Test
  void refusesLimitsThatAreNone() {
    HttpCall call = HttpCall.get(ADDRESS);

    assertThatIllegalArgumentException().isThrownBy(() -> call.withMaxBytes(-1));
    for (Duration time :
        new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(25)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> call.withTimeout(time));
    }
  }

  @Test
  @DisplayName("S-28 text forms have neither query nor header values nor bodies")
  void textForms() {
    HttpCall call =
        HttpCall.post(ADDRESS, Form.of("a", "canary")).withHeader("Authorization", "canary");
    HttpReply reply = new HttpReply(200, Headers.of("Set-Cookie", "canary"), "canary".getBytes());

    assertThat(call).hasToString("POST https://a.example:8443/t");
    assertThat(reply).hasToString("HTTP 200, 6 bytes");
  }

  @Test
  void anAnswerKnowsItsMediaType() {
    assertThat(reply("Application/JSON ; charset=x").mediaType()).contains("application/json");
    assertThat(reply("").mediaType()).contains("");
    assertThat(new HttpReply(199, Headers.none(), new byte[0]).mediaType()).isEmpty();
    assertThat(new HttpReply(199, Headers.none(), new byte[0]).successful()).isFalse();
    assertThat(reply("a").successful()).isTrue();
    assertThat(new HttpReply(300, Headers.none(), new byte[0]).successful()).isFalse();
  }

  private static HttpReply reply(String type) {
    return new HttpReply(
        299, Headers.of("content-TYPE", type), "x".getBytes(StandardCharsets.UTF_8));
  }

  private static HttpTransport failing(IOException e) {
    return call -> {
      throw e;
    };
  }

  @Test
  @DisplayName("failures of other transports become ours")
  void otherTransports() {
    HttpCall call = HttpCall.get(ADDRESS);

    assertThat(Outcomes.failure(failing(new SocketTimeoutException("canary")), call))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT))
        .hasMessageNotContaining("canary");
    TransportException broken = Outcomes.failure(failing(new IOException("canary")), call);
    assertThat(broken.kind()).isEqualTo(Kind.BROKEN);
    // Nobody knows, so it counts as sent.
    assertThat(broken.sent()).isTrue();
    assertThat(broken).hasMessageNotContaining("canary");
    assertThatThrownBy(() -> failing(new InterruptedIOException()).exchange(call))
        .isInstanceOf(InterruptedCallException.class)
        .hasMessageNotContaining("canary");
    assertThat(Thread.interrupted()).isTrue();
  }
}
