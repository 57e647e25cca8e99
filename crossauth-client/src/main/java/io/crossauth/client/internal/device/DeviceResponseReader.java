package io.crossauth.client.internal.device;

import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.internal.polling.Seconds;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.text.Printable;
import io.crossauth.internal.text.Unicode;
import io.crossauth.value.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a device authorization response (RFC 8628 section 3.2). */
final class DeviceResponseReader {

  private final Map<String, @Nullable Object> members;

  private DeviceResponseReader(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  static OAuthDeviceAuthorizationResponse read(
      Map<String, @Nullable Object> members, Set<String> scopes) {
    DeviceResponseReader reader = new DeviceResponseReader(members);
    String userCode = reader.text("user_code");
    if (!userCode.equals(Printable.of(userCode, 100))) {
      // It goes to a terminal: nothing in it may move the cursor or hide what is there.
      throw invalid("wrong_type", "user_code", "a short printable code", "other characters");
    }
    return new OAuthDeviceAuthorizationResponse(
        Secret.of(reader.text("device_code")),
        userCode,
        reader.verificationUri(),
        reader.find("verification_uri_complete").map(t -> address("verification_uri_complete", t)),
        reader
            .seconds("expires_in")
            .orElseThrow(() -> invalid("missing_member", "expires_in", "seconds", "none")),
        reader
            .seconds("interval")
            .map(i -> i.isZero() ? Duration.ofSeconds(1) : i)
            .orElse(OAuthDeviceAuthorizationResponse.DEFAULT_INTERVAL),
        scopes);
  }

  /** Google says {@code verification_url}. */
  private URI verificationUri() {
    Optional<String> text = find("verification_uri").or(() -> find("verification_url"));
    return address(
        "verification_uri",
        text.orElseThrow(
            () -> invalid("missing_member", "verification_uri", "an http(s) URL", "none")));
  }

  private String text(String name) {
    return find(name).orElseThrow(() -> invalid("missing_member", name, "a string", "none"));
  }

  private Optional<String> find(String name) {
    Object value = members.get(name);
    if (value == null || value.equals("")) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw invalid("wrong_type", name, "a string", Json.kind(value));
  }

  private Optional<Duration> seconds(String name) {
    return Seconds.find("device authorization response", members, name);
  }

  private static URI address(String name, String text) {
    try {
      URI uri = new URI(text);
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null && Unicode.isWhole(text)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw invalid("wrong_type", name, "an http(s) URL", "a string that is none");
    }
    throw invalid(
        "wrong_type", name, "an http(s) URL with a host and without user info", "a different one");
  }

  private static InvalidResponseException invalid(
      String rule, String member, String expected, String found) {
    return new InvalidResponseException(
        rule,
        "device authorization response, " + member + ": expected " + expected + ", found " + found);
  }
}
