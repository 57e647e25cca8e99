package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A server that runs already and has our realm. */
final class UrlRoute implements Route {

  private final URI server;

  UrlRoute(URI server) {
    this.server = server;
  }

  @Override
  public Running start(Progress progress) {
    progress.say("attaching to " + server);
    URI expected = Realm.issuer(server);
    URI issuer =
        Discovery.issuer(expected)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        KeycloakServer.CHOICE
                            + " names a server that gives no metadata at "
                            + expected));
    return new Running(
        issuer,
        Optional.empty(),
        keys(),
        Clock.systemUTC().instant(),
        () -> {},
        callbackObstacle());
  }

  /** A server on this machine may still be in a container; nobody can tell from here. */
  private Optional<String> callbackObstacle() {
    return DockerDaemon.isLoopback(server.getHost())
        ? Optional.empty()
        : Optional.of("the server is on another machine and cannot call 127.0.0.1 of this one");
  }

  private static ClientKeys keys() {
    Optional<Path> file =
        Optional.ofNullable(System.getProperty(KeycloakServer.KEYS)).map(Path::of);
    try {
      return file.isPresent() ? ClientKeys.read(file.get()) : ClientKeys.none();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the keys of " + KeycloakServer.KEYS, e);
    }
  }
}
