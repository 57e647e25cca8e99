package io.crossauth.client.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/**
 * Turns every log of this process on, SLF4J and the JDK's, and keeps what they write, with what
 * goes to the standard streams.
 */
public final class LogTrap implements AutoCloseable {

  /** The JDK's client is the browser of the tests; our transport is another. */
  private static final String BROWSER = "jdk.internal.httpclient";

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger slf4j = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level slf4jLevel = slf4j.getLevel();
  private final Trap appender = new Trap();
  private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
  private final java.util.logging.Level jdkLevel = jdk.getLevel();
  private final Handler[] jdkHandlers = jdk.getHandlers();
  private final Handler handler = new JdkTrap();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream streams = new ByteArrayOutputStream();

  /** Turns all logs on. */
  public LogTrap() {
    appender.setContext(slf4j.getLoggerContext());
    appender.start();
    slf4j.addAppender(appender);
    slf4j.setLevel(Level.ALL);
    for (Handler usual : jdkHandlers) {
      jdk.removeHandler(usual);
    }
    handler.setLevel(java.util.logging.Level.ALL);
    jdk.addHandler(handler);
    jdk.setLevel(java.util.logging.Level.ALL);
    PrintStream all = new PrintStream(streams, true, StandardCharsets.UTF_8);
    System.setOut(all);
    System.setErr(all);
  }

  /** All that has been written so far. */
  public String text() {
    return String.join("\n", lines) + "\n" + streams.toString(StandardCharsets.UTF_8);
  }

  /** Turns all logs back to what they were. */
  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    slf4j.detachAppender(appender);
    slf4j.setLevel(slf4jLevel);
    jdk.removeHandler(handler);
    jdk.setLevel(jdkLevel);
    for (Handler usual : jdkHandlers) {
      jdk.addHandler(usual);
    }
  }

  private final class Trap extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + thrown);
    }
  }

  private final class JdkTrap extends Handler {
    @Override
    public void publish(LogRecord event) {
      if (String.valueOf(event.getLoggerName()).startsWith(BROWSER)) {
        return;
      }
      StringWriter text = new StringWriter();
      text.append(event.getLoggerName()).append(' ').append(String.valueOf(event.getMessage()));
      if (event.getParameters() != null) {
        for (Object parameter : event.getParameters()) {
          text.append(' ').append(String.valueOf(parameter));
        }
      }
      if (event.getThrown() != null) {
        event.getThrown().printStackTrace(new PrintWriter(text));
      }
      lines.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
