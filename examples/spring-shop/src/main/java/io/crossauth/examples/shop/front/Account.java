package io.crossauth.examples.shop.front;

import io.crossauth.servlet.WebSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says who is there. */
@RestController
class Account {

  @GetMapping("/account")
  String account(WebSession session) {
    return "Hello " + session.claim("preferred_username").orElseGet(session::subject);
  }
}
