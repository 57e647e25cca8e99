package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.introspection.UserInfo;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.Secret;
import java.util.Locale;
import java.util.Optional;

/** Userinfo as a signed JWT (OpenID Connect Core 1.0 section 5.3.2). */
record SignedUserInfoFlow(String clientId) implements Flow {

  @Override
  public String name() {
    return "userinfo, signed: " + clientId.substring(clientId.lastIndexOf('-') + 1);
  }

  /** The client is registered for the algorithm in its name. */
  private String algorithm() {
    String algorithm = clientId.substring(clientId.lastIndexOf('-') + 1);
    return algorithm.equals("eddsa") ? "EdDSA" : algorithm.toUpperCase(Locale.ROOT);
  }

  @Override
  public String event() {
    return "USER_INFO_REQUEST";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.account().isEmpty() ? Optional.of("no account is known") : Optional.empty();
  }

  @Override
  public String run(Scene scene) {
    Scene.Account account = scene.account().orElseThrow();
    OAuthClient client =
        scene.open(
            scene
                .client(clientId)
                .clientSecret(Secret.of(TestClients.SECRET))
                .idTokenSignedResponseAlg(algorithm()));
    OAuthTokenResponse tokens =
        client.passwordFlow(account.name(), account.password(), "openid").requireTokens();
    UserInfo user = client.userInfoEndpoint(tokens);
    if (user.claim("iss").isEmpty()) {
      throw new IllegalStateException("expected a signed answer, found a plain one");
    }
    return user.claims().size() + " claims, signature, iss, aud and sub checked";
  }
}
