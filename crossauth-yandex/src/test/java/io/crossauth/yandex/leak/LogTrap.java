package io.crossauth.yandex.leak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** Turns every log of this process on, SLF4J and the JDK's, and hands on every line of them. */
final class LogTrap implements AutoCloseable {

  private final Consumer<String> lines;
  private final Logger slf4j = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level slf4jLevel = slf4j.getLevel();
  private final Appender appender = new Appender();
  private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
  private final java.util.logging.Level jdkLevel = jdk.getLevel();
  private final Handler[] jdkHandlers = jdk.getHandlers();
  private final Handler handler = new JdkHandler();

  LogTrap(Consumer<String> lines) {
    this.lines = lines;
    appender.setContext(slf4j.getLoggerContext());
    appender.start();
    slf4j.addAppender(appender);
    slf4j.setLevel(Level.ALL);
    Arrays.stream(jdkHandlers).forEach(jdk::removeHandler);
    handler.setLevel(java.util.logging.Level.ALL);
    jdk.addHandler(handler);
    jdk.setLevel(java.util.logging.Level.ALL);
  }

  @Override
  public void close() {
    slf4j.detachAppender(appender);
    slf4j.setLevel(slf4jLevel);
    jdk.removeHandler(handler);
    jdk.setLevel(jdkLevel);
    Arrays.stream(jdkHandlers).forEach(jdk::addHandler);
  }

  private final class Appender extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.accept(event.getLoggerName() + " " + event.getFormattedMessage() + " " + thrown);
    }
  }

  private final class JdkHandler extends Handler {
    @Override
    public void publish(LogRecord event) {
      lines.accept(
          event.getLoggerName()
              + " "
              + event.getMessage()
              + " "
              + Arrays.toString(event.getParameters())
              + " "
              + event.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
