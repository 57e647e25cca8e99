package io.crossauth.testkit.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.http.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTest {

  private static final Reply WHOLE = Reply.json("{\"whole\":true}");
  private static final int LENGTH = WHOLE.head().length + WHOLE.body().length;

  private final FaultServer upstream = FaultServer.start().always(WHOLE);
  private final FaultProxy proxy = FaultProxy.to(upstream.uri("/"));
  private Socket socket;

  @BeforeEach
  void connect() throws IOException {
    socket = new Socket("127.0.0.1", proxy.port());
    socket.setSoTimeout(10_000);
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    proxy.close();
    upstream.close();
  }

  @Test
  void passesBytesBothWays() throws Exception {
    assertThat(ask(LENGTH)).endsWith(WHOLE.bodyText());
    assertThat(ask(LENGTH)).endsWith(WHOLE.bodyText());
    assertThat(proxy.connections()).isEqualTo(1);
    assertThat(proxy.uri(upstream.uri("/a%20b?c=d")))
        .isEqualTo(URI.create("http://127.0.0.1:" + proxy.port() + "/a%20b?c=d"));
  }

  @Test
  void refusesOldConnectionsAndNewOnes() throws Exception {
    ask(LENGTH);
    proxy.refuse();

    assertThatThrownBy(() -> ask(LENGTH)).isInstanceOf(SocketException.class);
    socket.close();
    connect();
    assertThatThrownBy(() -> ask(LENGTH)).isInstanceOf(SocketException.class);

    proxy.pass();
    connect();
    assertThat(ask(LENGTH)).endsWith(WHOLE.bodyText());
  }

  @Test
  void hangsUntilItIsMended() throws Exception {
    ask(LENGTH);
    proxy.hang();
    socket.setSoTimeout(150);
    assertThatThrownBy(() -> ask(LENGTH)).isInstanceOf(SocketTimeoutException.class);

    proxy.pass();
    socket.setSoTimeout(10_000);
    assertThat(read(LENGTH)).endsWith(WHOLE.bodyText());
  }

  @Test
  void dripsUntilItIsMended() throws Exception {
    proxy.drip(Duration.ofMillis(1));
    assertThat(ask(LENGTH)).endsWith(WHOLE.bodyText());

    proxy.drip(Duration.ofHours(1));
    socket.setSoTimeout(150);
    assertThatThrownBy(() -> ask(LENGTH)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void breaksOffInTheMiddle() throws Exception {
    proxy.resetMidAnswer();

    assertThat(ask(LENGTH / 2)).startsWith("HTTP/1.1");
    assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  private String ask(int length) throws IOException {
    socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
    return read(length);
  }

  private String read(int length) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(length);
    if (bytes.length == 0) {
      throw new SocketException("closed");
    }
    return new String(bytes, US_ASCII);
  }
}
