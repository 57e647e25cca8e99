package io.crossauth.testkit.keycloak;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The daemon that Testcontainers finds, by its socket; nobody needs Docker's own command.
 *
 * @param client speaks to it
 * @param address where it answers
 * @param host where Testcontainers looks for the published ports of its containers
 * @param system what it says it runs on
 * @param securityOptions how it keeps containers apart
 * @param gateway the address that its machine has on the network of containers, if it has one
 */
record DockerDaemon(
    DockerClient client,
    URI address,
    String host,
    String system,
    List<String> securityOptions,
    Optional<String> gateway) {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String CHOSEN = KeycloakServer.CHOICE + " is docker, but ";

  /**
   * Finds the daemon.
   *
   * @throws IllegalStateException if none answers
   */
  static DockerDaemon ask() {
    try {
      return Bounded.call(PATIENCE, "no answer in time", DockerDaemon::find);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          CHOSEN
              + "no Docker daemon answers: start it, let DOCKER_HOST name it, or choose zip ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /**
   * Lets Testcontainers make itself ready, which it does once: it starts Ryuk, which removes the
   * containers of processes that were killed.
   */
  static void prepareTestcontainers(Progress progress) {
    if (!Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
      progress.say("starting Ryuk (for the first time, pulling testcontainers/ryuk)");
    }
    String late = "it is not there, or its image cannot be pulled";
    try {
      DockerClient unused = Bounded.call(PATIENCE, late, DockerClientFactory.instance()::client);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "Testcontainers cannot start Ryuk, which removes the containers of killed processes: "
              + e.getMessage()
              + "; give Docker its image, or set TESTCONTAINERS_RYUK_DISABLED=true",
          e);
    }
  }

  private static DockerDaemon find() {
    // Not DockerClientFactory.client(), which pulls the image of Ryuk before anything is said.
    List<DockerClientProviderStrategy> known = new ArrayList<>();
    ServiceLoader.load(DockerClientProviderStrategy.class).forEach(known::add);
    DockerClientProviderStrategy found = DockerClientProviderStrategy.getFirstValidStrategy(known);
    Info info = found.getInfo();
    return new DockerDaemon(
        found.getDockerClient(),
        found.getTransportConfig().getDockerHost(),
        found.getDockerHostIpAddress(),
        Objects.requireNonNullElse(info.getOperatingSystem(), "unknown"),
        Objects.requireNonNullElse(info.getSecurityOptions(), List.of()),
        gateway(found.getDockerClient()));
  }

  private static Optional<String> gateway(DockerClient docker) {
    try {
      return docker
          .inspectNetworkCmd()
          .withNetworkId("bridge")
          .exec()
          .getIpam()
          .getConfig()
          .stream()
          .map(Network.Ipam.Config::getGateway)
          .filter(Objects::nonNull)
          .findFirst();
    } catch (DockerException e) {
      // A daemon without that network has none that we could know.
      return Optional.empty();
    }
  }

  /**
   * Why a container on Docker's host network would not be on the network of this process; empty if
   * it would.
   */
  Optional<String> lackOfHostNetwork() {
    if (!"unix".equals(address.getScheme())) {
      return lack("the daemon is reached over " + address.getScheme());
    }
    if (system.contains("Docker Desktop")) {
      return lack("Docker Desktop has containers in a virtual machine");
    }
    if (securityOptions.stream().anyMatch(option -> option.contains("rootless"))) {
      return lack("Docker runs without root, on a network of its own");
    }
    if (gateway.filter(DockerDaemon::isOfThisMachine).isEmpty()) {
      return lack("Docker's network is on another machine, or outside of our own container");
    }
    return Optional.empty();
  }

  private static Optional<String> lack(String reason) {
    return Optional.of(reason + ": Keycloak's container cannot call 127.0.0.1 here");
  }

  /** Whether one of our own network interfaces has the address, as Docker's bridge has here. */
  private static boolean isOfThisMachine(String ip) {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.getByName(ip)) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Makes sure that published ports are on the loopback address.
   *
   * @throws IllegalStateException if they are elsewhere: an issuer there would be plain http to
   *     another machine, which the libraries refuse
   */
  void requireLoopback() {
    if (!isLoopback(host)) {
      throw new IllegalStateException(
          CHOSEN
              + "Docker's containers answer at "
              + host
              + ", expected 127.0.0.1: plain http goes to this machine alone. Choose zip; or, if"
              + " published ports are on this machine's loopback address after all, set"
              + " TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1");
    }
  }

  /** Whether a name or address means this machine. */
  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }
}
