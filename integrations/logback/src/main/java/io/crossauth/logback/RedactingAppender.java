package io.crossauth.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Hands events on to other appenders without their secrets: messages, arguments, MDC, key-value
 * pairs, and the messages of throwables, their causes and what they suppress. Line breaks in
 * messages become bars, so that nobody writes lines of their own into the log.
 *
 * <pre>{@code
 * <appender name="SAFE" class="io.crossauth.logback.RedactingAppender">
 *   <appender-ref ref="CONSOLE"/>
 * </appender>
 * <root level="INFO"><appender-ref ref="SAFE"/></root>
 * }</pre>
 *
 * <p>What is taken out is what {@link io.crossauth.redaction.Redaction} says. Whatever encoder,
 * layout or pattern the other appenders have, they see nothing else. Safe for use by many threads.
 */
public final class RedactingAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AppenderAttachable<ILoggingEvent> {

  private final AppenderAttachableImpl<ILoggingEvent> next = new AppenderAttachableImpl<>();

  /** Makes one without appenders to hand on to; Logback adds them. */
  public RedactingAppender() {}

  @Override
  protected void append(ILoggingEvent event) {
    next.appendLoopOnAppenders(new RedactedEvent(event));
  }

  @Override
  public void addAppender(Appender<ILoggingEvent> appender) {
    next.addAppender(appender);
  }

  @Override
  public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
    return next.iteratorForAppenders();
  }

  @Override
  public @Nullable Appender<ILoggingEvent> getAppender(String name) {
    return next.getAppender(name);
  }

  @Override
  public boolean isAttached(Appender<ILoggingEvent> appender) {
    return next.isAttached(appender);
  }

  @Override
  public void detachAndStopAllAppenders() {
    next.detachAndStopAllAppenders();
  }

  @Override
  public boolean detachAppender(Appender<ILoggingEvent> appender) {
    return next.detachAppender(appender);
  }

  @Override
  public boolean detachAppender(String name) {
    return next.detachAppender(name);
  }
}
