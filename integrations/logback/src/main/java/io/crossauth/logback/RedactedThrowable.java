package io.crossauth.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A throwable whose messages, causes' and all, hold no secret; its trace is as it was. */
final class RedactedThrowable implements IThrowableProxy {

  private final IThrowableProxy raw;

  private RedactedThrowable(IThrowableProxy raw) {
    this.raw = raw;
  }

  static @Nullable IThrowableProxy of(@Nullable IThrowableProxy raw) {
    return raw == null ? null : new RedactedThrowable(raw);
  }

  @Override
  public @Nullable String getMessage() {
    return Redacted.text(raw.getMessage());
  }

  @Override
  public String getClassName() {
    return raw.getClassName();
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return raw.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return raw.getCommonFrames();
  }

  @Override
  public @Nullable IThrowableProxy getCause() {
    return of(raw.getCause());
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    return Arrays.stream(raw.getSuppressed())
        .map(RedactedThrowable::new)
        .toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return raw.isCyclic();
  }
}
