package consumer;

import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;

/** Checks an access token. */
public final class TokenConsumer implements Part {

  @Override
  public void run(Provider provider) {
    check(provider, provider.accessToken());
  }

  static void check(Provider provider, String token) {
    try (OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(provider.issuer()).audience(Provider.AUDIENCE).build()) {
      Part.check(!consumer.verify(token, TokenType.ACCESS).subject().isBlank(), "a subject");
    }
  }
}
