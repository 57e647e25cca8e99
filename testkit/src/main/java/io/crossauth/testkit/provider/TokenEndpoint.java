package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.util.Map;

/** RFC 6749 section 3.2. A new grant is one more line in the table. */
final class TokenEndpoint implements Handler {

  private final Realm realm;
  private final ClientAuthenticator authenticator;

  TokenEndpoint(Realm realm, ClientAuthenticator authenticator) {
    this.realm = realm;
    this.authenticator = authenticator;
  }

  private Map<String, TokenGrant> grants(Binding binding) {
    TokenIssuer issuer = new TokenIssuer(realm, binding);
    return Map.of(
        GrantType.AUTHORIZATION_CODE, new AuthorizationCodeGrant(realm, issuer),
        GrantType.REFRESH_TOKEN, new RefreshTokenGrant(realm, issuer),
        GrantType.CLIENT_CREDENTIALS, new ClientCredentialsGrant(realm, issuer),
        GrantType.PASSWORD, new PasswordGrant(realm, issuer),
        GrantType.DEVICE_CODE, new DeviceCodeGrant(realm, issuer),
        GrantType.TOKEN_EXCHANGE, new TokenExchangeGrant(realm, issuer),
        GrantType.JWT_BEARER, new JwtBearerGrant(realm, issuer),
        GrantType.CIBA, new CibaGrant(realm, issuer));
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters parameters = Parameters.ofForm(request);
    Client client =
        realm
            .dpop()
            .holding(authenticator.authenticate(request, parameters), Endpoint.TOKEN, request);
    String type = parameters.require("grant_type");
    TokenGrant grant = grants(Binding.of(request, client, realm.settings())).get(type);
    if (grant == null) {
      throw ProtocolError.of("unsupported_grant_type", "Unsupported grant_type");
    }
    // Whoever has a refresh token was allowed to get it.
    if (!type.equals(GrantType.REFRESH_TOKEN) && !client.grants().contains(type)) {
      throw Clients.notAllowed(client, type);
    }
    requireHolder(request, client, parameters);
    try {
      Map<String, Object> answer = grant.trade(client, parameters);
      realm.events().add(grant.event());
      return Reply.json(answer).header("Cache-Control", "no-store").header("Pragma", "no-cache");
    } catch (ProtocolError e) {
      realm.events().addError(grant.event());
      throw e;
    }
  }

  /** RFC 8705 section 4: a public client's refresh token is bound as its access token is. */
  private void requireHolder(RecordedRequest request, Client client, Parameters parameters) {
    boolean another =
        client.proof() == Client.Proof.NONE
            && parameters
                .find("refresh_token")
                .filter(token -> !realm.vault().binding(token).isHeldBy(request))
                .isPresent();
    if (another) {
      throw ProtocolError.invalidGrant("Invalid refresh token: bound to another certificate");
    }
  }
}
