package io.crossauth.spring;

import io.crossauth.servlet.LoginFilterBuilder;

/**
 * Sets what has no property at the login filter that the starter makes; a bean of the
 * application's. Several are asked in the order of their {@code @Order}.
 */
@FunctionalInterface
public interface LoginFilterCustomizer {

  /**
   * Called once, behind the properties and before the filter is made.
   *
   * @param builder its builder, to change
   */
  void customize(LoginFilterBuilder builder);
}
