package io.crossauth.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.provider.InProcessProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** The demo with a client at somebody's server. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoServerTest {

  private static final Pattern ENTER_CODE =
      Pattern.compile("Open (\\S+) and enter the code (\\S+)");

  private final InProcessProvider provider = InProcessProvider.start();

  @Test
  void withoutATerminalItRunsWhatNeedsNobody() {
    Printed demo =
        Printed.by(
            options(
                "--username=" + TestUsers.ALICE,
                "--password=" + TestUsers.password(TestUsers.ALICE),
                "--audience=" + TestClients.AUDIENCE));

    assertThat(demo.last())
        .isEqualTo("flows: 4 passed, 0 failed, 2 left out: code + PKCE; device with QR");
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.text()).containsPattern("code \\+ PKCE +left out: nobody is at a browser");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    Printed demo = Printed.by(options());

    assertThat(demo.last()).startsWith("flows: 1 passed, 0 failed, 5 left out: ");
    assertThat(demo.text()).containsPattern("password +left out: no user is known");
    assertThat(demo.text()).containsPattern("refresh +left out: no earlier row");
  }

  @Test
  @Timeout(60)
  void aPersonAtATerminalLogsInAndApproves() throws IOException {
    PipedOutputStream printed = new PipedOutputStream();
    PipedInputStream screen = new PipedInputStream(printed, 64 * 1024);
    CompletableFuture<List<String>> person = CompletableFuture.supplyAsync(() -> play(screen));
    int exitCode;
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      exitCode =
          new Demo(out, progress -> provider, true, Ending.never())
              .run(options("--redirect-port=" + freePort()));
    }

    List<String> lines = person.join();
    assertThat(lines.get(lines.size() - 1)).startsWith("flows: 5 passed, 0 failed, 1 left out: ");
    assertThat(exitCode).isZero();
  }

  @Test
  void aServerThatIsNotThereIsOneLine() throws IOException {
    try (ClosedPort nobody = ClosedPort.hold()) {
      Printed demo = Printed.by("--issuer=" + nobody.uri("/"), "--client-id=web");

      assertThat(demo.lines()).hasSize(1);
      assertThat(demo.last()).startsWith("demo: transport.connect: ");
      assertThat(demo.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void aServerNeedsAClient() {
    assertThat(Printed.by("--issuer=" + provider.issuer()).exitCode()).isEqualTo(2);
  }

  private String[] options(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--issuer=" + provider.issuer(),
                "--client-id=" + TestClients.CONFIDENTIAL,
                "--client-secret=" + TestClients.SECRET));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  /** Reads the screen, and does what it says. */
  private List<String> play(PipedInputStream screen) {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(screen, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        Matcher device = ENTER_CODE.matcher(line);
        if (line.startsWith("http")) {
          comeBack(
              Browser.create()
                  .login(URI.create(line), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
                  .uri());
        } else if (device.find()) {
          provider.approveDevice(device.group(2), TestUsers.ALICE);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void comeBack(URI callback) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(callback).build();
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
      assertThat(status).isEqualTo(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  void end() {
    provider.close();
  }
}
