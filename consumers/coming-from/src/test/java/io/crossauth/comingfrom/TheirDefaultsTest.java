package io.crossauth.comingfrom;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.auth.AuthAPI;
import com.github.scribejava.apis.GitHubApi;
import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.httpclient.jdk.JDKHttpClientConfig;
import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.AuthorizationCodeRequestUrl;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.StoredCredential;
import com.google.api.client.auth.openidconnect.IdTokenVerifier;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.auth.oauth2.ClientId;
import com.google.auth.oauth2.UserAuthorizer;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pac4j.oidc.config.OidcConfiguration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * What the pages say of the defaults of others. When one of these fails after an update, its page
 * is to be rewritten.
 */
class TheirDefaultsTest {

  @Test
  void ofNimbusRequestsHaveNoTimeLimitAndKeysHaveAShortOne() {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, URI.create("https://a.example"));

    assertThat(request.getConnectTimeout()).isZero();
    assertThat(request.getReadTimeout()).isZero();
    assertThat(request.getFollowRedirects()).isTrue();
    assertThat(DefaultJWTClaimsVerifier.DEFAULT_MAX_CLOCK_SKEW_SECONDS).isEqualTo(60);
    assertThat(JWKSourceBuilder.DEFAULT_HTTP_READ_TIMEOUT).isEqualTo(500);
    assertThat(JWKSourceBuilder.DEFAULT_HTTP_SIZE_LIMIT).isEqualTo(51_200);
  }

  @Test
  void ofSpringPkceIsOnUnlessAClientSaysOtherwise() {
    assertThat(ClientRegistration.ClientSettings.builder().build().isRequireProofKey()).isTrue();
  }

  @Test
  void ofPac4jTheNonceIsAnOption() {
    OidcConfiguration defaults = new OidcConfiguration();

    assertThat(defaults.isUseNonce()).isFalse();
    assertThat(defaults.isDisablePkce()).isFalse();
    assertThat(defaults.isWithState()).isTrue();
    assertThat(defaults.isAllowUnsignedIdTokens()).isFalse();
    assertThat(defaults.isExpireSessionWithToken()).isTrue();
    assertThat(defaults.isCallUserInfoEndpoint()).isTrue();
    assertThat(defaults.getMaxClockSkew()).isEqualTo(30);
    assertThat(defaults.getConnectTimeout()).isEqualTo(500);
    assertThat(defaults.getReadTimeout()).isEqualTo(5000);
  }

  @Test
  void ofMsalStateNonceAndPkceAreTheProgramsToMake() throws Exception {
    ConfidentialClientApplication app =
        ConfidentialClientApplication.builder(
                "web", ClientCredentialFactory.createFromSecret("secret"))
            .authority("https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555")
            .build();

    String address =
        app.getAuthorizationRequestUrl(
                AuthorizationRequestUrlParameters.builder(
                        "https://app.example/callback", Set.of("openid"))
                    .build())
            .toString();

    assertThat(address).doesNotContain("state=", "nonce=", "code_challenge=");
    assertThat(app.connectTimeoutForDefaultHttpClient()).isNull();
  }

  @Test
  void ofMsalTheSerializedCacheShowsItsRefreshTokens() throws Exception {
    ConfidentialClientApplication app =
        ConfidentialClientApplication.builder(
                "web", ClientCredentialFactory.createFromSecret("secret"))
            .build();

    app.tokenCache()
        .deserialize(
            """
            {"RefreshToken":{"k":{"home_account_id":"u.t","environment":"login.microsoftonline.com",
             "client_id":"web","secret":"the-refresh-token","credential_type":"RefreshToken"}}}\
            """);

    assertThat(app.tokenCache().serialize()).contains("\"secret\":\"the-refresh-token\"");
  }

  @Test
  void ofAuth0StateNonceAndPkceAreTheProgramsToMake() {
    AuthAPI auth = AuthAPI.newBuilder("example.eu.auth0.com", "web", "secret").build();

    assertThat(auth.authorizeUrl("https://app.example/callback").build())
        .doesNotContain("state=", "nonce=", "code_challenge=");
  }

  @Test
  void ofScribeStateAndPkceAreTheProgramsToMakeAndThereIsNoTimeLimit() throws Exception {
    try (var service = new ServiceBuilder("web").apiSecret("s").build(GitHubApi.instance())) {
      assertThat(service.getAuthorizationUrl()).doesNotContain("state=", "code_challenge=");
    }
    assertThat(JDKHttpClientConfig.defaultConfig().getReadTimeout()).isNull();
    assertThat(JDKHttpClientConfig.defaultConfig().isFollowRedirects()).isTrue();
  }

  @Test
  void ofGoogleStateAndPkceAreTheProgramsToMake() {
    UserAuthorizer authorizer =
        UserAuthorizer.newBuilder()
            .setClientId(ClientId.of("web", "secret"))
            .setScopes(List.of("openid"))
            .setCallbackUri(URI.create("https://app.example/callback"))
            .build();

    assertThat(authorizer.getAuthorizationUrl("alice", null, null).toString())
        .doesNotContain("state=", "code_challenge=", "nonce=");
    assertThat(new AuthorizationCodeRequestUrl("https://id.example", "web").build())
        .doesNotContain("state=", "code_challenge=");
  }

  @Test
  void ofGoogleAllLoginsOfAFlowHaveOneVerifier() {
    AuthorizationCodeFlow flow =
        new AuthorizationCodeFlow.Builder(
                BearerToken.authorizationHeaderAccessMethod(),
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                new GenericUrl("https://id.example/token"),
                new ClientParametersAuthentication("web", "secret"),
                "web",
                "https://id.example/auth")
            .enablePKCE()
            .build();

    assertThat(flow.newAuthorizationUrl().getCodeChallenge())
        .isEqualTo(flow.newAuthorizationUrl().getCodeChallenge());
  }

  @Test
  void ofGoogleClockSkewIsFiveMinutes() {
    assertThat(IdTokenVerifier.DEFAULT_TIME_SKEW_SECONDS).isEqualTo(300);
  }

  @Test
  void ofGoogleAStoredCredentialShowsItsTokens() {
    assertThat(new StoredCredential().setRefreshToken("the-refresh-token").toString())
        .contains("the-refresh-token");
  }
}
