package io.crossauth.examples.demo;

import io.crossauth.testkit.TestProvider;
import java.util.function.Consumer;

/** Where a provider comes from. */
@FunctionalInterface
interface ProviderSource {

  /**
   * Starts it, or finds it.
   *
   * @param progress hears what is going on, in lines for a person
   * @throws IllegalStateException if it cannot be had; the message says why
   */
  TestProvider start(Consumer<String> progress);
}
