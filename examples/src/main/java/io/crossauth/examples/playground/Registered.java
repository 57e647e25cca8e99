package io.crossauth.examples.playground;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.value.Secret;
import java.net.URI;

/**
 * A client of the playground, as the provider has it.
 *
 * @param clientId its id
 * @param authentication how it shows who it is
 */
record Registered(String clientId, ClientAuthentication authentication) {

  private static final String KEYCLOAK_SCOPE =
      """
      {"name": "%s", "protocol": "openid-connect",
       "attributes": {"include.in.token.scope": "true"}}
      """;

  /** With the mapper that names the API as the audience of access tokens. */
  private static final String KEYCLOAK_CLIENT =
      """
      {"clientId": "%s", "enabled": true, "publicClient": false, "secret": "%s",
       "standardFlowEnabled": true, "directAccessGrantsEnabled": false,
       "redirectUris": ["%s/*"],
       "defaultClientScopes": ["basic", "acr", "profile", "email"],
       "optionalClientScopes": ["%s", "%s"],
       "attributes": {
         "pkce.code.challenge.method": "S256",
         "post.logout.redirect.uris": "+",
         "backchannel.logout.url": "%s",
         "backchannel.logout.session.required": "true",
         "dpop.bound.access.tokens": "%s"},
       "protocolMappers": [{
         "name": "audience", "protocol": "openid-connect",
         "protocolMapper": "oidc-audience-mapper",
         "config": {"included.custom.audience": "%s", "access.token.claim": "true"}}]}
      """;

  /**
   * Registers an application.
   *
   * @param home its address as browsers have it, with its context path
   * @param backChannel where the provider tells it of logouts
   */
  static Registered at(TestProvider provider, Mode mode, URI home, URI backChannel) {
    return provider instanceof KeycloakServer keycloak
        ? byAdministrator(keycloak, mode, home, backChannel)
        : byItself(provider, mode, home, backChannel);
  }

  /**
   * Keycloak gives audiences and scopes of one's own only to those whom its administrator knows.
   */
  private static Registered byAdministrator(
      KeycloakServer keycloak, Mode mode, URI home, URI backChannel) {
    String known = keycloak.administer("GET", "/client-scopes", "");
    for (String scope : new String[] {OrdersApi.READ, OrdersApi.WRITE}) {
      if (!known.contains('"' + scope + '"')) {
        String unused =
            keycloak.administer("POST", "/client-scopes", KEYCLOAK_SCOPE.formatted(scope));
      }
    }
    // A server that goes on has those of earlier days.
    String id = "playground-" + mode.id() + "-" + Long.toString(System.nanoTime(), 36);
    String client =
        KEYCLOAK_CLIENT.formatted(
            id,
            TestClients.SECRET,
            home,
            OrdersApi.READ,
            OrdersApi.WRITE,
            backChannel,
            mode == Mode.DPOP,
            TestClients.AUDIENCE);
    String unused = keycloak.administer("POST", "/clients", client);
    return new Registered(
        id, ClientAuthentication.clientSecretBasic(Secret.of(TestClients.SECRET)));
  }

  /** RFC 7591. */
  private static Registered byItself(TestProvider provider, Mode mode, URI home, URI backChannel) {
    ClientRegistration.Builder begun = ClientRegistration.builder(provider.issuer().toString());
    provider.initialAccessToken().map(Secret::of).ifPresent(begun::initialAccessToken);
    try (ClientRegistration registration = begun.build()) {
      ClientInformation me =
          registration.register(
              ClientMetadata.builder()
                  .clientName("crossauth playground, " + mode.title())
                  .redirectUris(home + "/callback", home + "/tried")
                  .postLogoutRedirectUris(home + "/")
                  .grantTypes("authorization_code", "refresh_token")
                  .tokenEndpointAuthMethod("client_secret_basic")
                  .backchannelLogoutUri(backChannel)
                  .with("backchannel_logout_session_required", true)
                  .build());
      return new Registered(me.clientId(), me.authentication());
    }
  }
}
