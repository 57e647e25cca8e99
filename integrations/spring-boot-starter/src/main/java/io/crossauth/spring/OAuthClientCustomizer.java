package io.crossauth.spring;

import io.crossauth.client.OAuthClientBuilder;

/**
 * Sets what has no property at the clients that the starter makes; a bean of the application's.
 * Several are asked in the order of their {@code @Order}.
 */
@FunctionalInterface
public interface OAuthClientCustomizer {

  /**
   * Called once for each client, behind its properties and before it is made.
   *
   * @param id the client's name in {@code crossauth.client.<id>}
   * @param builder its builder, to change
   */
  void customize(String id, OAuthClientBuilder builder);
}
