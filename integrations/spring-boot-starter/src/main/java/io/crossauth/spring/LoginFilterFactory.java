package io.crossauth.spring;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.servlet.ApiRoute;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.servlet.LoginFilterBuilder;
import io.crossauth.spring.CrossauthProperties.Client;
import io.crossauth.spring.CrossauthProperties.Route;
import io.crossauth.spring.CrossauthProperties.StoreType;
import io.crossauth.spring.CrossauthProperties.Web;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the login filter of {@code crossauth.web}. */
final class LoginFilterFactory {

  private static final String WEB = "crossauth.web.";

  private final Web web;
  private final String id;
  private final @Nullable Client properties;
  private final OAuthClient client;
  private final SealingKeys keys;
  private final Stores stores;
  private final List<LoginFilterCustomizer> customizers;

  LoginFilterFactory(
      CrossauthProperties all,
      OAuthClients clients,
      SealingKeys keys,
      Stores stores,
      List<LoginFilterCustomizer> customizers) {
    this.web = all.web();
    this.id = clients.only(WEB + "client", web.client());
    this.properties = all.client().get(id);
    this.client = clients.get(id);
    this.keys = keys;
    this.stores = stores;
    this.customizers = customizers;
  }

  Optional<LoginFilter> at(Origin origin) {
    return origin.now().map(this::filter);
  }

  private LoginFilter filter(URI base) {
    LoginFilterBuilder builder =
        Property.checked(
            WEB + "origin", () -> LoginFilter.builder(client, base, keys.first(), keys.others()));
    if (properties != null) {
      builder.login(LoginOptions.scopes(properties.scope().toArray(String[]::new)));
    }
    paths(builder);
    Property.checked(WEB + "idle", () -> builder.lasting(web.idle(), web.absolute()));
    Property.checked(WEB + "cookie", () -> builder.cookie(web.cookie()));
    Property.checked(WEB + "csrf-header", () -> builder.csrfHeader(web.csrfHeader()));
    keepSessions(builder);
    customizers.forEach(customizer -> customizer.customize(builder));
    return Property.checked("crossauth.web", builder::build);
  }

  private void paths(LoginFilterBuilder builder) {
    String below = web.endpointsBelow();
    if (below != null) {
      Property.checked(WEB + "endpoints-below", () -> builder.endpointsBelow(below));
    }
    Property.checked(WEB + "protect", () -> builder.protect(web.protect().toArray(String[]::new)));
    Property.checked(WEB + "open", () -> builder.open(web.open().toArray(String[]::new)));
    Property.checked(
        WEB + "after-login", () -> builder.afterwards(web.afterLogin(), web.afterLogout()));
    for (Map.Entry<String, Route> route : new TreeMap<>(web.routes()).entrySet()) {
      builder.routes(route(WEB + "routes." + route.getKey(), route.getValue()));
    }
  }

  private static ApiRoute route(String name, Route route) {
    String path = Property.required(name + ".path", route.path(), "a path of the application");
    URI target = Property.required(name + ".target", route.target(), "the API's address");
    ApiRoute made =
        Property.checked(
            name, () -> ApiRoute.of(path, target, route.methods().toArray(String[]::new)));
    return route.allowNavigation() ? made.allowNavigation() : made;
  }

  private void keepSessions(LoginFilterBuilder builder) {
    StoreType type = properties == null ? StoreType.MEMORY : properties.store();
    SessionStores store = stores.of(ClientFactory.name(id, "store"), type);
    if (web.sealedCookies()) {
      // In memory nobody else would hear of a logout.
      builder.sealedCookies(type == StoreType.MEMORY ? null : store.logouts());
    } else if (type != StoreType.MEMORY) {
      builder.sessions(store.tokens(), store.logouts());
    }
  }
}
