package io.crossauth.yandex.device;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.YandexAuthFailedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what Yandex OAuth gives: every member must be there and of its type. */
final class DeviceAnswers {

  private static final long LONGEST_SECONDS = 10L * 365 * 24 * 3600;

  private final URI uri;
  private final Map<String, @Nullable Object> members;

  DeviceAnswers(URI uri, Map<String, @Nullable Object> members) {
    this.uri = uri;
    this.members = members;
  }

  DeviceCodeSession code() {
    String userCode = text("user_code");
    if (!userCode.equals(Printable.of(userCode, 100))) {
      throw wrong("user_code", "a short printable code");
    }
    return new DeviceCodeSession(
        Secret.of(text("device_code")),
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
    String token = text(name);
    if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw wrong(name, "a token");
    }
    return Secret.of(token);
  }

  private String text(String name) {
    if (members.get(name) instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw wrong(name, "a text");
  }

  /** A true number: neither a text nor a boolean. */
  private Duration seconds(String name) {
    if (isSeconds(name) && members.get(name) instanceof Long seconds) {
      return Duration.ofSeconds(seconds);
    }
    throw wrong(name, "seconds, more than 0");
  }

  private boolean isSeconds(String name) {
    return members.get(name) instanceof Long seconds && seconds > 0 && seconds <= LONGEST_SECONDS;
  }

  private URI address(String name) {
    try {
      URI address = new URI(text(name));
      if ("https".equalsIgnoreCase(address.getScheme())
          && address.getHost() != null
          && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw wrong(name, "an https address");
    }
    throw wrong(name, "an https address");
  }

  private YandexAuthFailedException wrong(String name, String expected) {
    return new YandexAuthFailedException(
        "unexpected answer, "
            + name
            + ": expected "
            + expected
            + ", found "
            + (members.containsKey(name) ? Json.kind(members.get(name)) : "none"),
        uri,
        0);
  }
}
