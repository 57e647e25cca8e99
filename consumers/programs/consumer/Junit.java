package consumer;

import io.crossauth.testkit.provider.InProcessProvider;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A test of one's own beside the testkit, run by the JUnit that the program has chosen. */
public final class Junit implements Part {

  /** A program's test. */
  public static final class OwnTest {

    /** Asks the provider for a token, as tests do. */
    @Test
    public void aTokenComesFromTheProvider() {
      try (InProcessProvider provider = InProcessProvider.start()) {
        Objects.requireNonNull(provider.mint().accessToken().compact());
      }
    }
  }

  @Override
  public void run(Provider provider) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(OwnTest.class))
                .build(),
            listener);
    Part.check(listener.getSummary().getTestsSucceededCount() == 1, "a test that succeeds");
    String api = String.valueOf(Test.class.getPackage().getImplementationVersion());
    Part.check(api.equals(engine()), "the engine's version of the API, found " + api);
  }

  private static String engine() {
    try {
      return String.valueOf(
          Class.forName("org.junit.jupiter.engine.JupiterTestEngine")
              .getPackage()
              .getImplementationVersion());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
