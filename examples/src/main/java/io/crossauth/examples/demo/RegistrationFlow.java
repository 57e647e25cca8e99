package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.wellknown.MetadataField;
import java.util.Optional;

/** A client registers, changes, uses and deletes itself (RFC 7591, RFC 7592). */
record RegistrationFlow() implements Flow {

  @Override
  public String name() {
    return "registration";
  }

  @Override
  public String event() {
    return "CLIENT_REGISTER";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.metadata().find(MetadataField.REGISTRATION_ENDPOINT).isEmpty()
        ? Optional.of("the server registers no clients")
        : Optional.empty();
  }

  @Override
  public String run(Scene scene) {
    ClientRegistration.Builder begun =
        ClientRegistration.builder(scene.metadata()).transport(scene.transport());
    scene.initialAccessToken().ifPresent(begun::initialAccessToken);
    try (ClientRegistration registration = begun.build()) {
      ClientInformation me =
          registration.register(
              ClientMetadata.builder()
                  .clientName("crossauth demo")
                  .grantTypes("client_credentials")
                  .tokenEndpointAuthMethod("client_secret_basic")
                  .build());
      ClientInformation changed =
          registration.update(me, me.metadata().toBuilder().clientName("another name").build());
      client(scene, changed).clientCredentialsFlow();
      registration.delete(changed);
      try {
        client(scene, changed).clientCredentialsFlow();
      } catch (OAuthErrorException e) {
        return "registered, changed, used, deleted; then " + e.error();
      }
      throw new IllegalStateException("expected a deleted client to be refused, but it is not");
    }
  }

  private static OAuthClient client(Scene scene, ClientInformation me) {
    return scene.open(
        OAuthClient.builder(scene.metadata())
            .clientId(me.clientId())
            .clientAuthentication(me.authentication())
            .transport(scene.transport()));
  }
}
