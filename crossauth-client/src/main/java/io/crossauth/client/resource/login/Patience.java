package io.crossauth.client.resource.login;

import io.crossauth.error.LoginTimeoutException;
import io.crossauth.platform.Ticker;
import java.time.Duration;

/** The time that one request of the program may take, the user's login included. */
final class Patience {

  private final Ticker ticker;
  private final Duration whole;
  private final long begin;

  Patience(Ticker ticker, Duration whole) {
    this.ticker = ticker;
    this.whole = whole;
    this.begin = ticker.nanos();
  }

  /**
   * How much is left: more than zero.
   *
   * @throws LoginTimeoutException {@code login.timeout} if nothing is
   */
  Duration left() {
    Duration left = whole.minusNanos(ticker.nanos() - begin);
    if (left.isNegative() || left.isZero()) {
      throw over();
    }
    return left;
  }

  /** The failure of a request whose time is over. */
  LoginTimeoutException over() {
    return new LoginTimeoutException(
        "login.timeout",
        "login for a resource: expected an end within "
            + whole
            + ", found none; send the request again, or give it more patience");
  }
}
