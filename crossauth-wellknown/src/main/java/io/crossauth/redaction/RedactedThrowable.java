package io.crossauth.redaction;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A throwable's stead in a log: its messages, causes' and all, hold no secret; its trace is as it
 * was, and its string form begins with the name of its class.
 */
final class RedactedThrowable extends Throwable {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 256;

  private final String name;

  private RedactedThrowable(String name, @Nullable String message) {
    super(message);
    this.name = name;
  }

  /** The throwable itself, if there is nothing to take out anywhere in it. */
  static Throwable of(Throwable raw) {
    return isClean(raw, new IdentityHashMap<>()) ? raw : copy(raw, new IdentityHashMap<>());
  }

  private static boolean isClean(Throwable raw, Map<Throwable, Throwable> seen) {
    if (seen.put(raw, raw) != null) {
      return true;
    }
    if (seen.size() > MOST || !isClean(raw.toString()) || !isClean(raw.getMessage())) {
      return false;
    }
    for (Throwable other : raw.getSuppressed()) {
      if (!isClean(other, seen)) {
        return false;
      }
    }
    return raw.getCause() == null || isClean(raw.getCause(), seen);
  }

  private static boolean isClean(@Nullable String text) {
    return text == null || Redaction.redact(text).equals(text);
  }

  private static Throwable copy(Throwable raw, Map<Throwable, Throwable> made) {
    String message = raw.getMessage();
    RedactedThrowable clean =
        new RedactedThrowable(
            raw.getClass().getName(), message == null ? null : Redaction.redact(message));
    clean.setStackTrace(raw.getStackTrace());
    made.put(raw, clean);
    for (Throwable other : raw.getSuppressed()) {
      Throwable stead = stead(other, made);
      if (stead != null) {
        clean.addSuppressed(stead);
      }
    }
    Throwable cause = raw.getCause() == null ? null : stead(raw.getCause(), made);
    if (cause != null) {
      clean.initCause(cause);
    }
    return clean;
  }

  /** Null for one that goes round in a circle, and for one too many. */
  private static @Nullable Throwable stead(Throwable raw, Map<Throwable, Throwable> made) {
    return made.containsKey(raw) || made.size() >= MOST ? null : copy(raw, made);
  }

  /** With the name of the class, which renderers that ask for the class do not see. */
  @Override
  public String getLocalizedMessage() {
    return toString();
  }

  // The name of the class is not ours, and getMessage() is the other's.
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return getMessage() == null ? name : name + ": " + getMessage();
  }
}
