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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Who the program is at an authorization server: what it was given there, else the address of its
 * metadata document, else what a registration has brought.
 */
final class ClientIds {

  private static final String DOCUMENTS = "client_id_metadata_document_supported";

  /** More servers than a user allows; of more, all register anew. */
  private static final int MOST_REGISTRATIONS = 16;

  private final Map<String, UnaryOperator<OAuthClientBuilder>> given;
  private final Optional<URI> document;
  private final Optional<ClientMetadata> registration;
  private final Map<String, ClientInformation> registered = new ConcurrentHashMap<>();

  /**
   * Creates what is known of the program.
   *
   * @param given the settings of a client, by issuer
   * @param document its client-id metadata document
   * @param registration what it says of itself when it registers
   */
  ClientIds(
      Map<String, UnaryOperator<OAuthClientBuilder>> given,
      Optional<URI> document,
      Optional<ClientMetadata> registration) {
    this.given = given;
    this.document = document;
    this.registration = registration;
  }

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
      return client.registration(registered(issuer, server, calls, patience, platform)).build();
    }
    throw noClientId(issuer);
  }

  /**
   * Forgets a registration by which a login has failed: the server may know it no more, which users
   * see, and this program does not.
   */
  void forget(String issuer) {
    registered.remove(issuer);
  }

  private ClientInformation registered(
      String issuer,
      OpenIdConfiguration server,
      ApiCalls calls,
      Patience patience,
      Platform platform) {
    ClientInformation known = registered.get(issuer);
    if (known != null) {
      return known;
    }
    try (ClientRegistration registering =
        ClientRegistration.builder(server)
            .transport(calls.within(patience))
            .platform(platform)
            .build()) {
      ClientInformation fresh = registering.register(registration.orElseThrow());
      if (registered.size() >= MOST_REGISTRATIONS) {
        registered.clear();
      }
      registered.put(issuer, fresh);
      return fresh;
    }
  }

  private ConfigurationException noClientId(String issuer) {
    return new ConfigurationException(
        "config.no_client_id",
        "client id at "
            + issuer
            + ": expected one given by client(issuer, clientId), "
            + (document.isPresent() ? "" : "a metadata document of the client, ")
            + (registration.isPresent() ? "" : "a registration, ")
            + "or a server that supports one of the ways that were given, found none");
  }
}
