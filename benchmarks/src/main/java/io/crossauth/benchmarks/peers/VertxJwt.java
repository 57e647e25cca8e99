package io.crossauth.benchmarks.peers;

import io.crossauth.testkit.mint.TestKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.concurrent.TimeUnit;

/**
 * Vert.x' JWT authentication, which answers on the caller's thread.
 *
 * @param whole whether the caller reads all claims, and not only the subject
 */
record VertxJwt(boolean whole) implements Contestant {

  @Override
  public String name() {
    return "vertx-auth-jwt" + (whole ? Contestants.EVERY_VALUE : "");
  }

  @Override
  public boolean can(Algorithm algorithm) {
    return true;
  }

  @Override
  public Verifier prepare(Scene scene) {
    JWTAuthOptions options =
        new JWTAuthOptions()
            .setJWTOptions(
                new JWTOptions()
                    .setAlgorithm(scene.algorithm().jose())
                    .setIssuer(Scene.ISSUER)
                    .addAudience(Scene.AUDIENCE));
    for (TestKey key : scene.keys()) {
      boolean secret = scene.algorithm().secret();
      options.addJwk(new JsonObject(secret ? key.privateJwk() : key.publicJwk()));
    }
    Vertx vertx = Vertx.vertx();
    return new Check(vertx, JWTAuth.create(vertx, options), whole);
  }

  private record Check(Vertx vertx, JWTAuth auth, boolean whole) implements Verifier {

    @Override
    public String verify(String token) throws Exception {
      Future<User> answer = auth.authenticate(new TokenCredentials(token));
      if (!answer.isComplete()) {
        answer.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
      }
      if (answer.failed()) {
        throw new IllegalArgumentException(answer.cause());
      }
      User user = answer.result();
      JsonObject claims = user.attributes().getJsonObject("accessToken");
      // The hash of a map asks for every value in it, down to the last.
      if (whole && claims.getMap().hashCode() == 0) {
        throw new IllegalStateException("expected claims");
      }
      return user.subject();
    }

    @Override
    public void close() {
      vertx.close().await();
    }
  }
}
