package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.ClientKey;
import io.crossauth.client.auth.ClientKeyRing;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real Keycloak has the client's keys, while the client rotates them: it fetches them; where it
 * cannot call this process, as in a container on a network of its own, they are handed over by
 * value.
 */
@WithKeycloak
class ClientKeysIT {

  private final KeycloakServer keycloak;

  /** A first login makes Keycloak load and hash for longer than a client waits by default. */
  private final ApacheHttpTransport patient =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofMinutes(1))
          .callTimeout(Duration.ofMinutes(1))
          .build();

  private final FaultServer application = FaultServer.start();
  private final String clientId = "own-keys-" + System.nanoTime();
  private final ClientKeyRing keys =
      ClientKeyRing.of(signing("own-1"), decrypting("own-enc-1"))
          .withTimes(Duration.ZERO, Duration.ofHours(1));
  private final boolean fetches;
  private String id = "";

  ClientKeysIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
    this.fetches = keycloak.callbackObstacle().isEmpty();
  }

  @BeforeEach
  void register() throws ParseException {
    application.always(
        connection ->
            Behaviour.reply(
                    Reply.json(keys.jwks()).header("Content-Type", "application/jwk-set+json"))
                .serve(connection));
    keycloak.administer("POST", "/clients", JSONObjectUtils.toJSONString(client(keys.jwks())));
    String found = keycloak.administer("GET", "/clients?clientId=" + clientId, "");
    id = JSONObjectUtils.parse(found.substring(1, found.length() - 1)).get("id").toString();
  }

  private Map<String, Object> client(String jwks) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("clientId", clientId);
    client.put("enabled", true);
    client.put("publicClient", false);
    client.put("serviceAccountsEnabled", true);
    client.put("directAccessGrantsEnabled", true);
    client.put("standardFlowEnabled", false);
    client.put("clientAuthenticatorType", "client-jwt");
    client.put("attributes", attributes(jwks));
    return client;
  }

  private Map<String, Object> attributes(String jwks) {
    return Map.of(
        fetches ? "use.jwks.url" : "use.jwks.string",
        "true",
        fetches ? "jwks.url" : "jwks.string",
        fetches ? application.uri("/jwks.json").toString() : jwks,
        "token.endpoint.auth.signing.alg",
        "ES256",
        "id.token.encrypted.response.alg",
        "RSA-OAEP-256",
        "id.token.encrypted.response.enc",
        "A256GCM");
  }

  /** It looks at most once in ten seconds; who administers it can have it look at once. */
  private void hasTheKeysOf(ClientKeyRing ring) {
    if (fetches) {
      keycloak.administer("POST", "/clear-keys-cache", "");
    } else {
      String changed = JSONObjectUtils.toJSONString(client(ring.jwks()));
      keycloak.administer("PUT", "/clients/" + id, changed);
    }
  }

  private void assertFetchedAgain(int before) {
    if (fetches) {
      assertThat(application.requests()).hasSizeGreaterThan(before);
    }
  }

  @AfterEach
  void close() {
    if (!id.isEmpty()) {
      keycloak.administer("DELETE", "/clients/" + id, "");
    }
    application.close();
    patient.close();
  }

  @Test
  void aKeyIsRotatedBetweenTwoCalls() {
    try (OAuthClient client = client(keys)) {
      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
      int fetched = application.requests().size();
      assertThat(fetched > 0).isEqualTo(fetches);

      keys.rotate(signing("own-2"));
      assertThat(keys.signer().keyId()).contains("own-2");
      hasTheKeysOf(keys);
      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
      assertFetchedAgain(fetched);
    }
  }

  @Test
  void aKeyThatIsPublishedAheadNeedsNoSecondLook() {
    ClientKey next = signing("own-2");
    ClientKeyRing ahead = keys.withTimes(Duration.ofHours(1), Duration.ofHours(1));
    ahead.rotate(next);
    application.always(connection -> Behaviour.reply(Reply.json(ahead.jwks())).serve(connection));
    hasTheKeysOf(ahead);
    try (OAuthClient before = client(ahead);
        OAuthClient after = client(ClientKeyRing.of(next))) {
      assertThat(before.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
      int fetched = application.requests().size();

      assertThat(after.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
      assertThat(application.requests()).hasSize(fetched);
    }
  }

  @Test
  void aKeyThatWasReplacedIsRefused() {
    ClientKeyRing stolen = ClientKeyRing.of(signing("own-1"));
    keys.replaceCompromised(signing("own-2"));
    hasTheKeysOf(keys);
    try (OAuthClient client = client(keys);
        OAuthClient thief = client(stolen)) {
      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();

      assertThatExceptionOfType(OAuthErrorException.class).isThrownBy(thief::clientCredentialsFlow);
    }
  }

  @Test
  void anIdTokenForTheKeyBeforeStillOpens() {
    try (OAuthClient client = client(keys)) {
      assertThat(login(client)).containsEntry("preferred_username", TestUsers.ALICE);

      keys.rotate(decrypting("own-enc-2"));
      // Keycloak has the document of before, and encrypts for the old key.
      int fetched = application.requests().size();
      assertThat(login(client)).containsEntry("preferred_username", TestUsers.ALICE);
      assertThat(application.requests()).hasSize(fetched);
      hasTheKeysOf(keys);
      assertThat(login(client)).containsEntry("preferred_username", TestUsers.ALICE);
      assertFetchedAgain(fetched);
    }
  }

  private static Map<String, Object> login(OAuthClient client) {
    return client
        .passwordFlow(
            TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), "openid", "profile")
        .requireTokens()
        .idPayload();
  }

  private OAuthClient client(ClientKeyRing ring) {
    return OAuthClient.builder(keycloak.issuer().toString())
        .clientId(clientId)
        .clientKey(ring::signer)
        .transport(patient)
        .idTokens(rules -> rules.decryptionKeys(ring::decryptionKeys))
        .build();
  }

  private static ClientKey signing(String name) {
    return ClientKey.ofJwk(TestKeys.p256(name).privateJwkJson());
  }

  private static ClientKey decrypting(String name) {
    return ClientKey.ofJwk(
        TestKeys.rsa(name)
            .privateJwkJson()
            .replace("\"use\":\"sig\"", "\"use\":\"enc\"")
            .replace("\"alg\":\"RS256\"", "\"alg\":\"RSA-OAEP-256\""));
  }
}
