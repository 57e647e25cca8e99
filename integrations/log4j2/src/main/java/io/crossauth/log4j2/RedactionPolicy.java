package io.crossauth.log4j2;

import io.crossauth.redaction.Redaction;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;

/**
 * Rewrites events before they are written: messages, context, markers, and the messages of
 * throwables, their causes and what they suppress lose their secrets. Line breaks in messages
 * become bars, so that nobody writes lines of their own into the log.
 *
 * <pre>{@code
 * <Rewrite name="SAFE">
 *   <CrossauthRedaction/>
 *   <AppenderRef ref="CONSOLE"/>
 * </Rewrite>
 * <Root level="INFO"><AppenderRef ref="SAFE"/></Root>
 * }</pre>
 *
 * <p>What is taken out is what {@link Redaction} says. Whatever layout the other appenders have,
 * they see nothing else. Immutable and safe for use by many threads.
 */
@Plugin(
    name = "CrossauthRedaction",
    category = Core.CATEGORY_NAME,
    elementType = "rewritePolicy",
    printObject = true)
public final class RedactionPolicy implements RewritePolicy {

  private RedactionPolicy() {}

  /**
   * Makes a policy, as Log4j does when its configuration names one.
   *
   * @return a policy; they are all the same
   */
  @PluginFactory
  public static RedactionPolicy create() {
    return new RedactionPolicy();
  }

  /**
   * Makes an event without secrets.
   *
   * @param source the event as it was logged
   * @return one in its stead
   */
  @Override
  public LogEvent rewrite(LogEvent source) {
    Log4jLogEvent.Builder clean = new Log4jLogEvent.Builder(source);
    ThreadContext.ContextStack stack = source.getContextStack();
    clean
        .setMessage(Redacted.message(source.getMessage()))
        .setContextData(Redacted.context(source.getContextData()))
        .setContextStack(stack == null ? stack : Redacted.stack(stack))
        .setMarker(Redacted.marker(source.getMarker()))
        .setThreadName(Redacted.text(source.getThreadName()));
    Throwable thrown = source.getThrown();
    if (thrown != null) {
      withThrown(clean, Redaction.redact(thrown));
    }
    return clean.build();
  }

  // What an event before 2.25 has made of its throwable already would be written in its stead.
  @SuppressWarnings("deprecation")
  private static void withThrown(Log4jLogEvent.Builder clean, Throwable thrown) {
    clean.setThrown(thrown).setThrownProxy(null);
  }

  /** Its name alone. */
  @Override
  public String toString() {
    return "CrossauthRedaction";
  }
}
