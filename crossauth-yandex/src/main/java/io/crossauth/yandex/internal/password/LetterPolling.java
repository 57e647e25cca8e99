package io.crossauth.yandex.internal.password;

import io.crossauth.client.internal.polling.Poller;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.internal.time.Durations;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.PasswordLoginOutcome.LetterSent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waiting until the user has opened the link in a letter. */
final class LetterPolling {

  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final PasswordTrack track;

  LetterPolling(PasswordTrack track) {
    this.track = track;
  }

  LetterSent step() {
    return new LetterSent(this::await, this::start);
  }

  private PassportCredentials await(Duration total) {
    Boolean unused = poller(total).await();
    return track.signedIn().credentials();
  }

  private CompletableFuture<PassportCredentials> start(Duration total) {
    return poller(total).start(opened -> track.signedIn().credentials());
  }

  private Poller<Boolean> poller(Duration total) {
    return new Poller<>(
        track.platform(),
        this::opened,
        INTERVAL,
        Durations.ofWait("total", total),
        () -> LoginTimeoutException.letter("the letter was not opened in time"),
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
