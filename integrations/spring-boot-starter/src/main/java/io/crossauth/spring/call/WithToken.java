package io.crossauth.spring.call;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which token goes on the calls of an HTTP interface. On a method it counts in place of that on the
 * interface. {@link HttpInterfaces} reads it, and in a Spring Boot 4 application the interfaces
 * that {@code @ImportHttpServices} makes have it too.
 *
 * <pre>{@code
 * @HttpExchange("/orders")
 * @WithToken(client = "shop", scopes = "orders:read")
 * interface Orders {
 *   @GetExchange
 *   List<Order> all();
 *
 *   @PostExchange
 *   @WithToken(client = "shop", of = TokenOwner.SESSION)
 *   Order place(@RequestBody Order order);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WithToken {

  /** {@return the client's name in {@code crossauth.client.<name>}} */
  String client();

  /**
   * {@return the scopes to ask for; none for the server's choice} A session's token has those of
   * its login, and none may be named.
   */
  String[] scopes() default {};

  /** {@return whose token it is; the client's own by default} */
  TokenOwner of() default TokenOwner.SERVICE;

  /**
   * {@return the service that an exchanged token is for, as the provider names it (RFC 8693 section
   * 2.1); empty, as by default, for the provider's choice} For {@link TokenOwner#REQUEST} alone.
   */
  String audience() default "";
}
