package consumer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.crossauth.logback.RedactingAppender;
import org.slf4j.LoggerFactory;

/** Logs a token, of which the log must know nothing; and the log must not be lost. */
public final class Logback implements Part {

  @Override
  public void run(Provider provider) {
    Part.check(
        LoggerFactory.getILoggerFactory() instanceof LoggerContext,
        "SLF4J to log by Logback, found " + LoggerFactory.getILoggerFactory().getClass());
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    RedactingAppender safe = new RedactingAppender();
    ListAppender<ILoggingEvent> written = new ListAppender<>();
    safe.setContext(context);
    written.setContext(context);
    safe.addAppender(written);
    written.start();
    safe.start();
    Logger logger = context.getLogger("consumer");
    logger.addAppender(safe);
    LoggerFactory.getLogger("consumer").info("Authorization: Bearer {}", provider.accessToken());
    Part.check(written.list.size() == 1, "one line, found " + written.list.size());
    Part.check(
        !written.list.get(0).getFormattedMessage().contains(provider.accessToken()), "no token");
  }
}
