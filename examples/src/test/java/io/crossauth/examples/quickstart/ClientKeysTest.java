package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.ClientKey;
import io.crossauth.client.auth.ClientKeyRing;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that publishes its own keys, and rotates them. */
class ClientKeysTest {

  private final String clientId = TestClients.KEY_CLIENTS.get(2);
  private final HttpServer application = server();
  private final InProcessProvider provider =
      InProcessProvider.builder()
          .clientJwksUri(
              clientId,
              URI.create("http://127.0.0.1:" + application.getAddress().getPort() + "/jwks.json"))
          .encryptedIdTokens(clientId)
          .start();
  private final String issuer = provider.issuer().toString();
  private Path file;

  @BeforeEach
  void keep(@TempDir Path vault) throws IOException {
    file = Files.writeString(vault.resolve("keys.json"), set(signing("2026-01")));
    application.start();
  }

  @AfterEach
  void stop() {
    provider.close();
    application.stop(0);
  }

  @Test
  void anApplicationPublishesItsKeys() throws IOException {
    ClientKeyRing keys = ClientKeyRing.from(() -> ClientKey.ofJwks(read(file)));

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientKey(keys::signer)
            .idTokens(rules -> rules.decryptionKeys(keys::decryptionKeys))
            .build();

    application.createContext(
        "/jwks.json",
        exchange -> {
          byte[] document = keys.jwks().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
          exchange.getResponseHeaders().set("Cache-Control", keys.cacheControl());
          exchange.sendResponseHeaders(200, document.length);
          exchange.getResponseBody().write(document);
          exchange.close();
        });
    assertThat(client.clientCredentialsFlow().tokenType()).isEqualTo("Bearer");
    Files.writeString(file, set(signing("2026-01")).replace("]}", "," + later("2026-02") + "]}"));
    assertThat(keys.signer().keyId()).contains("2026-01");
    assertThat(keys.jwks()).contains("2026-01", "2026-02").doesNotContain("\"d\"");
    assertThat(
            client
                .passwordFlow(
                    TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), "openid")
                .requireTokens()
                .idToken())
        .isPresent();
    client.close();
  }

  @Test
  void oneCallRotates() {
    String firstJwk = signing("2026-01");
    String nextJwk = signing("2026-02");
    String newJwk = signing("2026-03");

    ClientKeyRing keys =
        ClientKeyRing.of(ClientKey.ofJwk(firstJwk))
            .withTimes(Duration.ofHours(1), Duration.ofHours(24));
    keys.rotate(ClientKey.ofJwk(nextJwk));
    assertThat(keys.jwks()).contains("2026-01", "2026-02");

    keys.replaceCompromised(ClientKey.ofJwk(newJwk));
    assertThat(keys.jwks()).contains("2026-03").doesNotContain("2026-01", "2026-02");
  }

  @Test
  void aKmsSigns() {
    TestKey key = TestKeys.p256("kms");
    JwtSigner kms = JwtSigner.ofKey((PrivateKey) key.signingKey(), "ES256", "");
    PublicKey publicKey = (PublicKey) key.verificationKey();

    ClientKeyRing keys = ClientKeyRing.of(ClientKey.ofSigner(kms, publicKey));

    assertThat(keys.signer().keyId()).isPresent();
  }

  private static String signing(String name) {
    return TestKeys.p256(name).privateJwkJson();
  }

  /** The same with a time, as the next key in a file has it. */
  private static String later(String name) {
    return signing(name).replaceFirst("\\{", "{\"nbf\":4102444800,");
  }

  private static String set(String jwk) {
    String opens =
        TestKeys.rsa("enc-2026")
            .privateJwkJson()
            .replace("\"use\":\"sig\"", "\"use\":\"enc\"")
            .replace("\"alg\":\"RS256\"", "\"alg\":\"RSA-OAEP-256\"");
    return "{\"keys\":[" + jwk + "," + opens + "]}";
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the keys", e);
    }
  }
}
