package io.crossauth.spring.test;

import io.crossauth.testkit.TestClients;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a provider in the process for a test of a Spring Boot application, and sets the properties
 * {@code crossauth.*} to it, before the application starts; beside {@code @SpringBootTest}. The
 * provider, an {@code InProcessProvider}, and {@link TestTokens} are beans of the application;
 * tests that share the application share them.
 *
 * <pre>{@code
 * @SpringBootTest
 * @CrossauthTest(audience = "orders")
 * class OrdersTest {
 *   @Autowired TestTokens tokens;
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CrossauthTest {

  /** {@return the name of the client in {@code crossauth.client.<name>}} */
  String client() default "shop";

  /** {@return which client of the provider it is, one with a secret: see {@link TestClients}} */
  String clientId() default TestClients.CONFIDENTIAL;

  /**
   * {@return who the API under test is, {@code crossauth.resource.audience}; empty, as by default,
   * for an application that takes no tokens}
   */
  String audience() default "";
}
