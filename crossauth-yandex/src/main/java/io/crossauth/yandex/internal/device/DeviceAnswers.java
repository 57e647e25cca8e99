package io.crossauth.yandex.internal.device;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.HostRule;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.OAuthTokens;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what Yandex OAuth gives: every member must be there and of its type. */
final class DeviceAnswers {

  private static final long LONGEST_SECONDS = 10L * 365 * 24 * 3600;

  private final Answer answer;
  private final Map<String, @Nullable Object> members;
  private final HostRule hosts;

  DeviceAnswers(Answer answer, HostRule hosts) {
    this.answer = answer;
    this.members = answer.members();
    this.hosts = hosts;
  }

  DeviceCodeSession code() {
    String userCode = string("user_code");
    if (!userCode.equals(Printable.of(userCode, 100))) {
      throw wrong("user_code", "a short printable code");
    }
    return new DeviceCodeSession(
        Secret.of(string("device_code")),
        userCode,
        address("verification_url"),
        seconds("expires_in"),
        seconds("interval"));
  }

  OAuthTokens tokens() {
    return new OAuthTokens(token("access_token"), token("refresh_token"), seconds("expires_in"));
  }

  /** A refresh token that was rotated is good once: no lifetime is worth losing it for. */
  OAuthTokens renewedTokens() {
    return new OAuthTokens(
        token("access_token"),
        token("refresh_token"),
        isSeconds("expires_in") ? seconds("expires_in") : Duration.ZERO);
  }

  private Secret token(String name) {
    String token = string(name);
    if (!Answer.isToken(token)) {
      throw wrong(name, "a token");
    }
    return Secret.of(token);
  }

  private String string(String name) {
    if (members.get(name) instanceof String string && !string.isBlank()) {
      return string.strip();
    }
    throw wrong(name, "a string that is not blank");
  }

  /** A number of JSON: neither a string nor a boolean. */
  private Duration seconds(String name) {
    if (isSeconds(name) && members.get(name) instanceof Long seconds) {
      return Duration.ofSeconds(seconds);
    }
    throw wrong(name, "seconds, more than 0 and " + LONGEST_SECONDS + " at most");
  }

  private boolean isSeconds(String name) {
    return members.get(name) instanceof Long seconds && seconds > 0 && seconds <= LONGEST_SECONDS;
  }

  /** A person will open it and log in there. */
  private URI address(String name) {
    try {
      URI address = new URI(string(name));
      if (hosts.isYandex(address)) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw wrong(name, "an https address of Yandex");
    }
    throw wrong(name, "an https address of Yandex");
  }

  private YandexAuthFailedException wrong(String name, String expected) {
    return new YandexAuthFailedException(
        "unexpected answer, "
            + name
            + ": expected "
            + expected
            + ", found "
            + (members.containsKey(name) ? Json.kind(members.get(name)) : "none"),
        answer.uri(),
        answer.status());
  }
}
