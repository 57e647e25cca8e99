package io.crossauth.comingfrom.msal;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.SilentParameters;
import java.net.URI;
import java.util.Set;

/** A web application that logs users in at Microsoft Entra ID. */
final class MsalLogin {

  private final String tenantId;
  private final String clientId;
  private final String secret;
  private final URI redirectUri;
  private final ITokenCacheAccessAspect cacheOfTheSession;

  MsalLogin(
      String tenantId,
      String clientId,
      String secret,
      URI redirectUri,
      ITokenCacheAccessAspect cacheOfTheSession) {
    this.tenantId = tenantId;
    this.clientId = clientId;
    this.secret = secret;
    this.redirectUri = redirectUri;
    this.cacheOfTheSession = cacheOfTheSession;
  }

  ConfidentialClientApplication app() throws Exception {
    ConfidentialClientApplication app =
        ConfidentialClientApplication.builder(
                clientId, ClientCredentialFactory.createFromSecret(secret))
            .authority("https://login.microsoftonline.com/" + tenantId)
            .setTokenCacheAccessAspect(cacheOfTheSession)
            .build();
    return app;
  }

  String begin(ConfidentialClientApplication app, String state, String nonce, String challenge) {
    String address =
        app.getAuthorizationRequestUrl(
                AuthorizationRequestUrlParameters.builder(
                        redirectUri.toString(), Set.of("openid", "offline_access"))
                    .state(state)
                    .nonce(nonce)
                    .codeChallenge(challenge)
                    .codeChallengeMethod("S256")
                    .build())
            .toString();
    return address;
  }

  IAccount end(ConfidentialClientApplication app, String code, String verifier) {
    IAuthenticationResult result =
        app.acquireToken(
                AuthorizationCodeParameters.builder(code, redirectUri)
                    .scopes(Set.of("openid", "offline_access"))
                    .codeVerifier(verifier)
                    .build())
            .join();
    IAccount user = result.account();
    return user;
  }

  String later(ConfidentialClientApplication app, IAccount user) throws Exception {
    String accessToken =
        app.acquireTokenSilently(
                SilentParameters.builder(Set.of("api://orders/.default"), user).build())
            .join()
            .accessToken();
    return accessToken;
  }
}
