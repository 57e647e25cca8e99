package consumer;

import io.crossauth.jul.RedactingFormatter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Logs a token, of which the log must know nothing; and the log must not be lost. */
public final class Jul implements Part {

  @Override
  public void run(Provider provider) throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    StreamHandler handler = new StreamHandler(written, new RedactingFormatter());
    handler.setEncoding(StandardCharsets.UTF_8.name());
    Logger logger = Logger.getLogger("consumer");
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    logger.log(Level.INFO, "Authorization: Bearer {0}", provider.accessToken());
    logger.removeHandler(handler);
    handler.close();
    String text = written.toString(StandardCharsets.UTF_8);
    Part.check(text.contains("Authorization: "), "one line, found: " + text);
    Part.check(!text.contains(provider.accessToken()), "no token");
  }
}
