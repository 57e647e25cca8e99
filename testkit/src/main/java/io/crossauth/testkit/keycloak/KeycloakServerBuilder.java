package io.crossauth.testkit.keycloak;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a {@link KeycloakServer} is to be had. For one thread. */
public final class KeycloakServerBuilder {

  private String choice = chosenOutside();
  private Consumer<String> listener = line -> {};

  KeycloakServerBuilder() {}

  /**
   * Chooses the server here, whatever the system property says.
   *
   * @param choice {@code zip}, {@code docker} or the URL of a running server; empty for {@code zip}
   * @return this builder
   */
  public KeycloakServerBuilder choice(String choice) {
    this.choice = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /**
   * Sets who is told what is being done: locating, downloading, unpacking, building, starting,
   * ready; pulling the image of a container.
   *
   * @param listener takes short lines for a person; by default nobody is told
   * @return this builder
   */
  public KeycloakServerBuilder progress(Consumer<String> listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Starts the server and waits until it answers, for five minutes at most in each of its steps.
   *
   * @return the server, when it answers
   * @throws IllegalArgumentException if the choice is none of the three
   * @throws IllegalStateException if the chosen server cannot be had; the message says why
   */
  public KeycloakServer start() {
    Progress progress = new Progress(listener);
    CibaChannel channel = new CibaChannel();
    try {
      Route route = Route.chosen(choice, channel.options());
      Running running = route.start(progress);
      progress.say("ready at " + running.issuer());
      return new KeycloakServer(running, asked(channel, route, running));
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * A server that somebody else has started asks elsewhere, and one that cannot call us, nobody.
   */
  private static @Nullable CibaChannel asked(CibaChannel channel, Route route, Running running) {
    if (route instanceof UrlRoute || running.callbackObstacle().isPresent()) {
      channel.close();
      return null;
    }
    channel.serve(running.issuer());
    return channel;
  }

  private static String chosenOutside() {
    return Optional.ofNullable(System.getProperty(KeycloakServer.CHOICE))
        .or(() -> Optional.ofNullable(System.getenv("CROSSAUTH_IT_KEYCLOAK")))
        .map(String::strip)
        .orElse("");
  }
}
