package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A whole login under FAPI 2.0, by the switch.
 *
 * @param name what it is called
 * @param clientId which client, for the policy of the real Keycloak
 * @param profile what binds the tokens, and which switch is set
 */
record Fapi2Flow(String name, String clientId, Profile profile) implements Flow {

  /** Keycloak's policies take https alone; nobody listens there, as at every person's callback. */
  private static final URI CALLBACK = URI.create("https://app.example.com/callback");

  private enum Profile {
    DPOP,
    MUTUAL_TLS,
    MESSAGE_SIGNING
  }

  /** One row for each. */
  static List<Flow> all() {
    return List.of(
        new Fapi2Flow("FAPI 2.0 with DPoP", TestClients.FAPI2_DPOP, Profile.DPOP),
        new Fapi2Flow("FAPI 2.0 with mutual TLS", TestClients.FAPI2_MTLS, Profile.MUTUAL_TLS),
        new Fapi2Flow(
            "FAPI 2.0 message signing", TestClients.FAPI2_SIGNING, Profile.MESSAGE_SIGNING));
  }

  @Override
  public String event() {
    return "CODE_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    if (profile == Profile.MUTUAL_TLS) {
      return scene.certified().isPresent()
          ? Optional.empty()
          : Optional.of("the server takes no certificate of the testkit's");
    }
    return scene.metadata().find(MetadataField.DPOP_SIGNING_ALG_VALUES_SUPPORTED).isPresent()
        ? Optional.empty()
        : Optional.of("the server does not know DPoP");
  }

  @Override
  public String run(Scene scene) {
    Person person = scene.person().orElseThrow();
    OAuthClient client =
        scene.open(
            builder(scene)
                .clientId(clientId)
                .clientKey(JwtSigner.ofJwk(scene.privateJwk(clientId)))
                .redirectUri(CALLBACK));
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    OAuthTokenResponse tokens =
        client.redirectEndpoint(
            AuthorizationResponse.of(CALLBACK, person.logIn(login.uri())), login.pending());
    if (profile == Profile.MUTUAL_TLS) {
      scene.certified().orElseThrow().requireBound(tokens.accessToken());
    }
    String subject = client.userInfoEndpoint(tokens).subject();
    return TokenCheck.idToken(tokens.idToken()) + tokens.tokenType() + ", sub " + subject;
  }

  private OAuthClientBuilder builder(Scene scene) {
    if (profile == Profile.MUTUAL_TLS) {
      return scene.certified().orElseThrow().client().fapi2();
    }
    OAuthClientBuilder builder =
        OAuthClient.builder(scene.metadata().issuer().orElseThrow())
            .transport(scene.transport())
            .dpop();
    return profile == Profile.DPOP ? builder.fapi2() : builder.fapi2MessageSigning();
  }
}
