package io.crossauth.examples.demo;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A login that is for one payment (RFC 9396), pushed, at the provider in this process: Keycloak
 * knows no types but those of its credentials.
 */
record AuthorizationDetailsFlow() implements Flow {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");

  @Override
  public String name() {
    return "authorization details";
  }

  @Override
  public String event() {
    return "";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return Optional.empty();
  }

  @Override
  public String run(Scene scene) {
    try (InProcessProvider provider = InProcessProvider.builder().requirePushedRequests().start()) {
      String issuer = provider.issuer().toString();
      OAuthClient client =
          scene.open(
              OAuthClient.builder(issuer)
                  .clientId(TestClients.CONFIDENTIAL)
                  .clientSecret(Secret.of(TestClients.SECRET))
                  .redirectUri(CALLBACK)
                  .transport(scene.transport()));
      AuthorizationDetails payment =
          AuthorizationDetails.of(
              AuthorizationDetail.of("payment_initiation")
                  .withActions("initiate")
                  .with("instructedAmount", Map.of("currency", "EUR", "amount", "123.50")));
      AuthorizationRequest login =
          client.startAuthorizationCodeFlow(
              LoginOptions.scopes("openid").withAuthorizationDetails(payment));
      OAuthTokenResponse tokens =
          client.redirectEndpoint(
              AuthorizationResponse.of(
                  Browser.create()
                      .login(login.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
                      .uri()),
              login.pending());
      if (!tokens.authorizationDetails().equals(payment)) {
        throw new IllegalStateException("expected that what was asked for is granted");
      }
      return atTheApi(scene, issuer, tokens);
    }
  }

  private static String atTheApi(Scene scene, String issuer, OAuthTokenResponse tokens) {
    try (OAuthTokenConsumer api =
        OAuthTokenConsumer.builder(issuer)
            .audience(TestClients.AUDIENCE)
            .transport(scene.transport())
            .build()) {
      AuthorizationDetail detail =
          api.verify(tokens.accessToken().reveal(), TokenType.ACCESS)
              .requireAuthorizationDetail("payment_initiation", "initiate");
      return detail.type() + " " + detail.actions() + " granted, and accepted by the API";
    }
  }
}
