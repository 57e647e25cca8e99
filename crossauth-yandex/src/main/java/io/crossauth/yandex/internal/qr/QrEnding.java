package io.crossauth.yandex.internal.qr;

import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Marker;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Answers after which nobody will confirm a QR code any more. Passport's words are not documented,
 * so they are taken by their parts: {@code denied}, {@code otp_auth_denied}, {@code track.expired}.
 * A state without such a part is one that goes on.
 */
final class QrEnding {

  private static final Set<String> REFUSED =
      Set.of("denied", "declined", "rejected", "refused", "forbidden", "cancelled", "canceled");
  private static final Set<String> OVER = Set.of("expired", "timeout", "outdated");
  private static final Set<String> FAILED = Set.of("failed", "error", "invalid", "blocked");

  private QrEnding() {}

  /**
   * Ends the wait if the answer says so.
   *
   * @throws YandexNetworkException if the server is down
   * @throws InvalidCredentialsException if the user has refused
   * @throws LoginTimeoutException if the code is over
   * @throws YandexAuthFailedException if Passport refuses for any other reason
   */
  static void check(Answer answer) {
    answer.refuseServerError();
    String state = answer.text("state").orElse("");
    Set<String> parts = parts(answer, state);
    String said = answer.markers().isEmpty() ? ": " + Marker.of(state) : answer.markers();
    if (parts.stream().anyMatch(REFUSED::contains)) {
      throw new InvalidCredentialsException(
          "the user has refused the QR login" + said, answer.uri(), answer.status());
    }
    if (parts.stream().anyMatch(OVER::contains)) {
      throw LoginTimeoutException.qr(
          "QR code: expected one that is good, found one that is over" + said,
          answer.uri(),
          answer.status());
    }
    if (answer.refused() || parts.stream().anyMatch(FAILED::contains)) {
      throw new YandexAuthFailedException(
          "QR login: expected a state, found a refusal" + said, answer.uri(), answer.status());
    }
  }

  private static Set<String> parts(Answer answer, String state) {
    StringBuilder words = new StringBuilder(state);
    Optional.ofNullable(answer.members().get("error")).ifPresent(e -> words.append('_').append(e));
    if (answer.members().get("errors") instanceof List<?> errors) {
      errors.forEach(error -> words.append('_').append(error));
    }
    return Set.copyOf(List.of(words.toString().toLowerCase(Locale.ROOT).split("[^a-z]+", -1)));
  }
}
