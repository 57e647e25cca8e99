package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.token.IssuedToken;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A user's token for another (RFC 8693).
 *
 * @param name what it is called
 * @param exchange exchanges an access token, and says what came of it
 */
record TokenExchangeFlow(String name, BiFunction<OAuthClient, TokenExchange, String> exchange)
    implements Flow {

  private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

  /** For one that the same API takes, for one of another API, and for one that no API takes. */
  static List<Flow> all() {
    return List.of(
        new TokenExchangeFlow("token exchange", TokenExchangeFlow::plain),
        new TokenExchangeFlow(
            "token exchange, another audience",
            (client, token) -> plain(client, token.withAudience(TestClients.ORDERS))),
        new TokenExchangeFlow("token exchange, N_A", TokenExchangeFlow::idToken));
  }

  @Override
  public String event() {
    return "TOKEN_EXCHANGE";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.refusalOf("urn:ietf:params:oauth:grant-type:token-exchange");
  }

  @Override
  public String run(Scene scene) {
    OAuthClient client =
        scene.open(scene.client(TestClients.EXCHANGE).clientSecret(Secret.of(TestClients.SECRET)));
    Scene.Account account = scene.account().orElseThrow();
    OAuthTokenResponse login =
        client.passwordFlow(account.name(), account.password(), "openid").requireTokens();
    String unused = scene.check(login);
    return exchange.apply(client, TokenExchange.ofAccessToken(login.accessToken()));
  }

  private static String plain(OAuthClient client, TokenExchange exchange) {
    OAuthTokenResponse tokens = client.requestTokens(exchange);
    return tokens.tokenType() + ", scopes " + String.join(" ", tokens.scopes());
  }

  private static String idToken(OAuthClient client, TokenExchange exchange) {
    IssuedToken issued = client.exchange(exchange.withRequestedType(ID_TOKEN), "openid");
    String user = client.validateIdToken(issued.token()).string("preferred_username").orElse("");
    return "ID token of " + user + ", which goes to no API";
  }
}
