package io.crossauth.examples.shop.orders;

import io.crossauth.servlet.api.TokenPrincipal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The orders of whoever the token is of; which scope a method needs stands in the settings. */
@RestController
class Orders {

  private static final int MOST_ORDERS = 100;
  private static final int LONGEST_NAME = 40;

  private final Map<String, List<Order>> kept = new ConcurrentHashMap<>();
  private final DeliveryApi delivery;

  Orders(DeliveryApi delivery) {
    this.delivery = delivery;
  }

  @GetMapping("/orders")
  List<Order> mine(TokenPrincipal caller) {
    return kept.getOrDefault(caller.token().requireSubject(), List.of());
  }

  @PostMapping("/orders")
  Order order(TokenPrincipal caller, @RequestParam String item) {
    List<Order> own =
        kept.computeIfAbsent(caller.token().requireSubject(), user -> new CopyOnWriteArrayList<>());
    if (item.length() > LONGEST_NAME || own.size() >= MOST_ORDERS) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "too long, or too many");
    }
    Order order = delivery.deliver(item);
    own.add(order);
    return order;
  }
}
