package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.introspection.UserInfo;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import java.util.Optional;

/** A user's token that is worth nothing without the client's certificate (RFC 8705 section 3). */
record CertificateBoundFlow() implements Flow {

  private static final int UNAUTHORIZED = 401;

  @Override
  public String name() {
    return "certificate-bound token";
  }

  @Override
  public String event() {
    return "USER_INFO_REQUEST";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return new MutualTlsFlow().obstacle(scene);
  }

  @Override
  public String run(Scene scene) {
    Certified certified = scene.certified().orElseThrow();
    Scene.Account account = scene.account().orElseThrow();
    OAuthClient client = scene.open(certified.client());
    OAuthTokenResponse tokens =
        client.passwordFlow(account.name(), account.password(), "openid").requireTokens();
    UserInfo user = client.userInfoEndpoint(tokens);
    requireRefused(scene.open(certified.thief()), tokens, user.subject());
    return "userinfo with the certificate; without it 401";
  }

  private static void requireRefused(OAuthClient thief, OAuthTokenResponse tokens, String subject) {
    try {
      UserInfo unused = thief.userInfoEndpoint(tokens.accessToken(), subject);
    } catch (OAuthErrorException e) {
      if (e.status() == UNAUTHORIZED) {
        return;
      }
      throw e;
    }
    throw new IllegalStateException("expected a refusal without the certificate, found claims");
  }
}
