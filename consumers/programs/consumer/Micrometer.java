package consumer;

import io.crossauth.micrometer.KeySetMeters;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Checks a token, with meters. */
public final class Micrometer implements Part {

  @Override
  public void run(Provider provider) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(provider.issuer())
            .audience(Provider.AUDIENCE)
            .keySetListener(KeySetMeters.of(registry))
            .build()) {
      consumer.verify(provider.accessToken(), TokenType.ACCESS);
      Part.check(!registry.getMeters().isEmpty(), "meters");
    }
  }
}
