package io.crossauth.yandex.internal.exchange;

import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.internal.PassportCalls;
import java.net.URI;

/** Gets the token that a speaker in the local network wants. */
public final class GlagolCall {

  private static final String TOKEN = "https://quasar.yandex.net/glagol/token?";

  private final PassportCalls calls;

  /** Creates the call. */
  public GlagolCall(PassportCalls calls) {
    this.calls = calls;
  }

  /**
   * Gets the token of one speaker.
   *
   * @param platform the kind of speaker: {@code yandexstation}
   * @throws InvalidCredentialsException if there is none for this music token and speaker
   */
  public Secret of(Secret musicToken, String deviceId, String platform) {
    String query = Form.of("device_id", deviceId).plus("platform", platform).encode();
    return calls
        .json(
            HttpCall.get(URI.create(TOKEN + query))
                .withHeader("Authorization", "OAuth " + musicToken.reveal()))
        .requireToken("token", "Glagol token");
  }
}
