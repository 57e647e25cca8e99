package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.wellknown.MetadataField;
import java.time.Duration;
import java.util.Optional;

/**
 * The provider tells an application over HTTP that a login is over (OpenID Connect Back-Channel
 * Logout 1.0). The application has registered itself for that (RFC 7591).
 */
record BackChannelLogoutFlow() implements Flow {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "back-channel logout";
  }

  @Override
  public String event() {
    return "LOGOUT";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    if (scene.account().isEmpty()) {
      return Optional.of("no account is known");
    }
    return scene.metadata().find(MetadataField.REGISTRATION_ENDPOINT).isEmpty()
        ? Optional.of("the server registers no clients")
        : scene.callbackObstacle();
  }

  @Override
  public String run(Scene scene) {
    ClientRegistration.Builder begun =
        ClientRegistration.builder(scene.metadata()).transport(scene.transport());
    scene.initialAccessToken().ifPresent(begun::initialAccessToken);
    try (BackChannelListener listener = BackChannelListener.open();
        ClientRegistration registration = begun.build()) {
      ClientInformation me =
          registration.register(
              ClientMetadata.builder()
                  .clientName("crossauth demo, back-channel logout")
                  .grantTypes("password", "refresh_token")
                  .tokenEndpointAuthMethod("client_secret_basic")
                  .backchannelLogoutUri(listener.uri())
                  .with("backchannel_logout_session_required", true)
                  .build());
      try {
        return logout(scene, me, listener);
      } finally {
        registration.delete(me);
      }
    }
  }

  private static String logout(Scene scene, ClientInformation me, BackChannelListener listener) {
    Scene.Account account = scene.account().orElseThrow();
    OAuthClient client =
        scene.open(
            OAuthClient.builder(scene.metadata())
                .clientId(me.clientId())
                .clientAuthentication(me.authentication())
                .transport(scene.transport()));
    OAuthTokenResponse tokens =
        client.passwordFlow(account.name(), account.password(), "openid").requireTokens();
    VerifiedToken login = tokens.idToken().orElseThrow();
    HttpReply unused =
        scene.transport().exchange(HttpCall.get(client.logout().start(login.token()).uri()));
    Form told =
        listener
            .await(PATIENCE)
            .orElseThrow(() -> new IllegalStateException("expected a logout token, none came"));
    BackChannelLogout logout = client.logout().backChannel(told);
    if (!logout.ends(login)) {
      throw new IllegalStateException("expected the end of this login, found that of another");
    }
    return "logout token received and verified; it ends the login by "
        + (logout.sessionId().isPresent() ? "sid" : "sub");
  }
}
