package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.TransportException;
import io.crossauth.testkit.fault.FaultServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fuzzer found over memory, over a socket: a failure of the transport, and no other. */
@Timeout(60)
class OddStatusTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 000 OK",
        "HTTP/1.1 0 OK",
        "HTTP/1.1 -1 OK",
        "HTTP/1.1 99999999999 OK",
        "HTTP/1.1 two OK",
        "HTTP/9999999999.1 200 OK",
        "HTTP/-1.1 200 OK"
      })
  @DisplayName("an answer with a status or version that is none breaks the call alone")
  void oddStatus(String line) {
    byte[] answer = (line + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    try (FaultServer server = FaultServer.start();
        ApacheHttpTransport transport = ApacheHttpTransport.create()) {
      server.always(
          connection -> {
            connection.request();
            connection.write(answer);
            connection.close();
          });

      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> transport.send(HttpCall.of("GET", server.uri("/"))))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.BROKEN));
    }
  }
}
