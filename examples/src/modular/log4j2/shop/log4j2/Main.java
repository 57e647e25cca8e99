package shop.log4j2;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Logs what should not be logged. */
public final class Main {

  private Main() {}

  /** Takes what must not be seen. */
  public static void main(String[] args) {
    Logger log = LogManager.getLogger(Main.class);
    log.info("calling the API with Authorization: Bearer {}", args[0]);
    log.info("it failed", new IllegalStateException("password: " + args[0]));
  }
}
