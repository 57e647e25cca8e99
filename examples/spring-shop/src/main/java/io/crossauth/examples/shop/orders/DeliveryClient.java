package io.crossauth.examples.shop.orders;

import io.crossauth.spring.call.CrossauthCalls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Calls delivery on behalf of whoever has sent the request: with a token for delivery alone. */
@Configuration(proxyBeanMethods = false)
class DeliveryClient {

  @Bean
  RestClient deliveryCalls(
      RestClient.Builder builder,
      CrossauthCalls calls,
      @Value("${shop.delivery}") String address,
      @Value("${delivery.audience}") String audience) {
    return builder
        .baseUrl(address)
        .requestInterceptor(
            calls.get("orders").onBehalf(audience, "deliveries:write").interceptor())
        .build();
  }

  @Bean
  DeliveryApi delivery(RestClient deliveryCalls) {
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(deliveryCalls))
        .build()
        .createClient(DeliveryApi.class);
  }
}
