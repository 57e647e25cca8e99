package io.crossauth.platform;

/** The ticker of this machine. A constant: programs are told apart by their tickers. */
enum SystemTicker implements Ticker {
  THIS_MACHINE;

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
