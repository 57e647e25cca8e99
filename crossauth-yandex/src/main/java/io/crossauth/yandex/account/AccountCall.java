package io.crossauth.yandex.account;

import io.crossauth.http.HttpCall;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.PassportCalls;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whose x_token it is. */
public final class AccountCall {

  private static final int MAX_DIGITS = 18;
  private static final List<String> REFUSALS =
      List.of("oauth_token.invalid", "access_token.invalid", "token.invalid");

  private final PassportCalls calls;

  /** Creates the call. */
  public AccountCall(PassportCalls calls) {
    this.calls = calls;
  }

  /**
   * Asks whose x_token it is.
   *
   * @throws InvalidCredentialsException if Passport refuses the token in so many words
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
        text(answer, "display_login"),
        text(answer, "display_name"),
        text(answer, "public_id"));
  }

  private static void refuse(Answer answer) {
    // The status stands in the body; the status of HTTP may be another.
    int inBody = answer.members().get("status_code") instanceof Long code ? code.intValue() : 0;
    int status = isRefusal(inBody) ? inBody : answer.status();
    if (isRefusal(status) || REFUSALS.stream().anyMatch(answer::hasError)) {
      throw new InvalidCredentialsException(
          "x_token: expected one that is good, found one that Passport refuses" + answer.markers(),
          answer.uri(),
          status);
    }
  }

  private static boolean isRefusal(int status) {
    return status == 401 || status == 403;
  }

  private static long uid(Answer answer) {
    @Nullable Object uid = answer.refused() ? null : answer.members().get("uid");
    String digits = uid instanceof Long || uid instanceof String ? uid.toString().strip() : "";
    if (digits.isEmpty()
        || digits.length() > MAX_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new YandexAuthFailedException(
          "uid: expected a number, found " + Json.kind(uid) + answer.markers(),
          answer.uri(),
          answer.status());
    }
    return Long.parseLong(digits);
  }

  private static Optional<String> text(Answer answer, String name) {
    return Optional.ofNullable(answer.members().get(name)).map(Object::toString);
  }
}
