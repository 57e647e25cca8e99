package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.internal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ClientKeysTest {

  private static final ClientKeys KEYS = ClientKeys.generate();

  @ParameterizedTest
  @FieldSource("io.crossauth.testkit.TestClients#KEY_CLIENTS")
  void eachKeyIsMadeForTheAlgorithmInTheClientsName(String client) {
    assertThat(Json.readObject(KEYS.privateJwk(client))).containsKey("d");
    assertThat(client).endsWithIgnoringCase("-" + KEYS.publicJwk(client).get("alg"));
  }

  @ParameterizedTest
  @FieldSource("io.crossauth.testkit.TestClients#KEY_CLIENTS")
  void thePublicKeyIsPublic(String client) {
    assertThat(KEYS.publicJwk(client))
        .containsEntry("kid", client)
        .doesNotContainKeys("d", "p", "q", "dp", "dq", "qi");
  }

  @ParameterizedTest
  @FieldSource("io.crossauth.testkit.TestClients#FAPI2_KEY_CLIENTS")
  void theClientsOfFapi2SignByPs256(String client) {
    assertThat(KEYS.publicJwk(client)).containsEntry("kty", "RSA").containsEntry("alg", "PS256");
  }

  @Test
  void whatIsWrittenIsReadBack(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("keys.json");
    KEYS.write(file);

    ClientKeys read = ClientKeys.read(file);

    for (String client : TestClients.KEY_CLIENTS) {
      assertThat(Json.readObject(read.privateJwk(client)))
          .isEqualTo(Json.readObject(KEYS.privateJwk(client)));
    }
  }

  @Test
  void aBrokenKeyIsNotQuoted(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, "{\"a\": {\"kty\": \"test-private\"}}");

    assertThatThrownBy(() -> ClientKeys.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("test-private");
  }

  @Test
  void aClientWithoutAKeyIsSaidSo() {
    assertThatThrownBy(() -> KEYS.privateJwk(TestClients.PUBLIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(TestClients.PUBLIC);
    assertThatThrownBy(() -> ClientKeys.none().privateJwk(TestClients.KEY_CLIENTS.get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("crossauth.it.keycloak.keys");
  }
}
