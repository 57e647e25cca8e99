package io.crossauth.spring;

import io.crossauth.spring.CrossauthProperties.StoreType;
import java.util.List;

/** The stores that there are. */
final class Stores {

  private final List<SessionStores> all;

  Stores(List<SessionStores> all) {
    this.all = List.copyOf(all);
  }

  SessionStores of(String property, StoreType type) {
    return all.stream()
        .filter(stores -> stores.type() == type)
        .findFirst()
        .orElseThrow(() -> missing(property, type));
  }

  private static RuntimeException missing(String property, StoreType type) {
    String jar = type == StoreType.JDBC ? "crossauth-jdbc" : "crossauth-redis";
    String bean = type == StoreType.JDBC ? "a DataSource" : "a LettuceConnectionFactory";
    return Property.wrong(
        property,
        "expected " + jar + " and " + bean + ", found not both",
        "add the dependency io.crossauth:" + jar + " and configure " + bean);
  }
}
