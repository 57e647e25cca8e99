package io.crossauth.comingfrom.auth0;

import com.auth0.client.auth.AuthAPI;
import com.auth0.exception.APIException;
import com.auth0.json.auth.TokenHolder;
import com.auth0.jwk.JwkException;
import com.auth0.jwk.JwkProvider;
import com.auth0.jwk.JwkProviderBuilder;
import com.auth0.utils.tokens.IdTokenVerifier;
import com.auth0.utils.tokens.SignatureVerifier;
import java.security.interfaces.RSAPublicKey;

/** A web application that logs users in at Auth0. */
final class Auth0Login {

  private final String domain;
  private final String clientId;
  private final String secret;
  private final String redirectUri;

  Auth0Login(String domain, String clientId, String secret, String redirectUri) {
    this.domain = domain;
    this.clientId = clientId;
    this.secret = secret;
    this.redirectUri = redirectUri;
  }

  AuthAPI api() {
    AuthAPI auth = AuthAPI.newBuilder(domain, clientId, secret).build();
    return auth;
  }

  String begin(AuthAPI auth, String state, String nonce, String challenge) {
    String address =
        auth.authorizeUrl(redirectUri)
            .withScope("openid email offline_access")
            .withAudience("https://orders.example.com")
            .withState(state)
            .withParameter("nonce", nonce)
            .withCodeChallenge(challenge)
            .build();
    return address;
  }

  TokenHolder end(AuthAPI auth, String code, String verifier, String nonce) throws Exception {
    TokenHolder tokens =
        auth.exchangeCodeWithVerifier(code, verifier, redirectUri).execute().getBody();
    JwkProvider keys = new JwkProviderBuilder(domain).build();
    IdTokenVerifier.init(
            "https://" + domain + "/",
            clientId,
            SignatureVerifier.forRS256(
                keyId -> {
                  try {
                    return (RSAPublicKey) keys.get(keyId).getPublicKey();
                  } catch (JwkException e) {
                    throw new IllegalStateException(e);
                  }
                }))
        .build()
        .verify(tokens.getIdToken(), nonce);
    return tokens;
  }

  TokenHolder password(AuthAPI auth, String user, char[] password, char[] code) throws Exception {
    try {
      return auth.login(user, password).execute().getBody();
    } catch (APIException e) {
      if (e.isMultifactorRequired()) {
        return auth.exchangeMfaOtp((String) e.getValue("mfa_token"), code).execute().getBody();
      }
      throw e;
    }
  }

  TokenHolder later(AuthAPI auth, TokenHolder tokens) throws Exception {
    TokenHolder renewed = auth.renewAuth(tokens.getRefreshToken()).execute().getBody();
    return renewed;
  }
}
