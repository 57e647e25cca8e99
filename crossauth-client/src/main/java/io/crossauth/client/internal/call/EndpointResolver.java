package io.crossauth.client.internal.call;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of an endpoint by the name that provider metadata gives it, for every endpoint
 * alike: an address given by the program, else the alias for mutual TLS where the client has a TLS
 * identity, else the member of the metadata. Metadata has been moved to {@code authServerBaseUrl}
 * where it was read.
 *
 * @param configuration the provider metadata; fetched when it is first asked for
 * @param given addresses that the program gives, by the name of their metadata member
 * @param aliased of which endpoints the {@code mtls_endpoint_aliases} count, by the name of their
 *     metadata member
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-5">RFC 8705 section 5</a>
 */
public record EndpointResolver(
    Supplier<OpenIdConfiguration> configuration,
    Map<String, URI> given,
    Predicate<String> aliased) {

  /** Copies the addresses. */
  public EndpointResolver {
    given = Map.copyOf(given);
  }

  /** The addresses of the metadata alone. */
  public static EndpointResolver of(Supplier<OpenIdConfiguration> configuration) {
    return new EndpointResolver(configuration, Map.of(), name -> false);
  }

  /** The same with an address that the program gives; null changes nothing. */
  public EndpointResolver with(MetadataField<URI> endpoint, @Nullable URI address) {
    if (address == null) {
      return this;
    }
    Map<String, URI> all = new HashMap<>(given);
    all.put(endpoint.name(), address);
    return new EndpointResolver(configuration, all, aliased);
  }

  /** The same for a client with or without a TLS identity. */
  public EndpointResolver withMutualTls(boolean used) {
    return new EndpointResolver(configuration, given, name -> used);
  }

  /** The same for a client that calls the aliases of these endpoints alone. */
  public EndpointResolver withAliasesOf(Set<String> names) {
    return new EndpointResolver(configuration, given, aliased.and(Set.copyOf(names)::contains));
  }

  /**
   * The address of an endpoint that this call cannot do without.
   *
   * @throws InvalidResponseException if it is neither given nor in the metadata
   */
  public URI require(MetadataField<URI> endpoint) {
    URI address = given.get(endpoint.name());
    if (address != null) {
      return address;
    }
    OpenIdConfiguration metadata = configuration.get();
    return alias(metadata, endpoint).orElseGet(() -> metadata.require(endpoint));
  }

  /** The address of an endpoint, if it is given or in the metadata. */
  public Optional<URI> find(MetadataField<URI> endpoint) {
    URI address = given.get(endpoint.name());
    if (address != null) {
      return Optional.of(address);
    }
    OpenIdConfiguration metadata = configuration.get();
    return alias(metadata, endpoint).or(() -> metadata.find(endpoint));
  }

  private Optional<URI> alias(OpenIdConfiguration metadata, MetadataField<URI> endpoint) {
    return aliased.test(endpoint.name()) ? metadata.mtlsEndpointAlias(endpoint) : Optional.empty();
  }
}
