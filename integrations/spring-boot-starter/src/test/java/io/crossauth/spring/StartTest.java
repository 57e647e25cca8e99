package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.error.ConfigurationException;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** What an application has that starts with the starter; nobody is called. */
class StartTest {

  private static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
  private static final String[] SHOP = {
    "crossauth.client.shop.issuer=https://id.example.com",
    "crossauth.client.shop.client-id=web",
    "crossauth.client.shop.client-secret=very-secret"
  };
  private static final String[] API = {
    "crossauth.resource.issuer=https://id.example.com", "crossauth.resource.audience=orders"
  };

  private final WebApplicationContextRunner application =
      new WebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  CrossauthAutoConfiguration.class,
                  CrossauthWebAutoConfiguration.class,
                  CrossauthSecurityAutoConfiguration.class));

  @Test
  @DisplayName("without properties an application starts, and has nothing of ours to answer")
  void starts_without_properties() {
    application.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(CrossauthProperties.class).client()).isEmpty();
          assertThat(context).doesNotHaveBean(FilterRegistrationBean.class);
          assertThat(context).doesNotHaveBean(JwtDecoder.class);
        });
  }

  @Test
  @DisplayName("no text form of the properties shows a secret")
  void hides_secrets() {
    application
        .withPropertyValues(SHOP)
        .withPropertyValues("crossauth.sealing-keys=" + KEY)
        .run(
            context ->
                assertThat(context.getBean(CrossauthProperties.class).toString())
                    .contains("shop")
                    .doesNotContain("very-secret", KEY));
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoUsers {

    @Bean
    String named(@Qualifier("bank") OAuthClient bank, @Qualifier("bank") TokenManager sessions) {
      return bank.clientId();
    }
  }

  @Test
  @DisplayName("each client is a bean by its id, and the registry has them all")
  void clients_by_id() {
    application
        .withPropertyValues(SHOP)
        .withPropertyValues(
            "crossauth.client.bank.issuer=https://bank.example.com",
            "crossauth.client.bank.client-id=app")
        .withUserConfiguration(TwoUsers.class)
        .run(
            context -> {
              assertThat(context.getBean("named")).isEqualTo("app");
              OAuthClients clients = context.getBean(OAuthClients.class);
              assertThat(clients.ids()).containsExactly("bank", "shop");
              assertThat(clients.get("shop").clientId()).isEqualTo("web");
              assertThat(clients.get("shop")).isSameAs(context.getBean("shopOAuthClient"));
              assertThat(clients.tokenManager("shop"))
                  .isSameAs(context.getBean("shopTokenManager"));
              assertThatThrownBy(() -> clients.get("shap"))
                  .isInstanceOf(ConfigurationException.class)
                  .hasMessageContaining("crossauth.client.shap", "shop");
              assertThat(context).as("two clients: who logs in?").doesNotHaveBean("crossauthLogin");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnClient {

    @Bean
    OAuthClient shopOAuthClient() {
      return OAuthClient.builder("https://own.example.com").clientId("own").build();
    }

    @Bean
    OAuthClientCustomizer never() {
      return (id, builder) -> {
        throw new IllegalStateException("asked for " + id);
      };
    }
  }

  @Test
  @DisplayName("a client that the application makes by the same name stays")
  void replaced() {
    application
        .withPropertyValues(SHOP)
        .withUserConfiguration(OwnClient.class)
        .run(
            context ->
                assertThat(context.getBean(OAuthClients.class).get("shop").clientId())
                    .isEqualTo("own"));
  }

  @Configuration(proxyBeanMethods = false)
  static class Customized {

    @Bean
    OAuthClientCustomizer renamed() {
      return (id, builder) -> builder.clientId(id + "-renamed");
    }
  }

  @Test
  @DisplayName("a customizer sets what has no property")
  void customized() {
    application
        .withPropertyValues(SHOP)
        .withUserConfiguration(Customized.class)
        .run(
            context ->
                assertThat(context.getBean(OAuthClient.class).clientId())
                    .isEqualTo("shop-renamed"));
  }

  @Test
  @DisplayName("sessions are closed before their client, and it before its connections")
  void closed_in_order() {
    application
        .withPropertyValues(SHOP)
        .run(
            context -> {
              var beans = context.getSourceApplicationContext().getBeanFactory();
              assertThat(beans.getDependentBeans("crossauthClientFactory"))
                  .contains("shopOAuthClient");
              assertThat(beans.getDependentBeans("shopOAuthClient")).contains("shopTokenManager");
            });
  }

  @ParameterizedTest(name = "W-03: {0}={1}")
  @DisplayName("W-03: a wrong value names its property, and says what to do")
  @CsvSource({
    "crossauth.client.shop.issuer, '', crossauth.client.shop.issuer",
    "crossauth.client.shop.client-id, ' ', crossauth.client.shop.client-id",
    "crossauth.client.shop.redirect-uri, http://shop.example.com/cb, redirect-uri",
    "crossauth.client.shop.discovery-uri, ftp://id.example.com, crossauth.client.shop",
    "crossauth.client.shop.ssl-bundle, none, crossauth.client.shop.ssl-bundle",
    "crossauth.client.shop.store, redis, crossauth.client.shop.store",
    "crossauth.client.shop.auth-method, private_key_jwt, private-key.location",
    "crossauth.client.shop.auth-method, tls_client_auth, crossauth.client.shop",
    "crossauth.client.shop.private-key.location, file:/nowhere, private-key.location",
    "crossauth.client.shop.fapi2, true, crossauth.client.shop",
    "crossauth.sealing-keys, short, crossauth.sealing-keys[0]",
    "crossauth.web.client, shap, crossauth.web.client",
    "crossauth.web.origin, http://shop.example.com, crossauth.web.origin",
    "crossauth.web.protect, account, crossauth.web.protect",
    "crossauth.web.after-login, //evil.example.com, crossauth.web.after-login",
    "crossauth.web.csrf-header, Accept, crossauth.web.csrf-header",
    "crossauth.web.routes.a.path, /api, crossauth.web.routes.a.target",
    "crossauth.web.absolute, 1m, crossauth.web",
    "crossauth.resource.audience, '', crossauth.resource.audience",
    "crossauth.resource.clock-skew, 2h, crossauth.resource.clock-skew",
    "crossauth.resource.open, orders, crossauth.resource.open",
    "crossauth.resource.rules.a.scope, x, crossauth.resource.rules.a.path",
    "crossauth.resource.dpop, orders, crossauth.resource.dpop"
  })
  void wrong_value(String name, String value, String named) {
    application
        .withPropertyValues(SHOP)
        .withPropertyValues(name.startsWith("crossauth.resource") ? API : new String[0])
        .withPropertyValues("crossauth.web.enabled=true", "crossauth.resource.filter=true")
        .withPropertyValues(name + "=" + value)
        .run(
            context -> {
              assertThat(context).hasFailed();
              FailureAnalysis analysis =
                  new PropertyFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis).as("%s", context.getStartupFailure()).isNotNull();
              assertThat(analysis.getDescription()).contains(named).contains("expected");
              assertThat(analysis.getDescription()).doesNotContain("very-secret", "short");
              assertThat(analysis.getAction()).isNotBlank();
            });
  }

  @Test
  @DisplayName("W-03: a value of another type is named by Boot")
  void wrong_type() {
    application
        .withPropertyValues(SHOP)
        .withPropertyValues("crossauth.client.shop.call-timeout=soon")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("crossauth.client.shop.call-timeout"));
  }

  @Configuration(proxyBeanMethods = false)
  static class Database {

    @Bean
    javax.sql.DataSource database() {
      return new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:start;DB_CLOSE_DELAY=-1");
    }
  }

  @Test
  @DisplayName("tokens are kept in the application's own database")
  void in_the_database() {
    application
        .withPropertyValues(SHOP)
        .withPropertyValues(
            "crossauth.client.shop.store=jdbc",
            "crossauth.create-tables=true",
            "crossauth.sealing-keys=" + KEY)
        .withUserConfiguration(Database.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(JdbcStorage.class);
              TokenManager sessions = context.getBean(TokenManager.class);
              assertThat(sessions.tokens("nobody")).isEmpty();
            });
  }

  @Test
  @DisplayName("tokens are not kept in a database under a key that is lost with the process")
  void no_key_for_the_database() {
    application
        .withPropertyValues(SHOP)
        .withPropertyValues("crossauth.client.shop.store=jdbc")
        .withUserConfiguration(Database.class)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("crossauth.sealing-keys: expected a key"));
  }

  @Test
  @DisplayName("an API has a filter where Spring Security's resource server is not")
  void filter_without_spring_security() {
    UnaryOperator<WebApplicationContextRunner> api = runner -> runner.withPropertyValues(API);
    api.apply(application)
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(OAuthResourceServer.class)
                    .hasSingleBean(JwtDecoder.class)
                    .doesNotHaveBean(ResourceServerFilter.class));
    api.apply(application)
        .withClassLoader(new FilteredClassLoader("org.springframework.security"))
        .run(context -> assertThat(context).hasSingleBean(ResourceServerFilter.class));
  }

  @Test
  @DisplayName("an API whose tokens are asked about has an introspector, and no decoder")
  void introspection() {
    application
        .withPropertyValues(SHOP)
        .withPropertyValues(API)
        .withPropertyValues("crossauth.resource.introspection=true")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(OpaqueTokenIntrospector.class)
                    .doesNotHaveBean(JwtDecoder.class));
  }

  @Test
  @DisplayName("an outage of the provider is not an invalid token")
  void outage() {
    try (ClosedPort gone = ClosedPort.hold()) {
      String issuer = gone.uri("/realm").toString();
      application
          .withPropertyValues(
              "crossauth.resource.issuer=" + issuer, "crossauth.resource.audience=orders")
          .run(
              context -> {
                JwtDecoder decoder = context.getBean(JwtDecoder.class);
                String token =
                    TokenMint.issuedBy(issuer).accessToken().claim("aud", "orders").compact();
                assertThatThrownBy(() -> decoder.decode(token))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class)
                    .message()
                    .doesNotContain(token);
                assertThatThrownBy(() -> decoder.decode("no token"))
                    .isInstanceOf(BadJwtException.class);
              });
    }
  }
}
