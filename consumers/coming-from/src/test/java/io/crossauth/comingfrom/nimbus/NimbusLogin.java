package io.crossauth.comingfrom.nimbus;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;

/** A web application that logs users in. */
final class NimbusLogin {

  private final String issuer;
  private final ClientID clientId;
  private final Secret secret;
  private final URI redirectUri;

  NimbusLogin(String issuer, ClientID clientId, Secret secret, URI redirectUri) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.secret = secret;
    this.redirectUri = redirectUri;
  }

  String login(Session session, Browser browser) throws Exception {
    OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(new Issuer(issuer));
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    AuthenticationRequest request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE, new Scope("openid", "email"), clientId, redirectUri)
            .endpointURI(metadata.getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build();
    session.put("login", state, nonce, verifier);
    browser.redirect(request.toURI());

    AuthenticationResponse callback = AuthenticationResponseParser.parse(browser.comesBackTo());
    if (!callback.indicatesSuccess() || !state.equals(callback.getState())) {
      throw new IllegalStateException("no login");
    }
    AuthorizationCode code = callback.toSuccessResponse().getAuthorizationCode();
    TokenRequest exchange =
        new TokenRequest.Builder(
                metadata.getTokenEndpointURI(),
                new ClientSecretBasic(clientId, secret),
                new AuthorizationCodeGrant(code, redirectUri, verifier))
            .build();
    TokenResponse answer = OIDCTokenResponseParser.parse(exchange.toHTTPRequest().send());
    if (!answer.indicatesSuccess()) {
      throw new IllegalStateException(answer.toErrorResponse().getErrorObject().getCode());
    }
    OIDCTokenResponse tokens = (OIDCTokenResponse) answer.toSuccessResponse();
    IDTokenValidator validator =
        new IDTokenValidator(
            metadata.getIssuer(), clientId, JWSAlgorithm.RS256, metadata.getJWKSetURI().toURL());
    IDTokenClaimsSet claims = validator.validate(tokens.getOIDCTokens().getIDToken(), nonce);
    return claims.getSubject().getValue();
  }

  /** What a web framework has for it. */
  interface Session {
    void put(String name, State state, Nonce nonce, CodeVerifier verifier);
  }

  /** What a web framework has for it. */
  interface Browser {
    void redirect(URI to);

    URI comesBackTo();
  }
}
