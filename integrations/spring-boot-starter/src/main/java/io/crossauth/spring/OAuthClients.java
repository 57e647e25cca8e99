package io.crossauth.spring;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenManager;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.BeanFactory;

/**
 * The clients of {@code crossauth.client.<id>} by their ids; a bean. Each is a bean of its own too,
 * {@code <id>OAuthClient} with the qualifier {@code <id>}, beside its {@code <id>TokenManager}.
 * Immutable and safe for use by many threads.
 */
public final class OAuthClients {

  private final BeanFactory beans;
  private final Set<String> ids;

  OAuthClients(BeanFactory beans, Set<String> ids) {
    this.beans = beans;
    this.ids = new TreeSet<>(ids);
  }

  /** {@return the ids, sorted; unmodifiable} */
  public Set<String> ids() {
    return java.util.Collections.unmodifiableSet(ids);
  }

  /**
   * The client of an id.
   *
   * @param id the name in {@code crossauth.client.<id>}
   * @return the client; the application closes it when it ends
   * @throws io.crossauth.error.ConfigurationException {@code config.spring_property}, if there is
   *     none
   */
  public OAuthClient get(String id) {
    return beans.getBean(ClientRegistrar.clientBean(known(id)), OAuthClient.class);
  }

  /**
   * The tokens of sessions that the application keeps itself, with a client's store.
   *
   * @param id the name in {@code crossauth.client.<id>}
   * @return the manager; the application closes it when it ends, before the client
   * @throws io.crossauth.error.ConfigurationException {@code config.spring_property}, if there is
   *     no such client
   */
  public TokenManager tokenManager(String id) {
    return beans.getBean(ClientRegistrar.managerBean(known(id)), TokenManager.class);
  }

  private String known(String id) {
    if (!ids.contains(id)) {
      throw Property.wrong(
          "crossauth.client." + id,
          "expected one of " + ids + ", found something else",
          "set crossauth.client." + id + ".issuer, or ask for one that is there");
    }
    return id;
  }

  /** The one that a property names, or the only one. */
  String only(String property, @org.jspecify.annotations.Nullable String named) {
    if (named != null && !named.isBlank()) {
      if (!ids.contains(named)) {
        throw Property.wrong(
            property,
            "expected one of " + ids + ", found something else",
            "name one of the clients");
      }
      return named;
    }
    if (ids.size() != 1) {
      throw Property.wrong(
          property,
          "expected the name of a client of " + ids + ", found nothing",
          "set " + property);
    }
    return ids.iterator().next();
  }

  /** {@return the ids} */
  @Override
  public String toString() {
    return "OAuthClients" + ids;
  }
}
