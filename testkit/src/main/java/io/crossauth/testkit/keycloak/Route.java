package io.crossauth.testkit.keycloak;

import java.net.URI;

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
    if (choice.startsWith("http://") || choice.startsWith("https://")) {
      return new UrlRoute(URI.create(choice));
    }
    return switch (choice) {
      case "", "zip" -> new ZipRoute();
      case "docker" -> new DockerRoute();
      default ->
          throw new IllegalArgumentException(
              KeycloakServer.CHOICE + " must be zip, docker or a URL, found: " + choice);
    };
  }
}
