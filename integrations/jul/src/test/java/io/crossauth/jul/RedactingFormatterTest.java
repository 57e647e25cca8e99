package io.crossauth.jul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.logging.XMLFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever formatter stands behind it, it sees no secret. */
class RedactingFormatterTest {

  private static final String CANARY = "canary0123456789canary0123456789canary";
  private static final String SHORT = "s3cr3t!";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger log = Logger.getAnonymousLogger();

  @AfterEach
  void reset() {
    LogManager.getLogManager().reset();
  }

  private void writeBy(Formatter formatter) {
    StreamHandler handler =
        new StreamHandler(written, formatter) {
          @Override
          public void publish(LogRecord one) {
            super.publish(one);
            flush();
          }
        };
    handler.setLevel(Level.ALL);
    log.setUseParentHandlers(false);
    log.setLevel(Level.ALL);
    log.addHandler(handler);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: %s",
        "client-secret=%s",
        "code: %s",
        "Authorization: Bearer %s",
        "https://u:%s@host/",
        "{\"refresh_token\":\"%s\"}"
      })
  @DisplayName("attack 6: in java.util.logging, messages and their parameters")
  void messages(String template) {
    writeBy(new RedactingFormatter());
    log.info(template.replace("%s", SHORT));
    if (template.indexOf('{') < 0) {
      log.log(Level.INFO, template.replace("%s", "{0}"), SHORT);
    }
    log.log(Level.INFO, "{0}", template.replace("%s", SHORT));
    log.info(() -> template.replace("%s", SHORT));

    assertThat(text()).contains("***").doesNotContain(SHORT);
  }

  @Test
  @DisplayName("attack 6: in java.util.logging, lines of their own are written by nobody")
  void lines() {
    writeBy(new RedactingFormatter());
    log.info("a\nINFO b\u001b[2J");

    assertThat(text()).contains("a | INFO b\\u001b[2J");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("attack 6: in java.util.logging, throwables, also as XML:")
  void throwables(boolean xml) {
    writeBy(new RedactingFormatter(xml ? new XMLFormatter() : new SimpleFormatter()));
    IllegalStateException thrown =
        new IllegalStateException(
            "password=" + SHORT, new IllegalArgumentException("token=" + SHORT));
    thrown.addSuppressed(new IOException("code: " + CANARY));

    log.log(Level.SEVERE, "failed", thrown);

    assertThat(text())
        .contains("java.lang.IllegalStateException: password=***")
        .contains("RedactingFormatterTest")
        .doesNotContain(SHORT, CANARY);
    if (!xml) {
      assertThat(text())
          .contains("Caused by: java.lang.IllegalArgumentException: token=***")
          .contains("Suppressed: java.io.IOException: code: ***");
    }
  }

  @Test
  @DisplayName("attack 6: in java.util.logging, what holds no secret arrives as it was")
  void harmless() {
    RecordingFormatter next = new RecordingFormatter();
    writeBy(new RedactingFormatter(next));
    IOException thrown = new IOException("connection reset");

    log.log(Level.FINE, "QR confirmed after 3 polls", thrown);

    assertThat(next.last.getMessage()).isEqualTo("QR confirmed after 3 polls");
    assertThat(next.last.getThrown()).isSameAs(thrown);
    assertThat(next.last.getLevel()).isEqualTo(Level.FINE);
    assertThat(next.last.getSourceClassName()).isEqualTo(getClass().getName());
    assertThat(next.last.getSourceMethodName()).isEqualTo("harmless");
    assertThat(text()).startsWith("head ").contains("line");
    log.getHandlers()[0].close();
    assertThat(text()).endsWith(" tail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "xml"})
  @DisplayName("attack 6: java.util.logging is told by its configuration:")
  void configuration(String next) throws IOException {
    LogManager.getLogManager()
        .readConfiguration(
            new ByteArrayInputStream(
                ("handlers=java.util.logging.ConsoleHandler\n"
                        + "java.util.logging.ConsoleHandler.formatter="
                        + "io.crossauth.jul.RedactingFormatter\n"
                        + "io.crossauth.jul.RedactingFormatter.formatter="
                        + next)
                    .getBytes(StandardCharsets.ISO_8859_1)));

    Formatter formatter = Logger.getLogger("").getHandlers()[0].getFormatter();

    assertThat(formatter).isInstanceOf(RedactingFormatter.class);
    assertThat(formatter.format(new LogRecord(Level.INFO, "token=" + SHORT)))
        .contains("token=***")
        .doesNotContain(SHORT)
        .matches(line -> line.contains("<record>") == next.equals("xml"));
  }

  private static final class RecordingFormatter extends Formatter {

    private LogRecord last;

    @Override
    public String format(LogRecord one) {
      last = one;
      return "line";
    }

    @Override
    public String getHead(java.util.logging.Handler handler) {
      return "head ";
    }

    @Override
    public String getTail(java.util.logging.Handler handler) {
      return " tail";
    }
  }
}
