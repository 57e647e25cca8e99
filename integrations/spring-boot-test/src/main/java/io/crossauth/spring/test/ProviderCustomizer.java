package io.crossauth.spring.test;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.InProcessProvider;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the provider before the application, and stops it after. Tests with equal settings share
 * an application, as Spring keeps it.
 */
record ProviderCustomizer(String client, String clientId, String audience)
    implements ContextCustomizer {

  private static final String BEAN = "crossauthTestProvider";

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    InProcessProvider provider = InProcessProvider.start();
    context.getBeanFactory().registerSingleton(BEAN, provider);
    context
        .getBeanFactory()
        .registerSingleton("crossauthTestTokens", new TestTokens(provider, audience));
    // What is registered first is destroyed last; a start that fails destroys it too.
    if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry registry) {
      registry.registerDisposableBean(BEAN, provider::close);
    }
    TestPropertyValues.of(properties(provider.issuer().toString())).applyTo(context);
  }

  private List<String> properties(String issuer) {
    String own = "crossauth.client." + client + ".";
    List<String> all =
        new ArrayList<>(
            List.of(
                own + "issuer=" + issuer,
                own + "client-id=" + clientId,
                own + "client-secret=" + TestClients.SECRET,
                // A busy machine is no outage.
                own + "response-timeout=1m",
                own + "call-timeout=1m"));
    if (!audience.isEmpty()) {
      all.add("crossauth.resource.issuer=" + issuer);
      all.add("crossauth.resource.audience=" + audience);
    }
    return all;
  }
}
