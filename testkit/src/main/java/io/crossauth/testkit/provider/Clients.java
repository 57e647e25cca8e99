package io.crossauth.testkit.provider;

import static io.crossauth.testkit.provider.GrantType.AUTHORIZATION_CODE;
import static io.crossauth.testkit.provider.GrantType.CIBA;
import static io.crossauth.testkit.provider.GrantType.CLIENT_CREDENTIALS;
import static io.crossauth.testkit.provider.GrantType.DEVICE_CODE;
import static io.crossauth.testkit.provider.GrantType.PASSWORD;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.Client.Proof;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clients of {@link TestClients}, with what each may do. */
final class Clients {

  private static final Set<String> LOGIN = Set.of(AUTHORIZATION_CODE, PASSWORD, CLIENT_CREDENTIALS);

  private static final Set<String> LOGIN_OR_CIBA =
      Set.of(AUTHORIZATION_CODE, PASSWORD, CLIENT_CREDENTIALS, CIBA);

  private static final Map<String, Client> ALL =
      Stream.of(
              Stream.of(
                  new Client(
                      TestClients.CONFIDENTIAL,
                      Proof.SECRET,
                      Set.of(AUTHORIZATION_CODE, PASSWORD, CLIENT_CREDENTIALS, DEVICE_CODE)),
                  new Client(TestClients.PUBLIC, Proof.NONE, Set.of(AUTHORIZATION_CODE, PASSWORD)),
                  new Client(TestClients.SERVICE, Proof.SECRET, Set.of(CLIENT_CREDENTIALS)),
                  new Client(TestClients.PASSWORD, Proof.SECRET, Set.of(PASSWORD)),
                  new Client(TestClients.DEVICE, Proof.NONE, Set.of(DEVICE_CODE)),
                  new Client(TestClients.DEVICE_SHORT, Proof.NONE, Set.of(DEVICE_CODE)),
                  new Client(TestClients.CIBA_POLL, Proof.SECRET, Set.of(CIBA)),
                  new Client(TestClients.CIBA_PING, Proof.SECRET, Set.of(CIBA)),
                  new Client(TestClients.SHORT, Proof.SECRET, Set.of(PASSWORD, CLIENT_CREDENTIALS)),
                  new Client(TestClients.SECRET_JWT, Proof.SECRET_JWT, Set.of(CLIENT_CREDENTIALS)),
                  new Client(
                      TestClients.NO_AUDIENCE, Proof.SECRET, Set.of(PASSWORD, CLIENT_CREDENTIALS)),
                  new Client(TestClients.TLS, Proof.CERTIFICATE, LOGIN),
                  new Client(TestClients.FAPI2_X509, Proof.CERTIFICATE, Set.of(AUTHORIZATION_CODE)),
                  new Client(
                      TestClients.DPOP,
                      Proof.SECRET,
                      Set.of(AUTHORIZATION_CODE, CLIENT_CREDENTIALS)),
                  new Client(TestClients.DPOP_PUBLIC, Proof.NONE, Set.of(AUTHORIZATION_CODE)),
                  new Client(
                      TestClients.SHOP, Proof.SECRET, Set.of(AUTHORIZATION_CODE, PASSWORD)),
                  new Client(
                      TestClients.EXCHANGE,
                      Proof.SECRET,
                      Set.of(PASSWORD, GrantType.TOKEN_EXCHANGE, GrantType.JWT_BEARER)),
                  new Client(TestClients.ORDERS, Proof.SECRET, Set.of()),
                  new Client(TestClients.API, Proof.SECRET, Set.of())),
              TestClients.KEY_CLIENTS.stream()
                  .map(id -> new Client(id, Proof.KEY_JWT, LOGIN_OR_CIBA)),
              TestClients.FAPI2_KEY_CLIENTS.stream()
                  .map(id -> new Client(id, Proof.KEY_JWT, Set.of(AUTHORIZATION_CODE))),
              TestClients.ALGORITHM_CLIENTS.stream().map(id -> new Client(id, Proof.SECRET, LOGIN)))
          .flatMap(Function.identity())
          .collect(Collectors.toUnmodifiableMap(Client::id, Function.identity()));

  private Clients() {}

  static Optional<Client> find(String id) {
    return Optional.ofNullable(ALL.get(id));
  }
}
