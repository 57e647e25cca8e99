package io.crossauth.testkit.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.fault.Behaviour;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake on its wire: TLS under the real names, and a log with times. */
class FakePassportWireTest {

  private static final int PATIENCE_MILLIS = 10_000;

  private final FakePassport fake = FakePassport.start();

  @AfterEach
  void stop() {
    fake.close();
  }

  private String get(SSLContext trust, String host, String path) throws IOException {
    try (Socket plain = new Socket(fake.address().getAddress(), fake.address().getPort());
        SSLSocket socket =
            (SSLSocket) trust.getSocketFactory().createSocket(plain, host, 443, true)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyNameIsServedUnderACertificateForIt() throws IOException {
    for (String host : fake.hosts()) {
      assertThat(get(fake.clientContext(), host, "/x")).startsWith("HTTP/1.1 404");
    }
    assertThat(get(fake.clientContext(), FakePassport.FOREIGN_HOST, "/x"))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void nobodyElseTrustsItOrTakesItForAnother() throws Exception {
    SSLContext strangers = SSLContext.getDefault();

    assertThatThrownBy(() -> get(strangers, "ya.ru", "/")).isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> get(fake.clientContext(), "yandex.example", "/"))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void whatArrivesIsNotedInItsOrderWithTimes() throws IOException {
    get(fake.clientContext(), "ya.ru", "/");
    get(fake.clientContext(), "www.yandex.ru", "/");

    List<Arrival> arrivals = fake.arrivals();
    assertThat(arrivals).extracting(Arrival::place).containsExactly("ya.ru/", "www.yandex.ru/");
    assertThat(arrivals.get(1).since(arrivals.get(0))).isPositive();
    assertThat(arrivals.get(0)).hasToString("GET ya.ru/");
    assertThat(fake.requests("ya.ru/")).hasSize(1);
    assertThat(fake.requests()).hasSize(2);
  }

  @Test
  void aWireCanBreakInTheMiddleOfATrueAnswer() throws IOException {
    fake.faults().at("www.yandex.ru/").next(1).deliver(Behaviour::closeInBody);

    assertThat(get(fake.clientContext(), "www.yandex.ru", "/")).doesNotContain("</html>");
    assertThat(get(fake.clientContext(), "www.yandex.ru", "/")).contains("</html>");
  }

  @Test
  void aServerCanHangUpWithoutAnAnswer() throws IOException {
    fake.faults().at("www.yandex.ru/").behave(Behaviour.closeBeforeHeaders());

    assertThat(get(fake.clientContext(), "www.yandex.ru", "/")).isEmpty();
  }
}
