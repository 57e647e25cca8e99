package com.example.readme;

import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;

/** {@code CheckToken https://id.example.com/realms/shop eyJhbGci…} says whose token it is. */
public class CheckToken {

  public static void main(String[] args) {
    try (OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(args[0]).audience("orders-api").build()) {
      System.out.println(user(consumer, args[1]));
    }
  }

  static String user(OAuthTokenConsumer consumer, String bearer) {
    // or TokenRejectedException: reason, claim, expected, found
    VerifiedToken token = consumer.verify(bearer, TokenType.ACCESS);
    token.requireScope("orders:read"); // or InsufficientPrivilegesException
    return token.requireSubject(); // or 403 too: tokens of services may name none
  }
}
