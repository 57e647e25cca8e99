package io.crossauth.testkit.keycloak;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells a person what is going on, and after how many seconds. */
final class Progress {

  private final Consumer<String> listener;
  private final long begin = System.nanoTime();

  Progress(Consumer<String> listener) {
    this.listener = listener;
  }

  void say(String line) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    listener.accept("Keycloak: " + line + " (" + seconds + " s)");
  }
}
