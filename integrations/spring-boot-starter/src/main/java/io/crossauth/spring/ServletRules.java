package io.crossauth.spring;

import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.spring.CrossauthProperties.Resources;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import org.jspecify.annotations.Nullable;

/** Makes the filter of crossauth-servlet. Loaded where there are servlets. */
final class ServletRules {

  private ServletRules() {}

  static ResourceServerFilter filter(Resources properties, OAuthResourceServer server) {
    ResourceServerFilter.Builder builder =
        ResourceServerFilter.builder(server).roles(properties.roles());
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
