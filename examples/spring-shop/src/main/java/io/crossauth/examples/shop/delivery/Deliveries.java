package io.crossauth.examples.shop.delivery;

import io.crossauth.servlet.api.TokenPrincipal;
import io.crossauth.tokenconsumer.VerifiedToken;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Delivers. The token says to whom, and which client has called for them. */
@RestController
class Deliveries {

  @PostMapping("/deliveries")
  Delivery deliver(TokenPrincipal caller, @RequestParam String item) {
    VerifiedToken token = caller.token();
    String user = token.string("preferred_username").orElseGet(token::requireSubject);
    return new Delivery(item, "tomorrow", user, token.string("azp").orElse("unknown"));
  }
}
