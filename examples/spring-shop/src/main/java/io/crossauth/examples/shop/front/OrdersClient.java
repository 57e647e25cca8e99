package io.crossauth.examples.shop.front;

import io.crossauth.spring.call.CrossauthCalls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Calls the orders API with the token of whoever has logged in. */
@Configuration(proxyBeanMethods = false)
class OrdersClient {

  @Bean
  RestClient ordersCalls(
      RestClient.Builder builder, CrossauthCalls calls, @Value("${shop.orders}") String address) {
    return builder
        .baseUrl(address)
        .requestInterceptor(calls.get("shop").session().interceptor())
        .build();
  }

  @Bean
  OrdersApi orders(RestClient ordersCalls) {
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(ordersCalls))
        .build()
        .createClient(OrdersApi.class);
  }
}
