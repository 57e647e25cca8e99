package io.crossauth.testkit.keycloak;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs a real Keycloak.
 *
 * <p>Constructors, test methods and lifecycle methods may take a {@link KeycloakServer} or a {@link
 * io.crossauth.testkit.TestProvider}. All classes of a JVM share one server, started before the
 * first of them and stopped after the last; so a test counts what it did itself, as the difference
 * of two counts. If no server can be had, the tests fail.
 *
 * <p>The JUnit is yours: Jupiter 5.11 or later, or 6. The testkit brings none, and nothing else in
 * it needs one. The server's certificates are made by {@code org.bouncycastle:bcpkix-jdk18on}, a
 * container by {@code org.testcontainers:testcontainers}: neither is brought, and who lacks one is
 * told so.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(KeycloakExtension.class)
public @interface WithKeycloak {}
