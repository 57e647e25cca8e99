package io.crossauth.examples.shop.front;

import io.crossauth.error.LoginRequiredException;
import io.crossauth.servlet.WebSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The front page, for everybody; and the orders, for whoever has logged in. */
@RestController
class Pages {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Shop</title>
      <link rel="stylesheet" href="/shop.css">
      </head>
      <body>
      <h1>Shop</h1>
      %s
      </body>
      </html>
      """;

  private final OrdersApi api;

  Pages(OrdersApi api) {
    this.api = api;
  }

  @GetMapping("/")
  ResponseEntity<String> front(@Nullable WebSession session) {
    if (session == null) {
      return page("<p>Nobody is logged in.</p><p><a id=\"login\" href=\"/orders\">Log in</a></p>");
    }
    String logout =
        """
        <p>Hello %s. <a id="orders" href="/orders">Your orders</a></p>
        <form method="post" action="/logout">
        <input type="hidden" name="form_token" value="%s">
        <button id="logout">Log out</button>
        </form>
        """;
    return page(logout.formatted(name(session), session.formToken().reveal()));
  }

  @GetMapping("/orders")
  ResponseEntity<String> orders(WebSession session) {
    List<Order> orders = api.orders();
    String form =
        """
        <h2>Orders of %s</h2>
        <ul>%s</ul>
        <form method="post" action="/orders">
        <label>What do you want? <input id="item" name="item" value="tea" maxlength="40"></label>
        <button id="order">Order</button>
        </form>
        <p><a href="/">Front page</a></p>
        """;
    return page(form.formatted(name(session), rows(orders)));
  }

  @PostMapping("/orders")
  ResponseEntity<Void> order(@RequestParam String item) {
    api.order(item);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/orders")).build();
  }

  /** The provider has ended what the session stood on: only a new login helps. */
  @ExceptionHandler(LoginRequiredException.class)
  ResponseEntity<Void> loginAgain() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/login?return=/orders"))
        .build();
  }

  private static String rows(List<Order> orders) {
    return orders.stream()
        .map(
            order ->
                "<li>%s: %s, to %s</li>"
                    .formatted(text(order.item()), text(order.day()), text(order.to())))
        .collect(Collectors.joining());
  }

  private static String name(WebSession session) {
    return text(session.claim("preferred_username").orElseGet(session::subject));
  }

  private static String text(@Nullable Object value) {
    return HtmlUtils.htmlEscape(String.valueOf(value));
  }

  private static ResponseEntity<String> page(String body) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Content-Security-Policy", POLICY)
        .body(FRAME.formatted(body));
  }
}
