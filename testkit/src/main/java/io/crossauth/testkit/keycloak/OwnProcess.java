package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.nio.file.Path;

/** Ends a server of ours and takes its home away: when told to, or else when this JVM ends. */
final class OwnProcess implements Runnable {

  private final LoggedProcess process;
  private final Path home;
  private final Thread hook = new Thread(this::end, "crossauth-keycloak-stop");

  OwnProcess(LoggedProcess process, Path home) {
    this.process = process;
    this.home = home;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void run() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, so the hook runs anyhow; ending twice does no harm.
    }
    end();
  }

  private void end() {
    // Nothing in the home is wanted any more, so there is nothing to shut down gently.
    process.kill();
    try {
      Folders.delete(home);
    } catch (IOException e) {
      // It lies in the system's folder for temporary files, which is cleared in time.
    }
  }
}
