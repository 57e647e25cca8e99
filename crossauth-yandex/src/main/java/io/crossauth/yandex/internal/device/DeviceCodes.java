package io.crossauth.yandex.internal.device;

import io.crossauth.client.token.PollAnswer;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.Marker;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.PublicApp;
import io.crossauth.yandex.login.Device;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.OAuthTokens;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Device codes and refresh at Yandex OAuth: RFC 8628 and RFC 6749 section 6 with Yandex's own
 * names, under the rules of all calls of the chain.
 */
public final class DeviceCodes {

  private final PassportCalls calls;
  private final PublicApp app;
  private final @Nullable String scope;

  /**
   * Creates the calls of one application.
   *
   * @param scope the scopes to ask for, separated by spaces; null for all of the application's
   */
  public DeviceCodes(PassportCalls calls, PublicApp app, @Nullable String scope) {
    this.calls = calls;
    this.app = app;
    this.scope = scope;
  }

  /** Asks for a device code. Yandex wants no client secret here. */
  public DeviceCodeSession start(Device device) {
    Form form =
        Form.of("client_id", app.id())
            .plus("device_id", device.id())
            .plus("device_name", device.name());
    Answer answer =
        calls.json(
            HttpCall.post(Endpoints.DEVICE_CODE, scope == null ? form : form.plus("scope", scope)));
    refused(answer)
        .ifPresent(
            error -> {
              throw failed(answer, error);
            });
    return new DeviceAnswers(answer, calls.hosts()).code();
  }

  /** Asks once whether the user has decided. */
  public PollAnswer<OAuthTokens> poll(DeviceCodeSession code) {
    Answer answer =
        asked(
            Form.of("grant_type", "device_code").plus("code", code.deviceCode()).plus(app.form()));
    return switch (refused(answer).orElse("")) {
      case "" -> new PollAnswer.Done<>(new DeviceAnswers(answer, calls.hosts()).tokens());
      case "authorization_pending" -> new PollAnswer.Pending<>();
      case "slow_down" -> new PollAnswer.SlowDown<>(Optional.empty());
      case "expired_token" ->
          throw LoginTimeoutException.deviceCode(
              "device code: expected one that is good, found one that has expired",
              answer.uri(),
              answer.status());
      case "access_denied" ->
          throw new InvalidCredentialsException(
              "the user has refused: access_denied", answer.uri(), answer.status());
      default -> throw failed(answer, refused(answer).orElse(""));
    };
  }

  /**
   * Exchanges a refresh token, which is good once, for new tokens.
   *
   * @throws InvalidCredentialsException if Yandex does not take it
   */
  public OAuthTokens refresh(Secret refreshToken) {
    Answer answer =
        asked(
            Form.of("grant_type", "refresh_token")
                .plus("refresh_token", refreshToken)
                .plus(app.form()));
    Optional<String> error = refused(answer);
    if (error.equals(Optional.of("invalid_grant"))) {
      throw new InvalidCredentialsException(
          "refresh token: expected one that is good, found invalid_grant",
          answer.uri(),
          answer.status());
    }
    if (error.isPresent()) {
      throw failed(answer, error.get());
    }
    return new DeviceAnswers(answer, calls.hosts()).renewedTokens();
  }

  private Answer asked(Form form) {
    return calls.json(HttpCall.post(Endpoints.OAUTH_TOKEN, form));
  }

  /** The error of a refusal; empty for an answer that grants something. */
  private static Optional<String> refused(Answer answer) {
    answer.refuseServerError();
    Optional<String> error = answer.text("error");
    if (error.isEmpty() && answer.refused()) {
      throw new YandexAuthFailedException(
          "unexpected answer, error: expected a string, found none" + answer.markers(),
          answer.uri(),
          answer.status());
    }
    return error;
  }

  private static YandexAuthFailedException failed(Answer answer, String error) {
    return new YandexAuthFailedException(
        "Yandex OAuth refuses: " + Marker.of(error), answer.uri(), answer.status());
  }
}
