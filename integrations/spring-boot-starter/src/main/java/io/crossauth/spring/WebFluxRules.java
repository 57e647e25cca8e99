package io.crossauth.spring;

import io.crossauth.spring.CrossauthProperties.Resources;
import io.crossauth.spring.reactive.ResourceServerWebFilter;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import org.jspecify.annotations.Nullable;

/** Makes the filter of WebFlux. Loaded where that is. */
final class WebFluxRules {

  private WebFluxRules() {}

  static ResourceServerWebFilter filter(Resources properties, OAuthResourceServer server) {
    ResourceServerWebFilter.Builder builder = ResourceServerWebFilter.builder(server);
    ResourceRules.addTo(
        new ResourceRules.Target() {
          @Override
          public void require(@Nullable String method, String path, AccessRequirement needed) {
            var unused =
                method == null
                    ? builder.require(path, needed)
                    : builder.require(method, path, needed);
          }

          @Override
          public void open(String path) {
            builder.open("GET", path);
          }
        },
        properties);
    return Property.checked("crossauth.resource", builder::build);
  }
}
