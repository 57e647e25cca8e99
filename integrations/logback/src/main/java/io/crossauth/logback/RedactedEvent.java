package io.crossauth.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** An event of the log without its secrets. */
final class RedactedEvent implements ILoggingEvent {

  private final ILoggingEvent raw;

  RedactedEvent(ILoggingEvent raw) {
    this.raw = raw;
  }

  /** The whole message: the pieces of a template may be harmless where the whole is not. */
  @Override
  public @Nullable String getMessage() {
    return getFormattedMessage();
  }

  /** None: they are in the formatted message already, where they are redacted. */
  @Override
  public Object @Nullable [] getArgumentArray() {
    return null;
  }

  @Override
  public @Nullable String getFormattedMessage() {
    return Redacted.text(raw.getFormattedMessage());
  }

  @Override
  public @Nullable IThrowableProxy getThrowableProxy() {
    return RedactedThrowable.of(raw.getThrowableProxy());
  }

  @Override
  public Map<String, String> getMDCPropertyMap() {
    Map<String, String> clean = new LinkedHashMap<>();
    raw.getMDCPropertyMap()
        .forEach(
            (name, value) ->
                clean.put(name, Objects.requireNonNullElse(Redacted.value(name, value), "")));
    return clean;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Map<String, String> getMdc() {
    return getMDCPropertyMap();
  }

  @Override
  public @Nullable List<KeyValuePair> getKeyValuePairs() {
    List<KeyValuePair> pairs = raw.getKeyValuePairs();
    return pairs == null
        ? null
        : pairs.stream()
            .map(pair -> new KeyValuePair(pair.key, Redacted.value(pair.key, pair.value)))
            .toList();
  }

  @Override
  public @Nullable String getThreadName() {
    return Redacted.text(raw.getThreadName());
  }

  @Override
  public Level getLevel() {
    return raw.getLevel();
  }

  @Override
  public String getLoggerName() {
    return raw.getLoggerName();
  }

  @Override
  public LoggerContextVO getLoggerContextVO() {
    return raw.getLoggerContextVO();
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return raw.getCallerData();
  }

  @Override
  public boolean hasCallerData() {
    return raw.hasCallerData();
  }

  @Override
  public @Nullable List<Marker> getMarkerList() {
    List<Marker> markers = raw.getMarkerList();
    return markers == null ? null : markers.stream().map(Redacted::marker).toList();
  }

  @Override
  public long getTimeStamp() {
    return raw.getTimeStamp();
  }

  @Override
  public int getNanoseconds() {
    return raw.getNanoseconds();
  }

  @Override
  public Instant getInstant() {
    return raw.getInstant();
  }

  @Override
  public long getSequenceNumber() {
    return raw.getSequenceNumber();
  }

  @Override
  public void prepareForDeferredProcessing() {
    raw.prepareForDeferredProcessing();
  }

  /** Level and message, without secrets. */
  @Override
  public String toString() {
    return "[" + getLevel() + "] " + getFormattedMessage();
  }
}
