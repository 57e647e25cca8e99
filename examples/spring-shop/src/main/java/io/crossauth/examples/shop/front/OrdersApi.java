package io.crossauth.examples.shop.front;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The orders API, as the shop's pages see it. */
interface OrdersApi {

  @GetExchange("/orders")
  List<Order> orders();

  @PostExchange("/orders")
  Order order(@RequestParam String item);
}
