package com.example.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/tasks/service-behind-proxy.md: no name but the proxy's leads anywhere. */
class NightlyTest {

  private static final String ISSUER = "https://id.corp.invalid";
  private static final URI ORDERS = URI.create("https://api.corp.invalid/orders");

  private final FaultServer server =
      FaultServer.startTls(
              TestCertificates.shared().serverContext("id.corp.invalid", "api.corp.invalid"))
          .next(
              Reply.json(
                  "{\"issuer\":\"https://id.corp.invalid\","
                      + "\"jwks_uri\":\"https://id.corp.invalid/keys\","
                      + "\"token_endpoint\":\"https://id.corp.invalid/token\"}"),
              Reply.json(
                  "{\"access_token\":\"at-of-nightly\",\"token_type\":\"Bearer\","
                      + "\"expires_in\":300}"))
          .always(Reply.json("{\"orders\":[]}"));
  private final List<String> tunnels = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private Path ca;
  private ServerSocket proxy;

  @BeforeEach
  void start() throws IOException {
    ca = Files.writeString(folder.resolve("ca.pem"), TestCertificates.shared().authorityPem());
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(
        () -> {
          while (true) {
            Socket client = proxy.accept();
            inBackground(() -> tunnel(client));
          }
        });
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void theTokenAndTheOrdersComeThroughTheProxy() throws Exception {
    try (Nightly nightly = nightly(address(proxy.getLocalPort()))) {
      assertThat(nightly.read(ORDERS)).isEqualTo("{\"orders\":[]}");
    }

    assertThat(tunnels)
        .anyMatch(head -> head.startsWith("CONNECT id.corp.invalid:443"))
        .anyMatch(head -> head.startsWith("CONNECT api.corp.invalid:443"))
        .noneMatch(head -> head.contains("at-of-nightly"));
    assertThat(server.requests().get(2).header("Authorization")).contains("Bearer at-of-nightly");
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws Exception {
    try (ClosedPort nobody = ClosedPort.hold();
        Nightly nightly = nightly(address(nobody.port()))) {
      assertThatThrownBy(() -> nightly.read(ORDERS))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("the proxy 127.0.0.1:" + nobody.port());
    }
  }

  private Nightly nightly(InetSocketAddress through) throws Exception {
    return new Nightly(ISSUER, TestClients.SECRET, ORDERS, through, ca);
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  private void tunnel(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    tunnels.add(head.toString());
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      byte[] granted = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      client.getOutputStream().write(granted);
      inBackground(() -> upstream.getInputStream().transferTo(client.getOutputStream()));
      in.transferTo(upstream.getOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side is gone.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
