package io.crossauth.testkit.keycloak;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** One container with our realm; its output is kept, and quoted when it fails. */
final class KeycloakContainer {

  private static final int PORT = 8080;
  private static final int TLS_PORT = 8443;
  private static final String CONF = "/opt/keycloak/conf/tls";
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final int CONNECT_MILLIS = 5_000;
  private static final String LOOPBACK = "127.0.0.1";
  private static final byte[] OCTETS = {127, 0, 0, 1};
  private static final Pattern LISTENING =
      Pattern.compile("Listening on: http://[^ ]+:(\\d+) and https://[^ ]+:(\\d+)");

  private final GenericContainer<?> container;
  private final boolean hostNetwork;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * {@code hostNetwork} says whether the server shall be on the network of this machine; then it
   * has these options, too.
   */
  KeycloakContainer(String image, String realm, boolean hostNetwork, List<String> options) {
    this.hostNetwork = hostNetwork;
    this.container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withEnv(AdminApi.BOOTSTRAP)
            // As frugal as the process of the zip, whatever the machine has.
            .withEnv("JAVA_OPTS_KC_HEAP", String.join(" ", Installation.HEAP))
            .withEnv("JAVA_OPTS_APPEND", "-XX:-UseG1GC " + String.join(" ", Installation.FAST))
            .withCopyToContainer(
                Transferable.of(realm), "/opt/keycloak/data/import/" + Realm.FILE_NAME)
            .withLogConsumer(this::hear)
            .waitingFor(new NoWait());
    TlsFiles.contents()
        .forEach(
            (name, text) ->
                container.withCopyToContainer(Transferable.of(text), CONF + "/" + name));
    List<String> command = new ArrayList<>(List.of("start-dev", "--import-realm", TlsFiles.BUILD));
    command.addAll(TlsFiles.options(CONF, hostNetwork ? 0 : TLS_PORT));
    if (hostNetwork) {
      container.withNetworkMode("host");
      command.addAll(List.of("--http-host=" + LOOPBACK, "--http-port=0"));
      command.addAll(options);
    } else {
      container.withExposedPorts(PORT, TLS_PORT);
      container.withCreateContainerCmdModifier(
          create ->
              Objects.requireNonNull(create.getHostConfig())
                  .withPortBindings(published(PORT), published(TLS_PORT)));
    }
    container.withCommand(command.toArray(String[]::new));
  }

  void start() {
    container.start();
  }

  void stop() {
    container.stop();
  }

  /**
   * Where the server listens, as seen from here.
   *
   * @throws IllegalStateException if it does not come to that, or cannot be reached from here
   */
  URI awaitListening(Duration patience) {
    return reached("http", awaitSign(patience, () -> port(1)), PORT);
  }

  /**
   * The same by TLS.
   *
   * @throws IllegalStateException if it does not come to that, or cannot be reached from here
   */
  URI awaitListeningTls(Duration patience) {
    return reached("https", awaitSign(patience, () -> port(2)), TLS_PORT);
  }

  private URI reached(String scheme, int listening, int exposed) {
    int port = hostNetwork ? listening : container.getMappedPort(exposed);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByAddress(OCTETS), port), CONNECT_MILLIS);
    } catch (IOException e) {
      throw new IllegalStateException(
          ("Keycloak listens in its container, but nothing answers at %s:%d here; Docker's network"
                  + " is not this machine's: choose zip by %s")
              .formatted(LOOPBACK, port, KeycloakServer.CHOICE));
    }
    return URI.create(scheme + "://" + LOOPBACK + ":" + port);
  }

  /**
   * Waits until the running container shows something.
   *
   * @throws IllegalStateException if it ends before or takes too long
   */
  <T> T awaitSign(Duration patience, Supplier<Optional<T>> sign) {
    long begin = System.nanoTime();
    try {
      while (System.nanoTime() - begin < patience.toNanos()) {
        boolean over = ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        Optional<T> seen = sign.get();
        if (seen.isPresent()) {
          return seen.get();
        }
        if (over) {
          throw new IllegalStateException("the server has ended");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server was starting", e);
    }
    throw new IllegalStateException(
        "the server was not there after " + patience.toSeconds() + " s");
  }

  /** The end of the server's log, for a message; empty if there is none. */
  String lastLines() {
    return output.isEmpty() ? "" : LastLines.of(String.join("", output));
  }

  private static PortBinding published(int port) {
    return new PortBinding(Binding.bindIp(LOOPBACK), ExposedPort.tcp(port));
  }

  private Optional<Integer> port(int which) {
    Matcher line = LISTENING.matcher(String.join("", output));
    return line.find() ? Optional.of(Integer.valueOf(line.group(which))) : Optional.empty();
  }

  private void hear(OutputFrame frame) {
    if (frame.getType() == OutputFrame.OutputType.END) {
      ended.countDown();
    } else {
      output.add(frame.getUtf8String());
    }
  }

  /** Leaves the waiting to us, who notice when the server ends. */
  private static final class NoWait extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
