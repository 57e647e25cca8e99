package io.crossauth.examples.demo;

import io.crossauth.examples.playground.Playground;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.TestUsers;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;

/** Keeps a provider up, and a page to play with; opens it where somebody sits before a screen. */
record Web(TestProvider provider, PrintStream out, boolean terminal) {

  private static final int ANY_FREE = 0;

  void untilStopped() {
    // What is closed waits for its threads, and must not be interrupted at that.
    boolean stopped;
    try (Playground playground = Playground.start(provider, Platform.system(), ANY_FREE)) {
      out.println();
      out.println("provider  " + provider.issuer());
      out.println("user      " + TestUsers.ALICE + ", " + TestUsers.password(TestUsers.ALICE));
      out.println("page      " + playground.uri());
      provider
          .callbackObstacle()
          .ifPresent(why -> out.println("          no logout by back channel: " + why));
      out.println();
      out.println(
          (terminal && opened(playground.uri()) ? "It is open in your browser." : "Open the page.")
              + " Stop it with Ctrl-C.");
      out.flush();
      Served.await();
      stopped = Thread.interrupted();
    }
    if (stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there is a desktop that has opened it. */
  private static boolean opened(URI page) {
    try {
      if (GraphicsEnvironment.isHeadless()
          || !Desktop.isDesktopSupported()
          || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        return false;
      }
      Desktop.getDesktop().browse(page);
      return true;
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false;
    }
  }
}
