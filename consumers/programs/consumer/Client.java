package consumer;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.Secret;
import java.io.IOException;

/** Logs a user in, checks what came, and refreshes it. */
public final class Client implements Part {

  @Override
  public void run(Provider provider) throws IOException {
    try (OAuthClient client = client(provider)) {
      OAuthTokenResponse tokens = login(client, provider);
      TokenConsumer.check(provider, tokens.accessToken().reveal());
      OAuthTokenResponse fresh = client.refreshTokenFlow(tokens);
      Part.check(!fresh.accessToken().equals(tokens.accessToken()), "another access token");
      TokenConsumer.check(provider, fresh.accessToken().reveal());
    }
  }

  static OAuthClient client(Provider provider) {
    return OAuthClient.builder(provider.issuer())
        .clientId(Provider.CLIENT)
        .clientSecret(Secret.of(Provider.SECRET))
        .redirectUri(Provider.CALLBACK)
        .build();
  }

  static OAuthTokenResponse login(OAuthClient client, Provider provider) throws IOException {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    OAuthTokenResponse tokens =
        client.redirectEndpoint(
            AuthorizationResponse.of(provider.browser().browse(login.uri())), login.pending());
    Part.check(!tokens.idToken().orElseThrow().requireSubject().isBlank(), "an ID token with a subject");
    return tokens;
  }
}
