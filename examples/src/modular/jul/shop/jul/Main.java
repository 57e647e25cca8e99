package shop.jul;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Logs what should not be logged. */
public final class Main {

  private Main() {}

  /** Takes what must not be seen. */
  public static void main(String[] args) throws IOException {
    try (InputStream file = Main.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(file);
    }
    Logger log = Logger.getLogger(Main.class.getName());
    log.log(Level.INFO, "calling the API with Authorization: Bearer {0}", args[0]);
    log.log(Level.INFO, "it failed", new IllegalStateException("password: " + args[0]));
  }
}
