package com.example.readme;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.token.OAuthTokenResponse;

/** {@code LogIn https://id.example.com/realms/shop notes} says who has logged in. */
public class LogIn {

  public static void main(String[] args) {
    try (OAuthClient client = OAuthClient.builder(args[0]).clientId(args[1]).build()) {
      System.out.println(user(client));
    }
  }

  static String user(OAuthClient client) {
    OAuthTokenResponse tokens = client.deviceCodeFlow(DevicePrompt.terminal(), "openid");
    return tokens.idToken().orElseThrow().requireSubject();
  }
}
