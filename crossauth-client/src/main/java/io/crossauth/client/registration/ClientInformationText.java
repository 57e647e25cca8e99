package io.crossauth.client.registration;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a registered client as a sealed text, in the form of RFC 7591, and reads it back. */
final class ClientInformationText {

  private static final String PURPOSE = "crossauth client registration 1";

  private ClientInformationText() {}

  static String seal(ClientInformation client, SealingKey key) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>(client.metadata().members());
    members.put("client_id", client.clientId());
    client.clientSecret().map(Secret::reveal).ifPresent(s -> members.put("client_secret", s));
    client
        .clientIdIssuedAt()
        .map(Instant::getEpochSecond)
        .ifPresent(time -> members.put("client_id_issued_at", time));
    client
        .clientSecretExpiresAt()
        .map(Instant::getEpochSecond)
        .ifPresent(time -> members.put("client_secret_expires_at", time));
    client
        .registrationClientUri()
        .ifPresent(uri -> members.put("registration_client_uri", uri.toString()));
    client
        .registrationAccessToken()
        .ifPresent(token -> members.put("registration_access_token", token.reveal()));
    return key.seal(Json.write(members), PURPOSE);
  }

  static ClientInformation open(String sealed, SealingKey key) {
    try {
      return ClientInformationReader.read(
          Json.object(key.open(sealed, PURPOSE).getBytes(StandardCharsets.UTF_8)));
    } catch (JsonException e) {
      throw new InvalidResponseException(
          "sealed", "client registration: expected one of this version, found a different value");
    }
  }
}
