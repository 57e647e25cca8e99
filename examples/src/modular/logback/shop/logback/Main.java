package shop.logback;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what should not be logged. */
public final class Main {

  private Main() {}

  /** Takes what must not be seen. */
  public static void main(String[] args) {
    Logger log = LoggerFactory.getLogger(Main.class);
    log.info("calling the API with Authorization: Bearer {}", args[0]);
  }
}
