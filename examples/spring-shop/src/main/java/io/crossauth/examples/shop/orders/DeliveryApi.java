package io.crossauth.examples.shop.orders;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.PostExchange;

/** The second service, as the orders API sees it. */
interface DeliveryApi {

  @PostExchange("/deliveries")
  Order deliver(@RequestParam String item);
}
