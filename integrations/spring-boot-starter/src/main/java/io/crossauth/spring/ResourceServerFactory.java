package io.crossauth.spring;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.spring.CrossauthProperties.Resources;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what checks tokens of {@code crossauth.resource}. */
final class ResourceServerFactory implements AutoCloseable {

  private static final String RESOURCE = "crossauth.resource.";

  private final Resources properties;
  private final TlsBundles bundles;
  private final List<TransportCustomizer> policies;
  private final @Nullable KeySetListener listener;
  private final ApacheHttpTransport transport;

  ResourceServerFactory(
      Resources properties,
      TlsBundles bundles,
      List<TransportCustomizer> policies,
      @Nullable KeySetListener listener) {
    this.properties = properties;
    this.bundles = bundles;
    this.policies = policies;
    this.listener = listener;
    this.transport = transport();
  }

  private ApacheHttpTransport transport() {
    String bundle = properties.sslBundle();
    if (bundle == null) {
      return ApacheHttpTransport.create();
    }
    Supplier<TlsBundles.Tls> tls = bundles.get(RESOURCE + "ssl-bundle", bundle);
    return ApacheHttpTransport.builder().sslContext(() -> tls.get().context()).build();
  }

  /** Who checks tokens; the client is asked for if the provider is to be. */
  OAuthTokenConsumer consumer(Supplier<OAuthClients> clients) {
    String issuer =
        Property.required(RESOURCE + "issuer", properties.issuer(), "whose tokens are taken");
    if (properties.audience().isEmpty()) {
      throw Property.wrong(
          RESOURCE + "audience",
          "expected the name of this API in the aud of tokens, found nothing",
          "set it: without, a token for any other API of the issuer would pass here");
    }
    OAuthTokenConsumerBuilder builder =
        OAuthTokenConsumer.builder(issuer)
            .transport(TransportCustomizer.all(policies, TransportCustomizer.RESOURCE, transport))
            .audience(properties.audience().toArray(String[]::new));
    if (listener != null) {
      builder.keySetListener(listener);
    }
    Property.checked(RESOURCE + "clock-skew", () -> builder.clockSkew(properties.clockSkew()));
    URI discovery = properties.discoveryUri();
    if (discovery != null) {
      Property.checked(RESOURCE + "discovery-uri", () -> builder.discoveryUri(discovery));
    }
    URI base = properties.authServerBaseUrl();
    if (base != null) {
      Property.checked(RESOURCE + "auth-server-base-url", () -> builder.authServerBaseUrl(base));
    }
    if (properties.introspection()) {
      String id = clients.get().only(RESOURCE + "client", properties.client());
      builder.opaqueTokens(clients.get().get(id).introspection().opaqueTokenCheck());
    }
    return Property.checked("crossauth.resource", builder::build);
  }

  OAuthResourceServer server(OAuthTokenConsumer consumer) {
    OAuthResourceServer.Builder builder = OAuthResourceServer.builder(consumer);
    URI address = properties.dpop();
    if (address != null) {
      builder.dpop(Property.checked(RESOURCE + "dpop", () -> DpopProofs.at(address)));
    }
    return Property.checked("crossauth.resource", builder::build);
  }

  @Override
  public void close() {
    transport.close();
  }
}
