package io.crossauth.client.internal.session;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tokens that are over when they come ({@code expires_in} 0): whoever waited for one may try it,
 * and the server is asked again after one second, two, four, half a minute at most, not at each
 * use.
 */
final class StillbornTokens {

  /**
   * @param inARow how many have come in a row
   * @param until when the next may be asked for, by the ticker
   */
  private record Pause(int inARow, long until) {}

  private static final Pause NONE = new Pause(0, 0);

  private final Ticker ticker;
  private final AtomicReference<Pause> pause = new AtomicReference<>(NONE);

  StillbornTokens(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Before a request. */
  void requireTime() {
    Pause now = Objects.requireNonNull(pause.get());
    if (now.inARow() > 0 && ticker.nanos() - now.until() < 0) {
      throw failure();
    }
  }

  /** After it. */
  void seen(OAuthTokenResponse tokens) {
    boolean stillborn =
        tokens.expiresIn().filter(life -> life.compareTo(Duration.ZERO) <= 0).isPresent();
    if (!stillborn) {
      pause.set(NONE);
      return;
    }
    int inARow = Objects.requireNonNull(pause.get()).inARow() + 1;
    // The first failure of all others is forgiven at once; this one never is.
    Duration wait = BackOff.pause(inARow + 1, failure());
    pause.set(new Pause(inARow, ticker.nanos() + wait.toNanos()));
  }

  private static InvalidResponseException failure() {
    return new InvalidResponseException(
        "no_life",
        "access token: expected one that lives, found expires_in 0; the server is asked again after"
            + " a pause");
  }

  /** Whether nobody was asked, because of the pause. */
  static boolean isPause(RuntimeException failure) {
    return failure instanceof InvalidResponseException invalid && invalid.rule().equals("no_life");
  }
}
