package consumer;

import io.crossauth.testkit.provider.InProcessProvider;

/** Starts a provider of its own, as a test does. */
public final class TestKit implements Part {

  @Override
  public void run(Provider provider) {
    try (InProcessProvider own = InProcessProvider.start()) {
      Part.check(!own.mint().accessToken().compact().isBlank(), "a token");
    }
  }
}
