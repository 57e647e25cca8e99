package io.crossauth.testkit.keycloak;

import com.nimbusds.jose.jwk.JWK;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The private keys of the clients that authenticate by {@code private_key_jwt}. */
final class ClientKeys {

  /** The clients that have a key. */
  static final List<String> CLIENTS =
      Stream.concat(TestClients.KEY_CLIENTS.stream(), TestClients.FAPI2_KEY_CLIENTS.stream())
          .toList();

  private final Map<String, JWK> keys;

  private ClientKeys(Map<String, JWK> keys) {
    this.keys = Map.copyOf(keys);
  }

  /** A new key for each of {@link #CLIENTS}, named as the client. */
  static ClientKeys generate() {
    Map<String, JWK> keys = new LinkedHashMap<>();
    for (String client : CLIENTS) {
      keys.put(client, jwk(generated(client).privateJwk()));
    }
    return new ClientKeys(keys);
  }

  /** No keys, for a server whose keys are not known here. */
  static ClientKeys none() {
    return new ClientKeys(Map.of());
  }

  /** Reads what {@link #write} wrote: a JSON object of client id to private JWK. */
  static ClientKeys read(Path file) throws IOException {
    Map<String, JWK> keys = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : Json.readObject(Files.readString(file)).entrySet()) {
      keys.put(entry.getKey(), jwk(Json.readObject(Json.write(entry.getValue()))));
    }
    return new ClientKeys(keys);
  }

  void write(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    keys.forEach((client, key) -> json.put(client, key.toJSONObject()));
    Files.writeString(file, Json.write(json));
  }

  String privateJwk(String clientId) {
    return require(clientId).toJSONString();
  }

  Map<String, Object> publicJwk(String clientId) {
    return require(clientId).toPublicJWK().toJSONObject();
  }

  private JWK require(String clientId) {
    JWK key = keys.get(clientId);
    if (key == null) {
      throw new IllegalArgumentException(
          "no private key of client %s: known are %s (a server given by its URL needs %s)"
              .formatted(clientId, keys.keySet(), KeycloakServer.KEYS));
    }
    return key;
  }

  private static TestKey generated(String client) {
    if (TestClients.FAPI2_KEY_CLIENTS.contains(client)) {
      return TestKeys.rsa(client).withAlgorithm("PS256");
    }
    String algorithm = client.substring(client.lastIndexOf('-') + 1);
    return switch (algorithm) {
      case "rs256" -> TestKeys.rsa(client);
      case "ps256" -> TestKeys.rsa(client).withAlgorithm("PS256");
      case "es256" -> TestKeys.p256(client);
      case "eddsa" -> TestKeys.ed25519(client);
      default -> throw new IllegalStateException("no kind of key for " + client);
    };
  }

  private static JWK jwk(Map<String, Object> json) {
    try {
      return JWK.parse(json);
    } catch (ParseException e) {
      // Nimbus may quote the key in its message.
      throw new IllegalArgumentException("not a private JWK");
    }
  }
}
