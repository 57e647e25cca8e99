package io.crossauth.testkit.keycloak;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** How a {@link KeycloakServer} is to be had. */
public final class KeycloakServerBuilder {

  private String choice = chosenOutside();
  private Consumer<String> listener = line -> {};

  KeycloakServerBuilder() {}

  /**
   * Chooses the server here, whatever the system property says.
   *
   * @param choice {@code zip}, {@code docker} or the URL of a running server; empty text for {@code
   *     zip}
   */
  public KeycloakServerBuilder choice(String choice) {
    this.choice = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /**
   * Tells what is being done, in short lines for a person: locating, downloading, unpacking,
   * building, starting, ready; pulling the image of a container. Default: nobody is told.
   */
  public KeycloakServerBuilder progress(Consumer<String> listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Starts the server and waits until it answers, for five minutes at most in each of its steps.
   *
   * @throws IllegalArgumentException if the choice is none of the three
   * @throws IllegalStateException if the chosen server cannot be had; the message says why
   */
  public KeycloakServer start() {
    Progress progress = new Progress(listener);
    Running running = Route.chosen(choice).start(progress);
    progress.say("ready at " + running.issuer());
    return new KeycloakServer(running);
  }

  private static String chosenOutside() {
    return Optional.ofNullable(System.getProperty(KeycloakServer.CHOICE))
        .or(() -> Optional.ofNullable(System.getenv("CROSSAUTH_IT_KEYCLOAK")))
        .map(String::strip)
        .orElse("");
  }
}
