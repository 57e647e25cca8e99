package io.crossauth.yandex.internal.exchange;

import io.crossauth.http.HttpCall;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.login.AccountInfo;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whose x_token it is. */
public final class AccountCall {

  private static final List<String> REFUSALS =
      List.of("oauth_token.invalid", "access_token.invalid", "token.invalid");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int MAX_DIGITS = 19;

  private final PassportCalls calls;

  /** Creates the call. */
  public AccountCall(PassportCalls calls) {
    this.calls = calls;
  }

  /**
   * Asks whose x_token it is.
   *
   * @throws InvalidCredentialsException if Passport refuses the token explicitly
   * @throws YandexAuthFailedException if it names no account for another reason
   */
  public AccountInfo of(Secret xToken) {
    Answer answer =
        calls.json(
            HttpCall.get(Endpoints.SHORT_INFO)
                .withHeader("Authorization", "OAuth " + xToken.reveal()));
    answer.refuseServerError();
    refuse(answer);
    return new AccountInfo(
        uid(answer),
        string(answer, "display_login"),
        string(answer, "display_name"),
        string(answer, "public_id"));
  }

  /**
   * Passport's own refusal stands in the body, whatever the status of HTTP is; and that of HTTP
   * alone may be a firewall's.
   */
  private static void refuse(Answer answer) {
    long status = statusInBody(answer);
    boolean refused = status == 401 || status == 403;
    if (refused || REFUSALS.stream().anyMatch(answer::hasError)) {
      throw new InvalidCredentialsException(
          "x_token: expected one that is good, found one that Passport refuses" + answer.markers(),
          answer.uri(),
          refused ? (int) status : answer.status());
    }
    if (status >= 400) {
      throw wrong(answer, "status_code: expected that of a success, found " + status);
    }
    if (answer.refused()) {
      throw wrong(answer, "uid: expected a number, found a refusal that does not name the x_token");
    }
  }

  private static long statusInBody(Answer answer) {
    @Nullable Object code = answer.members().get("status_code");
    if (code == null) {
      return 0;
    }
    if (code instanceof Long status && status >= 100 && status < 600) {
      return status;
    }
    throw wrong(
        answer,
        "status_code: expected an integer from 100 to 599, found "
            + (code instanceof Number ? code : Json.kind(code)));
  }

  private static long uid(Answer answer) {
    @Nullable Object uid = answer.members().get("uid");
    BigInteger number = number(uid);
    if (number == null) {
      String found = answer.members().containsKey("uid") ? Json.kind(uid) : "none";
      throw wrong(
          answer,
          "uid: expected a number, as an integer or as a string of its digits, found "
              + (uid instanceof String || uid instanceof Number
                  ? found + " of another form"
                  : found)
              + answer.markers());
    }
    if (number.signum() <= 0 || number.compareTo(LARGEST) > 0) {
      throw wrong(
          answer, "uid: expected a number from 1 to " + LARGEST + ", found one out of this range");
    }
    return number.longValue();
  }

  /** Null if it is none. */
  private static @Nullable BigInteger number(@Nullable Object uid) {
    if (uid instanceof BigInteger large) {
      return large;
    }
    if (uid instanceof Long number) {
      return BigInteger.valueOf(number);
    }
    if (uid instanceof String text
        && !text.isEmpty()
        && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text.length() > MAX_DIGITS ? LARGEST.add(BigInteger.ONE) : new BigInteger(text);
    }
    return null;
  }

  /** A name that is no string and no number is none. */
  private static Optional<String> string(Answer answer, String name) {
    @Nullable Object value = answer.members().get(name);
    return value instanceof String || value instanceof Number
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  private static YandexAuthFailedException wrong(Answer answer, String message) {
    return new YandexAuthFailedException(message, answer.uri(), answer.status());
  }
}
