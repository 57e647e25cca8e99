package io.crossauth.benchmarks.peers;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.value.Secret;
import java.util.function.UnaryOperator;

/**
 * {@link OAuthTokenConsumer}.
 *
 * @param name what the tables call it
 * @param whole whether the caller reads all claims, and not only the subject
 * @param options what is set beside issuer, audience and keys
 */
record Ours(String name, boolean whole, UnaryOperator<OAuthTokenConsumerBuilder> options)
    implements Contestant {

  @Override
  public boolean can(Algorithm algorithm) {
    return true;
  }

  @Override
  public Verifier prepare(Scene scene) {
    OAuthTokenConsumerBuilder builder =
        OAuthTokenConsumer.builder(Scene.ISSUER)
            .audience(Scene.AUDIENCE)
            .algorithms(scene.algorithm().jose());
    if (scene.algorithm().secret()) {
      for (TestKey key : scene.keys()) {
        builder.sharedSecret(key.kid(), Secret.of(Scene.SECRET));
      }
    } else {
      builder.keys(KeySet.ofJwks(scene.jwks()));
    }
    return new Check(options.apply(builder).build(), whole);
  }

  private record Check(OAuthTokenConsumer consumer, boolean whole) implements Verifier {

    @Override
    public String verify(String token) {
      VerifiedToken verified = consumer.verify(token, TokenType.ACCESS);
      // The hash of a map asks for every value in it, down to the last.
      if (whole && verified.claims().hashCode() == 0) {
        throw new IllegalStateException("expected claims");
      }
      return verified.requireSubject();
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
