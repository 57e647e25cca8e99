package io.crossauth.platform;

/** A source of elapsed time that never goes back, whatever happens to the date. */
@FunctionalInterface
public interface Ticker {

  /** The nanoseconds since some fixed moment; only differences mean anything. */
  long nanos();

  /** The ticker of this machine. */
  static Ticker system() {
    return System::nanoTime;
  }
}
