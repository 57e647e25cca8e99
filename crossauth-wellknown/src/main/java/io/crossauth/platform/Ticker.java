package io.crossauth.platform;

/**
 * A source of elapsed time that never goes back, whatever happens to the date.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Ticker {

  /** {@return the nanoseconds since some fixed moment; only differences mean anything} */
  long nanos();

  /** {@return the ticker of this machine; one object, whoever asks} */
  static Ticker system() {
    return SystemTicker.THIS_MACHINE;
  }
}
