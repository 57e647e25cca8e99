package io.crossauth.comingfrom.pac4j;

import org.pac4j.core.client.Clients;
import org.pac4j.core.config.Config;
import org.pac4j.core.context.CallContext;
import org.pac4j.core.credentials.Credentials;
import org.pac4j.core.exception.http.RedirectionAction;
import org.pac4j.core.profile.UserProfile;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.config.OidcConfiguration;
import org.pac4j.oidc.profile.OidcProfile;

/** A web application that logs users in. */
final class Pac4jLogin {

  private final String issuer;
  private final String clientId;
  private final String secret;

  Pac4jLogin(String issuer, String clientId, String secret) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.secret = secret;
  }

  Config config() {
    OidcConfiguration shop =
        new OidcConfiguration()
            .setClientId(clientId)
            .setSecret(secret)
            .setDiscoveryURI(issuer + "/.well-known/openid-configuration")
            .setScope("openid email")
            .setUseNonce(true);
    return new Config(new Clients("https://shop.example.com/callback", new OidcClient(shop)));
  }

  String begin(OidcClient client, CallContext request) {
    RedirectionAction redirect = client.getRedirectionAction(request).orElseThrow();
    return redirect.toString();
  }

  String end(OidcClient client, CallContext request) {
    Credentials code = client.getCredentials(request).orElseThrow();
    Credentials checked = client.validateCredentials(request, code).orElseThrow();
    UserProfile profile = client.getUserProfile(request, checked).orElseThrow();
    return ((OidcProfile) profile).getSubject();
  }
}
