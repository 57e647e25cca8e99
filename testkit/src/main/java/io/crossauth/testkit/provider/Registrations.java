package io.crossauth.testkit.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The clients that have registered themselves, by their id. */
final class Registrations {

  /**
   * A client that has registered itself.
   *
   * @param id its {@code client_id}
   * @param secret its secret; empty for a public client
   * @param token what it may be read, updated and deleted with
   * @param issued when it registered, in seconds since 1970
   * @param metadata what it says about itself
   */
  record Registration(
      String id, Optional<String> secret, String token, long issued, Map<String, Object> metadata) {

    /** Its redirect URIs. */
    RedirectUris uris() {
      return new RedirectUris(
          metadata.get("redirect_uris") instanceof List<?> uris
              ? uris.stream().map(String::valueOf).toList()
              : List.of());
    }

    Client client() {
      Set<String> grants =
          metadata.getOrDefault("grant_types", List.of(GrantType.AUTHORIZATION_CODE))
                  instanceof List<?> list
              ? list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
              : Set.of();
      return new Client(id, secret.isPresent() ? Client.Proof.SECRET : Client.Proof.NONE, grants);
    }
  }

  private final Map<String, Registration> all = new ConcurrentHashMap<>();
  private final ClientDocuments documents = new ClientDocuments();

  /** The clients whose ids are addresses. */
  ClientDocuments documents() {
    return documents;
  }

  void keep(Registration registration) {
    all.put(registration.id(), registration);
  }

  Optional<Registration> find(String id) {
    return Optional.ofNullable(all.get(id))
        .or(() -> documents.find(id).map(document -> described(id, document)));
  }

  private static Registration described(String id, Map<String, Object> document) {
    return new Registration(id, Optional.empty(), "", 0, document);
  }

  void drop(String id) {
    all.remove(id);
  }

  Optional<Client> client(String id) {
    return find(id).map(Registration::client);
  }

  Optional<String> secret(String id) {
    return find(id).flatMap(Registration::secret);
  }
}
