package io.crossauth.testkit.keycloak;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The realm {@code crossauth}: a file for Keycloak's import, in which only the keys are missing.
 */
final class Realm {

  static final String NAME = "crossauth";

  // Keycloak imports a folder only if each file in it is named after its realm.
  static final String FILE_NAME = NAME + "-realm.json";

  private Realm() {}

  /** The issuer of the realm on a server. */
  static URI issuer(URI server) {
    String base = server.toString().replaceFirst("/+$", "");
    return URI.create(base.contains("/realms/") ? base : base + "/realms/" + NAME);
  }

  /** The realm as it is written, without keys. */
  static String template() {
    try (InputStream file = Realm.class.getResourceAsStream(FILE_NAME)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The realm whose key clients, and whoever reads assertions, know these keys. */
  static String withKeys(ClientKeys keys) {
    Map<String, Object> realm = Json.readObject(template());
    try {
      for (Map<String, Object> client : JSONObjectUtils.getJSONObjectArray(realm, "clients")) {
        String id = JSONObjectUtils.getString(client, "clientId");
        if (ClientKeys.CLIENTS.contains(id)) {
          Map<String, Object> set = Map.of("keys", List.of(keys.publicJwk(id)));
          JSONObjectUtils.getJSONObject(client, "attributes").put("jwks.string", Json.write(set));
        }
      }
      Map<String, Object> key = keys.publicJwk(TestClients.ASSERTION_KEY);
      for (Map<String, Object> reader :
          JSONObjectUtils.getJSONObjectArray(realm, "identityProviders")) {
        Map<String, Object> config = JSONObjectUtils.getJSONObject(reader, "config");
        config.put("publicKeySignatureVerifier", Json.write(Map.of("keys", List.of(key))));
        config.put("publicKeySignatureVerifierKeyId", key.get("kid"));
      }
    } catch (ParseException e) {
      throw new IllegalStateException("our own realm file is broken: " + e.getMessage(), e);
    }
    return Json.write(realm);
  }
}
