package io.crossauth.jul;

import io.crossauth.redaction.Redaction;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.logging.XMLFormatter;

/**
 * Hands records on to another formatter without their secrets: messages with their parameters, and
 * the messages of throwables, their causes and what they suppress. Line breaks in messages become
 * bars, so that nobody writes lines of their own into the log.
 *
 * <pre>{@code
 * java.util.logging.ConsoleHandler.formatter = io.crossauth.jul.RedactingFormatter
 * }</pre>
 *
 * <p>What is taken out is what {@link Redaction} says. The other formatter is a {@link
 * SimpleFormatter}; {@code io.crossauth.jul.RedactingFormatter.formatter = xml} in the same file
 * makes it an {@link XMLFormatter}, and a program may give {@linkplain
 * #RedactingFormatter(Formatter) any}. Safe for use by many threads if the other formatter is.
 */
public final class RedactingFormatter extends Formatter {

  private final Formatter next;

  /**
   * Makes one in front of the formatter that the configuration names: the simple one by default.
   */
  public RedactingFormatter() {
    this(configured());
  }

  /**
   * Makes one in front of another formatter.
   *
   * @param next writes the records, and sees nothing of their secrets
   */
  public RedactingFormatter(Formatter next) {
    this.next = next;
  }

  private static Formatter configured() {
    String name =
        LogManager.getLogManager().getProperty(RedactingFormatter.class.getName() + ".formatter");
    return name != null && name.strip().equalsIgnoreCase("xml")
        ? new XMLFormatter()
        : new SimpleFormatter();
  }

  /**
   * Formats a record without its secrets.
   *
   * @param raw the record as it was logged
   * @return what the other formatter makes of the rest
   */
  @Override
  public String format(LogRecord raw) {
    String message = formatMessage(raw);
    LogRecord clean =
        new LogRecord(raw.getLevel(), message == null ? null : Redaction.redact(message));
    clean.setLoggerName(raw.getLoggerName());
    clean.setInstant(raw.getInstant());
    clean.setSequenceNumber(raw.getSequenceNumber());
    clean.setLongThreadID(raw.getLongThreadID());
    clean.setSourceClassName(raw.getSourceClassName());
    clean.setSourceMethodName(raw.getSourceMethodName());
    Throwable thrown = raw.getThrown();
    if (thrown != null) {
      clean.setThrown(Redaction.redact(thrown));
    }
    return next.format(clean);
  }

  /**
   * What stands before the first record.
   *
   * @param handler who writes
   * @return what the other formatter says
   */
  @Override
  public String getHead(Handler handler) {
    return next.getHead(handler);
  }

  /**
   * What stands behind the last record.
   *
   * @param handler who writes
   * @return what the other formatter says
   */
  @Override
  public String getTail(Handler handler) {
    return next.getTail(handler);
  }
}
