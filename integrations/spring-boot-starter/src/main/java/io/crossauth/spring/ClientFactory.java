package io.crossauth.spring;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.spring.CrossauthProperties.Client;
import io.crossauth.spring.CrossauthProperties.StoreType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes clients of their properties. Closes their connections, after them. */
final class ClientFactory implements AutoCloseable {

  private final Map<String, Client> properties;
  private final Stores stores;
  private final TlsBundles bundles;
  private final List<OAuthClientCustomizer> customizers;
  private final List<TransportCustomizer> policies;
  private final List<ApacheHttpTransport> transports = new ArrayList<>();

  ClientFactory(
      CrossauthProperties properties,
      Stores stores,
      TlsBundles bundles,
      List<OAuthClientCustomizer> customizers,
      List<TransportCustomizer> policies) {
    this.properties = properties.client();
    this.stores = stores;
    this.bundles = bundles;
    this.customizers = customizers;
    this.policies = policies;
  }

  static String name(String id, String property) {
    return "crossauth.client." + id + "." + property;
  }

  OAuthClient client(String id) {
    Client own = of(id);
    String issuer = Property.required(name(id, "issuer"), own.issuer(), "the provider's issuer");
    OAuthClientBuilder builder =
        OAuthClient.builder(issuer)
            .clientId(Property.required(name(id, "client-id"), own.clientId(), "the client's id"));
    ApacheHttpTransport.Builder http =
        ApacheHttpTransport.builder()
            .connectTimeout(own.connectTimeout())
            .responseTimeout(own.responseTimeout())
            .callTimeout(own.callTimeout());
    String bundle = own.sslBundle();
    if (bundle != null) {
      Supplier<TlsBundles.Tls> tls = bundles.get(name(id, "ssl-bundle"), bundle);
      http.sslContext(() -> tls.get().context());
      if (tls.get().certificate().isPresent()) {
        builder.tlsIdentity(() -> tls.get().certificate().orElseThrow());
      }
    }
    // Before what may fail, so that nothing stays open.
    ApacheHttpTransport transport = http.build();
    transports.add(transport);
    builder.transport(TransportCustomizer.all(policies, id, transport));
    ClientCredentials.of(id, own).accept(builder);
    addresses(id, own, builder);
    ways(own, builder);
    if (own.store() != StoreType.MEMORY) {
      builder.oneTimeStore(stores.of(name(id, "store"), own.store()).oneTime());
    }
    customizers.forEach(customizer -> customizer.customize(id, builder));
    return Property.checked("crossauth.client." + id, builder::build);
  }

  private static void addresses(String id, Client own, OAuthClientBuilder builder) {
    URI callback = own.redirectUri();
    if (callback != null) {
      Property.checked(name(id, "redirect-uri"), () -> builder.redirectUri(callback));
    }
    URI discovery = own.discoveryUri();
    if (discovery != null) {
      Property.checked(name(id, "discovery-uri"), () -> builder.discoveryUri(discovery));
    }
    URI base = own.authServerBaseUrl();
    if (base != null) {
      Property.checked(name(id, "auth-server-base-url"), () -> builder.authServerBaseUrl(base));
    }
  }

  private static void ways(Client own, OAuthClientBuilder builder) {
    if (own.pushedRequests()) {
      builder.pushedRequests();
    }
    if (own.dpop()) {
      builder.dpop();
    }
    if (own.fapi2()) {
      builder.fapi2();
    }
    if (own.fapi2MessageSigning()) {
      builder.fapi2MessageSigning();
    }
  }

  TokenManager tokenManager(String id, OAuthClient client) {
    @Nullable Client own = properties.get(id);
    StoreType type = own == null ? StoreType.MEMORY : own.store();
    TokenStore tokens = stores.of(name(id, "store"), type).tokens();
    // In memory each has its own.
    return client.tokenManager(type == StoreType.MEMORY ? tokens : new ClientSessions(id, tokens));
  }

  Client of(String id) {
    Client own = properties.get(id);
    return Property.required("crossauth.client." + id, own, "a client");
  }

  @Override
  public void close() {
    transports.forEach(ApacheHttpTransport::close);
  }
}
