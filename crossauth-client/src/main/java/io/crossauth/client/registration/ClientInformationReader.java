package io.crossauth.client.registration;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a client information response (RFC 7591 section 3.2.1, RFC 7592 section 3). */
final class ClientInformationReader {

  private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);
  private static final int MAX_NUMBER_LENGTH = 40;

  private ClientInformationReader() {}

  static ClientInformation read(Map<String, @Nullable Object> members) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(members);
    metadata.keySet().removeAll(MetadataRules.SERVERS_OWN);
    return new ClientInformation(
        clientId(members),
        text(members, "client_secret").map(Secret::of),
        time(members, "client_id_issued_at"),
        // 0 is never (RFC 7591 section 3.2.1).
        time(members, "client_secret_expires_at").filter(time -> time.getEpochSecond() > 0),
        uri(members),
        text(members, "registration_access_token").map(Secret::of),
        new ClientMetadata(metadata));
  }

  /** The same client, after an answer to a call about it; what did not come anew is kept. */
  static ClientInformation read(Map<String, @Nullable Object> members, ClientInformation earlier) {
    ClientInformation now = read(members);
    if (!now.clientId().equals(earlier.clientId())) {
      throw new InvalidResponseException(
          "client_mismatch",
          "client information: expected the client_id that was asked about, found a different one");
    }
    return new ClientInformation(
        now.clientId(),
        now.clientSecret().or(earlier::clientSecret),
        now.clientIdIssuedAt().or(earlier::clientIdIssuedAt),
        now.clientSecret().isPresent()
            ? now.clientSecretExpiresAt()
            : earlier.clientSecretExpiresAt(),
        now.registrationClientUri().or(earlier::registrationClientUri),
        now.registrationAccessToken().or(earlier::registrationAccessToken),
        now.metadata());
  }

  /** RFC 6749 appendix A.1: printable ASCII. */
  private static String clientId(Map<String, @Nullable Object> members) {
    if ("".equals(members.get("client_id"))) {
      throw wrong("client_id", "a text", "an empty one");
    }
    String id =
        text(members, "client_id")
            .orElseThrow(
                () ->
                    new InvalidResponseException(
                        "missing_member", "client information: expected client_id, found none"));
    if (!id.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw wrong("client_id", "printable ASCII", "other characters");
    }
    return id;
  }

  private static Optional<URI> uri(Map<String, @Nullable Object> members) {
    String name = "registration_client_uri";
    Optional<String> text = text(members, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.get());
      boolean http =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (http
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      throw wrong(name, "an http or https address", "a text that is none");
    }
    throw wrong(name, "an http or https address without user info and fragment", "another");
  }

  private static Optional<Instant> time(Map<String, @Nullable Object> members, String name) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && text.isBlank()) {
      return Optional.empty();
    }
    BigDecimal seconds = number(value);
    if (seconds == null || seconds.signum() < 0 || seconds.compareTo(LATEST) > 0) {
      throw wrong(name, "seconds since 1970", Json.kind(value));
    }
    return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
  }

  /** Some servers write the number as a string, or with a fraction, which is cut off. */
  private static @Nullable BigDecimal number(Object value) {
    String text =
        value instanceof Number || value instanceof String ? value.toString().strip() : "";
    if (text.isEmpty() || text.length() > MAX_NUMBER_LENGTH) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Optional<String> text(Map<String, @Nullable Object> members, String name) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      throw wrong(name, "a text", Json.kind(value));
    }
    // Some servers write an empty string for what a public client does not get.
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static InvalidResponseException wrong(String name, String expected, String found) {
    return new InvalidResponseException(
        "wrong_type",
        "client information, " + name + ": expected " + expected + ", found " + found);
  }
}
