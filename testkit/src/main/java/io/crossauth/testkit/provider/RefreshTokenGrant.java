package io.crossauth.testkit.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** RFC 6749 section 6, with rotation (RFC 9700 section 4.14.2). */
final class RefreshTokenGrant implements TokenGrant {

  private final Realm realm;
  private final TokenIssuer issuer;

  RefreshTokenGrant(Realm realm, TokenIssuer issuer) {
    this.realm = realm;
    this.issuer = issuer;
  }

  @Override
  public String event() {
    return "REFRESH_TOKEN";
  }

  @Override
  public Map<String, Object> trade(Client client, Parameters parameters) {
    String token = parameters.require("refresh_token");
    Optional<Vault.Refresh> known = realm.vault().refresh(token);
    if (known.filter(refresh -> !refresh.grant().client().equals(client)).isPresent()) {
      throw ProtocolError.invalidGrant(
          "Invalid refresh token. Token client and authorized client don't match");
    }
    // RFC 9449 section 5: of a public client it is good with its key alone.
    Optional<String> bound = known.flatMap(refresh -> refresh.grant().client().jkt());
    if (bound.isPresent() && !bound.equals(client.jkt())) {
      throw ProtocolError.invalidGrant("Invalid refresh token: another key");
    }
    List<Map<String, Object>> details = new Details(realm).of(parameters);
    if (known.isPresent()) {
      checkScope(parameters, known.get());
      Details.requireWithin(details, known.get().grant().details());
    }
    Vault.Refresh refresh =
        realm
            .vault()
            .takeRefresh(token)
            .orElseThrow(() -> ProtocolError.invalidGrant("Invalid refresh token"));
    Set<String> scope =
        parameters
            .find("scope")
            .map(text -> Grant.scope(Optional.of(text)))
            .orElse(refresh.scope());
    List<String> resources = parameters.all("resource");
    Grant held = refresh.grant().heldBy(client);
    Grant grant = details.isEmpty() ? held : held.withDetails(details);
    // Section 6: the next refresh token has the scope of this one, however narrow the request.
    return issuer.issue(
        resources.isEmpty() ? grant : grant.with(Optional.empty(), resources),
        scope,
        refresh.scope());
  }

  /** Section 6: no scope that was not granted. A refusal leaves the token as it was. */
  private static void checkScope(Parameters parameters, Vault.Refresh refresh) {
    Optional<String> asked = parameters.find("scope");
    if (asked.isPresent() && !refresh.grant().scope().containsAll(Grant.scope(asked))) {
      throw ProtocolError.of("invalid_scope", "scope was not granted");
    }
  }
}
