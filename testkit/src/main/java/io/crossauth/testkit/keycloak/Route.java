package io.crossauth.testkit.keycloak;

import java.net.URI;
import java.util.List;

/** A way to have a Keycloak. */
interface Route {

  /**
   * Starts the server.
   *
   * @throws IllegalStateException if it cannot be had this way
   */
  Running start(Progress progress);

  /**
   * The route that a person named.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static Route chosen(String choice) {
    return chosen(choice, List.of());
  }

  /**
   * The route that a person named.
   *
   * @param options more options of a server that is started
   * @throws IllegalArgumentException if there is none of that name
   */
  static Route chosen(String choice, List<String> options) {
    if (choice.startsWith("http://") || choice.startsWith("https://")) {
      return new UrlRoute(URI.create(choice));
    }
    return switch (choice) {
      case "", "zip" -> new ZipRoute(options);
      case "docker" -> new DockerRoute(options);
      default ->
          throw new IllegalArgumentException(
              KeycloakServer.CHOICE + " must be zip, docker or a URL, found: " + choice);
    };
  }
}
