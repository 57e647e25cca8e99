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
                  new Client(TestClients.SHORT, Proof.SECRET, LOGIN),
                  new Client(TestClients.SECRET_JWT, Proof.SECRET_JWT, LOGIN),
                  new Client(
                      TestClients.NO_AUDIENCE, Proof.SECRET, Set.of(PASSWORD, CLIENT_CREDENTIALS)),
                  new Client(TestClients.TLS, Proof.CERTIFICATE, LOGIN),
                  new Client(TestClients.FAPI2_X509, Proof.CERTIFICATE, Set.of(AUTHORIZATION_CODE)),
                  new Client(
                      TestClients.DPOP,
                      Proof.SECRET,
                      Set.of(AUTHORIZATION_CODE, CLIENT_CREDENTIALS)),
                  new Client(TestClients.DPOP_PUBLIC, Proof.NONE, Set.of(AUTHORIZATION_CODE)),
                  new Client(TestClients.SHOP, Proof.SECRET, Set.of(AUTHORIZATION_CODE, PASSWORD)),
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

  /** Says why a client may not use a grant, and which of the testkit's may. */
  static ProtocolError notAllowed(Client client, String grant) {
    String may = client.grants().isEmpty() ? "nothing" : words(client.grants().stream());
    String others =
        words(ALL.values().stream().filter(c -> c.grants().contains(grant)).map(Client::id));
    String wayOut =
        client.own().isPresent()
            ? "RegisteredClient.grantTypes adds it"
            : "of the testkit's clients these may: " + others;
    return ProtocolError.of(
        "unauthorized_client",
        "Client not allowed for %s: %s may use %s; %s".formatted(grant, client.id(), may, wayOut));
  }

  /** Says that nobody has this id, and how somebody gets it. */
  static ProtocolError unknown(String id) {
    return ProtocolError.invalidRequest(
        "Client not found: "
            + id
            + " is none of TestClients, and ProviderBuilder.client has registered no such client");
  }

  private static String words(Stream<String> names) {
    return names.sorted().collect(Collectors.joining(", "));
  }

  static Optional<Client> find(String id) {
    return Optional.ofNullable(ALL.get(id));
  }
}
