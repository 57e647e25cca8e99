package io.crossauth.testkit.keycloak;

import io.crossauth.testkit.TestProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one server for all classes {@link WithKeycloak}, and hands it to their methods. */
final class KeycloakExtension implements BeforeAllCallback, ParameterResolver {

  private static final Logger LOG = System.getLogger(KeycloakServer.class.getName());
  private static final Namespace NAMESPACE = Namespace.create(KeycloakExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    server(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == KeycloakServer.class || type == TestProvider.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }

  /** The one server of this JVM: JUnit closes what is in the root's store after the last test. */
  private static KeycloakServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(KeycloakServer.class, unused -> start(), KeycloakServer.class);
  }

  private static KeycloakServer start() {
    return KeycloakServer.builder().progress(line -> LOG.log(Level.INFO, line)).start();
  }
}
