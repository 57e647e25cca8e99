package io.crossauth.benchmarks.growth;

import io.crossauth.benchmarks.growth.Curve.Lane;
import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks of tokens by RS256, all claims read. */
final class Checks {

  private static final int TOKENS = 32;

  private final Scene scene = Scene.of(Algorithm.RS256);

  /** A resource server of so many issuers; the tokens come from up to 32 of them. */
  Lane issuers(int size) {
    KeySet keys = KeySet.ofJwks(scene.jwks());
    OAuthTokenConsumer[] consumers = new OAuthTokenConsumer[size];
    for (int i = 0; i < size; i++) {
      consumers[i] =
          OAuthTokenConsumer.builder(issuer(i)).audience(Scene.AUDIENCE).keys(keys).build();
    }
    OAuthResourceServer server = OAuthResourceServer.builder(consumers).build();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(scene.draft().claim("iss", issuer(i * size / TOKENS)).compact());
    }
    return lane(i -> server.verify(tokens.get(i % TOKENS)).claims().hashCode(), tokens);
  }

  private static String issuer(int number) {
    return "https://id.example.com/realms/%04d".formatted(number);
  }

  /** A set of so many keys; the last one signs. */
  Lane keys(int size) {
    TestKey[] keys = new TestKey[size];
    for (int i = 0; i < size; i++) {
      keys[i] = scene.key().withKid("key-" + i);
    }
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(Scene.ISSUER)
            .audience(Scene.AUDIENCE)
            .keys(KeySet.ofJwks(TestKeys.jwks(keys)))
            .build();
    TokenDraft draft = scene.draft().signedWith(keys[size - 1]);
    return check(consumer, draft);
  }

  /** So many scopes, the last of which is asked for. */
  Lane scopes(int size) {
    String scopes =
        IntStream.range(0, size).mapToObj(i -> "orders:" + i).collect(Collectors.joining(" "));
    TokenDraft draft = scene.draft().claim("scope", scopes);
    OAuthTokenConsumer consumer = consumer();
    String token = draft.compact();
    String last = "orders:" + (size - 1);
    return lane(
        i -> consumer.verify(token, TokenType.ACCESS).scopes().contains(last) ? 1 : 0,
        List.of(token));
  }

  /** So many more claims. */
  Lane claims(int size) {
    TokenDraft draft = scene.draft();
    for (int i = 0; i < size; i++) {
      draft = draft.claim("claim-" + i, "value-" + i);
    }
    return check(consumer(), draft);
  }

  private OAuthTokenConsumer consumer() {
    return OAuthTokenConsumer.builder(Scene.ISSUER)
        .audience(Scene.AUDIENCE)
        .maxTokenLength(64 * 1024)
        .keys(KeySet.ofJwks(scene.jwks()))
        .build();
  }

  private static Lane check(OAuthTokenConsumer consumer, TokenDraft draft) {
    String token = draft.compact();
    return lane(
        i -> consumer.verify(token, TokenType.ACCESS).claims().hashCode() | 1, List.of(token));
  }

  private static Lane lane(Step step, List<String> tokens) {
    return new Lane(step, tokens.get(0).length());
  }
}
