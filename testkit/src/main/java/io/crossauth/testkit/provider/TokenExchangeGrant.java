package io.crossauth.testkit.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** RFC 8693, for access tokens of this provider: impersonation, or delegation with an actor. */
final class TokenExchangeGrant implements TokenGrant {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final String ACCESS = TYPES + "access_token";
  private static final String ID = TYPES + "id_token";
  private static final String JWT = TYPES + "jwt";

  private final Realm realm;
  private final TokenIssuer issuer;

  TokenExchangeGrant(Realm realm, TokenIssuer issuer) {
    this.realm = realm;
    this.issuer = issuer;
  }

  @Override
  public String event() {
    return "TOKEN_EXCHANGE";
  }

  @Override
  public Map<String, Object> trade(Client client, Parameters parameters) {
    Vault.Access subject = token(parameters, "subject_token");
    Map<String, Object> more = actor(parameters);
    List<String> targets = targets(parameters);
    Set<String> scope = scope(parameters, subject, targets);
    Grant of = subject.grant();
    Grant grant =
        new Grant(client, of.user(), scope, of.session(), Optional.empty(), targets, of.details());
    String type = parameters.find("requested_token_type").orElse(ACCESS);
    String issued =
        switch (type) {
          case ACCESS, JWT -> issuer.accessToken(grant, scope, subject.expiry(), more);
          case ID -> idToken(grant);
          default -> throw ProtocolError.invalidRequest("requested_token_type unsupported");
        };
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", issued);
    answer.put("issued_token_type", type);
    answer.put("token_type", type.equals(ACCESS) ? "Bearer" : "N_A");
    answer.put("expires_in", life(client, subject.expiry()).toSeconds());
    answer.put("scope", String.join(" ", scope));
    return answer;
  }

  /** Section 2.2.2: what is wrong with a token is an invalid request. */
  private Vault.Access token(Parameters parameters, String name) {
    if (!parameters.require(name + "_type").equals(ACCESS)) {
      throw ProtocolError.invalidRequest(name + "_type unsupported");
    }
    return realm
        .vault()
        .access(parameters.require(name))
        .filter(access -> access.expiry().isAfter(realm.now()))
        .orElseThrow(() -> ProtocolError.invalidRequest(name + " is invalid"));
  }

  /** Section 4.1; section 2.1: the type of the actor token goes with it. */
  private Map<String, Object> actor(Parameters parameters) {
    if (parameters.find("actor_token").isEmpty()) {
      if (parameters.find("actor_token_type").isPresent()) {
        throw ProtocolError.invalidRequest("actor_token_type without actor_token");
      }
      return Map.of();
    }
    Grant acting = token(parameters, "actor_token").grant();
    return Map.of(
        "act",
        Map.of("sub", User.subject(acting.session().user()), "client_id", acting.client().id()));
  }

  private List<String> targets(Parameters parameters) {
    List<String> targets = new ArrayList<>(parameters.all("audience"));
    targets.addAll(parameters.all("resource"));
    if (!realm.settings().exchanges().audiences().containsAll(targets)) {
      throw ProtocolError.of("invalid_target", "no token for this audience");
    }
    return targets;
  }

  /** No more than before, unless it is for another. */
  private static Set<String> scope(
      Parameters parameters, Vault.Access subject, List<String> targets) {
    if (parameters.find("scope").isEmpty()) {
      return subject.scope();
    }
    Set<String> asked = Grant.scope(parameters.find("scope"));
    if (targets.isEmpty() && !subject.scope().containsAll(asked)) {
      throw ProtocolError.of("invalid_scope", "scope was not granted");
    }
    return asked;
  }

  private String idToken(Grant grant) {
    User user =
        grant.user().orElseThrow(() -> ProtocolError.invalidRequest("subject_token is of no user"));
    return issuer.idToken(grant, user, "");
  }

  private Duration life(Client client, Instant latest) {
    Duration left = Duration.between(realm.now(), latest);
    return left.compareTo(client.accessTokenLife()) < 0 ? left : client.accessTokenLife();
  }
}
