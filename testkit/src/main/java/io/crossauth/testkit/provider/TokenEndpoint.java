package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.util.Map;

/** RFC 6749 section 3.2. A new grant is one more line in the constructor. */
final class TokenEndpoint implements Handler {

  private final Realm realm;
  private final ClientAuthenticator authenticator;
  private final Map<String, TokenGrant> grants;

  TokenEndpoint(Realm realm, ClientAuthenticator authenticator) {
    this.realm = realm;
    this.authenticator = authenticator;
    TokenIssuer issuer = new TokenIssuer(realm);
    this.grants =
        Map.of(
            GrantType.AUTHORIZATION_CODE, new AuthorizationCodeGrant(realm, issuer),
            GrantType.REFRESH_TOKEN, new RefreshTokenGrant(realm, issuer),
            GrantType.CLIENT_CREDENTIALS, new ClientCredentialsGrant(realm, issuer),
            GrantType.PASSWORD, new PasswordGrant(realm, issuer),
            GrantType.DEVICE_CODE, new DeviceCodeGrant(realm, issuer),
            GrantType.CIBA, new CibaGrant(realm, issuer));
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters parameters = Parameters.ofForm(request);
    Client client = authenticator.authenticate(request, parameters);
    String type = parameters.require("grant_type");
    TokenGrant grant = grants.get(type);
    if (grant == null) {
      throw ProtocolError.of("unsupported_grant_type", "Unsupported grant_type");
    }
    // Whoever has a refresh token was allowed to get it.
    if (!type.equals(GrantType.REFRESH_TOKEN) && !client.grants().contains(type)) {
      throw ProtocolError.of("unauthorized_client", "Client not allowed for " + type);
    }
    try {
      Map<String, Object> answer = grant.trade(client, parameters);
      realm.events().add(grant.event());
      return Reply.json(answer).header("Cache-Control", "no-store").header("Pragma", "no-cache");
    } catch (ProtocolError e) {
      realm.events().addError(grant.event());
      throw e;
    }
  }
}
