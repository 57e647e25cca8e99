package io.crossauth.examples.demo;

import io.crossauth.error.CrossauthException;
import java.util.Optional;

/** One row of the demo. A new row is one new file, and one line in {@link Flows}. */
interface Flow {

  /** What it is called in the table. */
  String name();

  /**
   * The event that the provider's own log must show when the flow has happened; empty for a flow
   * that happens at another server.
   */
  String event();

  /** Why the provider of this scene cannot do it; empty if it can. */
  Optional<String> obstacle(Scene scene);

  /**
   * Does it, and checks what came of it.
   *
   * @return what came of it, in a few words
   * @throws CrossauthException if the client says that it failed
   * @throws IllegalStateException if what came of it is not what it should be
   */
  String run(Scene scene);
}
