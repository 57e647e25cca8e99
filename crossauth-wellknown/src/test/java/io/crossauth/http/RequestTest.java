package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a request on the wire (RFC 9112 section 2.1)")
class RequestTest {

  private static final URI TOKEN = URI.create("https://id.example.com/token?a=%C3%A4&b");
  private static final Headers DEFAULTS = Headers.of("User-Agent", "test").plus("Accept", "*/*");

  @Test
  @DisplayName("is a head and a body, with our headers first and each default once")
  void post() {
    HttpCall call = HttpCall.post(TOKEN, Form.of("a", "1 2")).withHeader("accept", "text/x");

    assertThat(text(Request.of(call, DEFAULTS)))
        .isEqualTo(
            "POST /token?a=%C3%A4&b HTTP/1.1\r\n"
                + "Host: id.example.com\r\n"
                + "User-Agent: test\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "accept: text/x\r\n"
                + "Content-Length: 5\r\n");
  }

  @Test
  @DisplayName("names the length of no body for methods that have one (RFC 9110 section 8.6)")
  void withoutBody() {
    URI uri = URI.create("http://127.0.0.1:8080");

    assertThat(text(Request.of(HttpCall.get(uri), Headers.none())))
        .isEqualTo("GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n");
    assertThat(text(Request.of(HttpCall.of("PUT", uri), Headers.none())))
        .isEqualTo("PUT / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 0\r\n");
  }

  @Test
  @DisplayName("carries bodies as they are")
  void bytes() throws IOException {
    byte[] body = {0, (byte) 0xff, '\r', '\n'};
    HttpEntity entity =
        Request.of(HttpCall.of("POST", TOKEN).withBody("x/y", body), Headers.none()).getEntity();

    assertThat(entity.getContent().readAllBytes()).isEqualTo(body);
  }

  @Test
  @DisplayName("has no line end from letters whose last byte is one")
  void lettersThatEndInLineEnds() {
    URI uri = URI.create("https://id.example.com/\u010d\u010a?\u010d\u010a");

    assertThat(text(Request.of(HttpCall.get(uri), Headers.none())))
        .startsWith("GET /%C4%8D%C4%8A?%C4%8D%C4%8A HTTP/1.1\r\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpCall.get(TOKEN).withHeader("A", "\u010d\u010aB: c"));
    assertThatIllegalArgumentException().isThrownBy(() -> HttpCall.of("G\u010d\u010aB", TOKEN));
  }

  @Test
  @DisplayName("names the whole address to a proxy (RFC 9112 section 3.2.2)")
  void passedOn() {
    ClassicHttpRequest request = Request.of(HttpCall.get(TOKEN), Headers.none());

    Request.throughProxy(request, TOKEN, proxy());

    assertThat(text(request))
        .startsWith("GET https://id.example.com/token?a=%C3%A4&b HTTP/1.1\r\nHost: id.example.com")
        .contains("Proxy-Authorization: Basic dTpw\r\n");
  }

  @Test
  @DisplayName("asks for a tunnel by the authority alone (RFC 9112 section 3.2.3)")
  void tunnel() {
    assertThat(text(Request.connect("::1", 443, proxy(), "test")))
        .isEqualTo(
            "CONNECT [::1]:443 HTTP/1.1\r\n"
                + "Host: [::1]:443\r\n"
                + "User-Agent: test\r\n"
                + "Proxy-Authorization: Basic dTpw\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "TRANSFER-ENCODING", "host", "Connection", "Upgrade"})
  @DisplayName("has no header of the connection from the caller, which could smuggle in a request")
  void headersOfTheConnection(String name) {
    HttpCall call = HttpCall.get(TOKEN).withHeader(name, "1");

    assertThatIllegalArgumentException().isThrownBy(() -> Request.of(call, Headers.none()));
  }

  private static ProxyRoute proxy() {
    return new ProxyRoute(
        new HttpHost("http", "proxy.example", 3128),
        Optional.of(new ProxyRoute.Credentials("u", Secret.of("p"))));
  }

  /** Request line and headers, one a line. */
  private static String text(ClassicHttpRequest request) {
    StringBuilder text = new StringBuilder();
    text.append(request.getMethod()).append(' ').append(request.getRequestUri());
    text.append(" HTTP/1.1\r\n");
    for (Header header : request.getHeaders()) {
      text.append(header.getName()).append(": ").append(header.getValue()).append("\r\n");
    }
    return text.toString();
  }
}
