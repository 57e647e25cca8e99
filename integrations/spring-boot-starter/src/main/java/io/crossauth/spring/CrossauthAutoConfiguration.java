package io.crossauth.spring;

import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.redis.RedisStorage;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes clients of the properties {@code crossauth.client.<id>}, and what they keep their sessions
 * in. Nobody is called at the start, unless {@code crossauth.eager} says so.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration",
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
    })
@EnableConfigurationProperties(CrossauthProperties.class)
@Import(ClientRegistrar.class)
public class CrossauthAutoConfiguration {

  @Bean
  SealingKeys crossauthSealingKeys(CrossauthProperties properties) {
    return new SealingKeys(properties.sealingKeys());
  }

  @Bean
  MemoryStores crossauthMemoryStores() {
    return new MemoryStores();
  }

  @Bean
  Stores crossauthStores(ObjectProvider<SessionStores> all) {
    return new Stores(all.orderedStream().toList());
  }

  @Bean
  TlsBundles crossauthTlsBundles(ObjectProvider<SslBundles> bundles) {
    return new TlsBundles(bundles.getIfAvailable());
  }

  @Bean
  ClientFactory crossauthClientFactory(
      CrossauthProperties properties,
      Stores stores,
      TlsBundles bundles,
      ObjectProvider<OAuthClientCustomizer> customizers,
      ObjectProvider<TransportCustomizer> policies) {
    return new ClientFactory(
        properties,
        stores,
        bundles,
        customizers.orderedStream().toList(),
        policies.orderedStream().toList());
  }

  @Bean
  @ConditionalOnMissingBean
  OAuthClients crossauthClients(Environment environment, BeanFactory beans) {
    Set<String> ids = ClientRegistrar.ids(environment);
    return new OAuthClients(beans, ids);
  }

  @Bean
  @ConditionalOnProperty("crossauth.eager")
  EagerStart crossauthEagerStart(OAuthClients clients) {
    return new EagerStart(clients);
  }

  /** With crossauth-jdbc and a database. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(JdbcStorage.class)
  static class Jdbc {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(DataSource.class)
    JdbcStorage crossauthJdbcStorage(DataSource database) {
      return JdbcStorage.in(database);
    }

    @Bean
    @ConditionalOnBean(JdbcStorage.class)
    JdbcStores crossauthJdbcStores(
        JdbcStorage storage, SealingKeys keys, CrossauthProperties properties) {
      if (properties.createTables()) {
        storage.createTables();
      }
      return new JdbcStores(storage, keys);
    }
  }

  /** With crossauth-redis and Spring Data Redis by Lettuce. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({RedisStorage.class, LettuceConnectionFactory.class})
  static class Redis {

    @Bean
    @ConditionalOnMissingBean({RedisStorage.class, ConnectionOfApplication.class})
    @ConditionalOnSingleCandidate(LettuceConnectionFactory.class)
    ConnectionOfApplication crossauthRedisConnection(LettuceConnectionFactory factory) {
      return new ConnectionOfApplication(factory);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ConnectionOfApplication.class)
    RedisStorage crossauthRedisStorage(ConnectionOfApplication connection) {
      return RedisStorage.in(connection);
    }

    @Bean
    @ConditionalOnBean(RedisStorage.class)
    RedisStores crossauthRedisStores(RedisStorage storage, SealingKeys keys) {
      return new RedisStores(storage, keys);
    }
  }
}
