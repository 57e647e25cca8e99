package io.crossauth.testkit.provider;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client was granted, and all tokens of one login come from.
 *
 * @param client to whom
 * @param user on whose behalf; empty for the client's own
 * @param scope what for
 * @param session the login it belongs to
 * @param nonce what the first ID token must repeat
 * @param resources the audiences asked for (RFC 8707)
 * @param details what for in detail (RFC 9396)
 */
record Grant(
    Client client,
    Optional<User> user,
    Set<String> scope,
    Session session,
    Optional<String> nonce,
    List<String> resources,
    List<Map<String, Object>> details) {

  /** A grant without details. */
  Grant(
      Client client,
      Optional<User> user,
      Set<String> scope,
      Session session,
      Optional<String> nonce,
      List<String> resources) {
    this(client, user, scope, session, nonce, resources, List.of());
  }

  /**
   * A login of a user; everything that came from it ends with it.
   *
   * @param id the {@code sid}
   * @param user who; for a client's own grant its service account
   * @param authTime when
   */
  record Session(String id, String user, Instant authTime) {}

  Grant with(Optional<String> otherNonce, List<String> otherResources) {
    return new Grant(client, user, scope, session, otherNonce, otherResources, details);
  }

  /** The same for the client on another request. */
  Grant heldBy(Client holder) {
    return new Grant(holder, user, scope, session, nonce, resources, details);
  }

  Grant withDetails(List<Map<String, Object>> others) {
    return new Grant(client, user, scope, session, nonce, resources, others);
  }

  /** Keycloak grants {@code profile email} when nothing was asked for. */
  static Set<String> scope(Optional<String> asked) {
    String text = asked.filter(scope -> !scope.isBlank()).orElse("profile email");
    return new LinkedHashSet<>(Arrays.asList(text.strip().split(" +")));
  }
}
