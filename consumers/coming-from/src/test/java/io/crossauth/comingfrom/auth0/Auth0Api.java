package io.crossauth.comingfrom.auth0;

import com.auth0.jwk.JwkProvider;
import com.auth0.jwk.JwkProviderBuilder;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.TimeUnit;

/** An API that checks bearer tokens. */
final class Auth0Api {

  private final String domain;

  Auth0Api(String domain) {
    this.domain = domain;
  }

  String user(String bearer) throws Exception {
    JwkProvider keys =
        new JwkProviderBuilder(domain)
            .cached(10, 24, TimeUnit.HOURS)
            .rateLimited(10, 1, TimeUnit.MINUTES)
            .build();
    DecodedJWT unverified = JWT.decode(bearer);
    RSAPublicKey key = (RSAPublicKey) keys.get(unverified.getKeyId()).getPublicKey();
    DecodedJWT token =
        JWT.require(Algorithm.RSA256(key, null))
            .withIssuer("https://" + domain + "/")
            .withAudience("https://orders.example.com")
            .build()
            .verify(bearer);
    return token.getSubject();
  }
}
