package io.crossauth.spring;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.spring.CrossauthProperties.Resources;
import io.crossauth.spring.CrossauthProperties.Rule;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes what checks tokens of {@code crossauth.resource}. */
final class ResourceServerFactory implements AutoCloseable {

  private static final String RESOURCE = "crossauth.resource.";

  private final Resources properties;
  private final TlsBundles bundles;
  private final ApacheHttpTransport transport;

  ResourceServerFactory(Resources properties, TlsBundles bundles) {
    this.properties = properties;
    this.bundles = bundles;
    this.transport = transport();
  }

  private ApacheHttpTransport transport() {
    String bundle = properties.sslBundle();
    return bundle == null
        ? ApacheHttpTransport.create()
        : ApacheHttpTransport.builder()
            .sslContext(bundles.get(RESOURCE + "ssl-bundle", bundle).context())
            .build();
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
            .transport(transport)
            .audience(properties.audience().toArray(String[]::new));
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

  ResourceServerFilter filter(OAuthResourceServer server) {
    ResourceServerFilter.Builder builder =
        ResourceServerFilter.builder(server).roles(properties.roles());
    for (Map.Entry<String, Rule> rule : new TreeMap<>(properties.rules()).entrySet()) {
      rule(RESOURCE + "rules." + rule.getKey(), rule.getValue(), builder);
    }
    for (String path : properties.open()) {
      Property.checked(RESOURCE + "open", () -> builder.open("GET", path));
    }
    if (properties.rules().isEmpty()) {
      Property.checked(RESOURCE + "open", () -> builder.require("/**", AccessRequirement.none()));
    }
    return Property.checked("crossauth.resource", builder::build);
  }

  private void rule(String name, Rule rule, ResourceServerFilter.Builder builder) {
    String path = Property.required(name + ".path", rule.path(), "a path");
    AccessRequirement needed = AccessRequirement.scopes(array(rule.scope()));
    if (!rule.roles().isEmpty()) {
      needed = needed.withClaim(properties.roles(), array(rule.roles()));
    }
    if (!rule.acrValues().isEmpty()) {
      needed = needed.withAcrValues(array(rule.acrValues()));
    }
    Duration age = rule.maxAge();
    AccessRequirement all = age == null ? needed : needed.withMaxAge(age);
    String method = rule.method();
    Property.checked(
        name,
        () -> method == null ? builder.require(path, all) : builder.require(method, path, all));
  }

  private static String[] array(List<String> values) {
    return values.toArray(new String[0]);
  }

  @Override
  public void close() {
    transport.close();
  }
}
