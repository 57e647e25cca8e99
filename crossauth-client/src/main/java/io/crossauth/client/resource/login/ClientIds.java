package io.crossauth.client.resource.login;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.error.ConfigurationException;
import io.crossauth.platform.Platform;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who the program is at an authorization server: what it was given there, else the address of its
 * metadata document, else what a registration brings.
 *
 * @param given the settings of a client, by issuer
 * @param document its client-id metadata document
 * @param registration what it says of itself when it registers
 */
record ClientIds(
    Map<String, UnaryOperator<OAuthClientBuilder>> given,
    Optional<URI> document,
    Optional<ClientMetadata> registration) {

  private static final String DOCUMENTS = "client_id_metadata_document_supported";

  /**
   * Makes the client at a server; the server is asked for its metadata, and for a registration
   * where there is no other way.
   *
   * @throws ConfigurationException {@code config.no_client_id} if there is no way
   */
  OAuthClient at(String issuer, ApiCalls calls, Patience patience, Platform platform) {
    OpenIdConfiguration server =
        Discovery.builder(issuer)
            .transport(calls.within(patience))
            .platform(platform)
            .build()
            .configuration();
    OAuthClientBuilder client =
        OAuthClient.builder(server).transport(calls.transport()).platform(platform);
    UnaryOperator<OAuthClientBuilder> settings = given.get(issuer);
    if (settings != null) {
      return settings.apply(client).build();
    }
    boolean documents = server.raw(DOCUMENTS).filter(Boolean.TRUE::equals).isPresent();
    if (document.isPresent() && documents) {
      return client.clientId(document.get().toString()).build();
    }
    if (registration.isPresent() && server.find(MetadataField.REGISTRATION_ENDPOINT).isPresent()) {
      return client.registration(registered(server, calls, patience, platform)).build();
    }
    throw noClientId(issuer);
  }

  private ClientInformation registered(
      OpenIdConfiguration server, ApiCalls calls, Patience patience, Platform platform) {
    try (ClientRegistration registering =
        ClientRegistration.builder(server)
            .transport(calls.within(patience))
            .platform(platform)
            .build()) {
      return registering.register(registration.orElseThrow());
    }
  }

  private ConfigurationException noClientId(String issuer) {
    return new ConfigurationException(
        "config.no_client_id",
        "client id at "
            + issuer
            + ": expected one that was given for it, "
            + (document.isPresent() ? "" : "a metadata document of the client, ")
            + (registration.isPresent() ? "" : "a registration, ")
            + "or a server that takes what there is, found none; give client(issuer, clientId)");
  }
}
