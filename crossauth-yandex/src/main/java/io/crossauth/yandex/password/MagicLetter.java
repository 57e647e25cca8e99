package io.crossauth.yandex.password;

import io.crossauth.client.internal.polling.Poller;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexNetworkException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A letter with a link was sent to the user, who has to open it. */
@Experimental
public final class MagicLetter {

  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final PasswordTrack track;

  MagicLetter(PasswordTrack track) {
    this.track = track;
  }

  /**
   * Waits until the user has opened the link.
   *
   * @param total how long to wait
   * @throws LoginTimeoutException if the user has not
   */
  public PassportCredentials await(Duration total) {
    Boolean unused = poller(total).await();
    return track.signedIn().credentials();
  }

  /**
   * The same without holding a thread while it waits. Cancelling the future ends the login at once.
   */
  public CompletableFuture<PassportCredentials> start(Duration total) {
    return poller(total).start(opened -> track.signedIn().credentials());
  }

  private Poller<Boolean> poller(Duration total) {
    return new Poller<>(
        track.platform(),
        this::opened,
        INTERVAL,
        total,
        () -> new LoginTimeoutException("the letter was not opened in time", null, 0),
        left -> {});
  }

  private PollAnswer<Boolean> opened() {
    try {
      return track.letterOpened() ? new PollAnswer.Done<>(true) : new PollAnswer.Pending<>();
    } catch (YandexNetworkException e) {
      if (e.retryable()) {
        return new PollAnswer.Pending<>();
      }
      throw e;
    }
  }
}
