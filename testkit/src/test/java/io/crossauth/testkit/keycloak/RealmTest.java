package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.internal.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealmTest {

  private static final ClientKeys KEYS = ClientKeys.generate();

  @Test
  void hasExactlyTheClientsOfTestClients() {
    List<Object> expected =
        new ArrayList<>(
            List.of(
                TestClients.CONFIDENTIAL,
                TestClients.PUBLIC,
                TestClients.SERVICE,
                TestClients.PASSWORD,
                TestClients.DEVICE,
                TestClients.DEVICE_SHORT,
                TestClients.CIBA_POLL,
                TestClients.CIBA_PING,
                TestClients.SHORT,
                TestClients.SECRET_JWT,
                TestClients.TLS,
                TestClients.FAPI2_X509,
                TestClients.NO_AUDIENCE,
                TestClients.DPOP,
                TestClients.DPOP_PUBLIC,
                TestClients.SHOP,
                TestClients.EXCHANGE,
                TestClients.ORDERS,
                TestClients.API));
    expected.addAll(TestClients.KEY_CLIENTS);
    expected.addAll(TestClients.FAPI2_KEY_CLIENTS);
    expected.addAll(TestClients.ALGORITHM_CLIENTS);

    assertThat(members(Json.readObject(Realm.template()), "clients", "clientId"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void hasTheUsersOfTestUsers() {
    assertThat(members(Json.readObject(Realm.template()), "users", "username"))
        .containsExactlyInAnyOrder(
            TestUsers.ALICE,
            TestUsers.BOB,
            TestUsers.MFA,
            TestUsers.DISABLED,
            TestUsers.MUST_UPDATE);
  }

  @Test
  void holdsNoKeyAsItIsWritten() {
    assertThat(Realm.template()).doesNotContain("\"jwks.string\"", "\"kty\"");
  }

  @Test
  void learnsThePublicKeyOfEachKeyClient() {
    String realm = Realm.withKeys(KEYS);

    for (String client : ClientKeys.CLIENTS) {
      assertThat(realm).contains("\\\"kid\\\":\\\"" + client + "\\\"");
    }
    assertThat(realm.split("\"jwks\\.string\"", -1)).hasSize(ClientKeys.CLIENTS.size() + 1);
    assertThat(realm).doesNotContain("\\\"d\\\"", "\\\"p\\\"");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, http://127.0.0.1:8080/realms/crossauth",
    "https://id.example.com/auth/, https://id.example.com/auth/realms/crossauth",
    "https://id.example.com/realms/other, https://id.example.com/realms/other"
  })
  void isFoundBelowItsServer(URI server, URI issuer) {
    assertThat(Realm.issuer(server)).isEqualTo(issuer);
  }

  private static List<Object> members(Map<String, Object> realm, String list, String name) {
    return ((List<?>) realm.get(list))
        .stream().<Object>map(entry -> ((Map<?, ?>) entry).get(name)).toList();
  }
}
