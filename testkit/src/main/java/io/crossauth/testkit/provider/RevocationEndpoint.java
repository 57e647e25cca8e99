package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;

/** RFC 7009: with a refresh token goes all that came of its login. */
final class RevocationEndpoint implements Handler {

  private final Realm realm;
  private final ClientAuthenticator authenticator;

  RevocationEndpoint(Realm realm, ClientAuthenticator authenticator) {
    this.realm = realm;
    this.authenticator = authenticator;
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters parameters = Parameters.ofForm(request);
    Client client = authenticator.authenticate(request, parameters);
    String token = parameters.require("token");
    realm
        .vault()
        .refresh(token)
        .map(Vault.Refresh::grant)
        .filter(grant -> grant.client().equals(client))
        .ifPresent(grant -> realm.vault().end(grant.session().id()));
    realm
        .vault()
        .access(token)
        .filter(access -> access.grant().client().equals(client))
        .ifPresent(access -> realm.vault().dropAccess(token));
    realm.events().add("REVOKE_GRANT");
    // Section 2.2: 200 also for a token that nobody knows.
    return Reply.of(200);
  }
}
