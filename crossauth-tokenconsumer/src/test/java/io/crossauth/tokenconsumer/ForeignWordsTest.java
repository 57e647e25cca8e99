package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.error.CrossauthException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.json.Json;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What issuers and strangers write stands in messages printable and cut. */
class ForeignWordsTest {

  private static final String ODD = "a\r\nFORGED line\u001b[2J\u202e\u2028";

  private final Checkpoint at = new Checkpoint();

  /** Words that would forge lines, or fill logs. */
  static Stream<String> odd() {
    return Stream.of(ODD, ODD.repeat(12).substring(0, 200));
  }

  private static void printable(String text) {
    assertThat(text)
        .hasSizeLessThan(1_500)
        .doesNotContain("\r", "\n", "\u001b", "\u202e", "\u2028");
  }

  private static String jwks(List<String> names) {
    List<Map<String, Object>> keys = new ArrayList<>();
    names.forEach(name -> keys.add(TestKeys.p256().withKid(name).publicJwk()));
    return Json.write(Map.of("keys", keys));
  }

  private KeySet remote(String jwks, KeySetListener listener) {
    HttpTransport transport =
        call ->
            new HttpReply(
                200,
                Headers.of("Content-Type", "application/json"),
                jwks.getBytes(StandardCharsets.UTF_8));
    return KeySet.remote(URI.create("https://id.example.com/certs"))
        .transport(transport)
        .platform(at.time.platform())
        .listener(listener)
        .build();
  }

  private CrossauthException refusal(KeySet keys, String token) {
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(Checkpoint.ISSUER)
            .audience(Checkpoint.API)
            .keys(keys)
            .platform(at.time.platform())
            .build();
    return (CrossauthException) catchThrowable(() -> consumer.verify(token, TokenType.ACCESS));
  }

  @ParameterizedTest(name = "case A12 a kid of the issuer''s with line ends and more [{index}]")
  @MethodSource("odd")
  void names(String odd) {
    String unknown = at.mint.accessToken().header("kid", odd + "x").compact();
    String mismatch =
        at.mint.withKey(TestKeys.rsa().withKid(odd)).accessToken().header("kid", odd).compact();
    for (KeySet keys :
        List.of(
            KeySet.ofJwks(jwks(List.of(odd, "b"))),
            remote(jwks(List.of(odd, "b")), KeySetListener.none()),
            KeySet.of(
                VerificationKey.of((java.security.PublicKey) TestKeys.p256().verificationKey())
                    .withKeyId(odd)))) {
      for (String token : List.of(unknown, mismatch)) {
        printable(String.valueOf(refusal(keys, token).getMessage()));
        printable(refusal(keys, token).toString());
      }
      printable(keys.toString());
      printable(keys.candidates(KeyRequest.of(odd, "ES256")).toString());
      printable(KeyRequest.of(odd, odd).toString());
      keys.health().ifPresent(health -> printable(health.toString()));
    }
  }

  @Test
  @DisplayName("case A12 of a hundred kids of 250 characters a message names a few, each cut")
  void manyNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      names.add("%03d".formatted(i) + "n".repeat(247));
    }
    KeySet keys = remote(jwks(names), KeySetListener.none());

    CrossauthException refusal =
        refusal(keys, at.mint.accessToken().header("kid", "other").compact());

    assertThat(refusal.getMessage()).hasSizeLessThan(500).contains("000nn");
    printable(keys.toString());
    assertThat(keys.toString()).contains("and 92 more");
    printable(keys.health().orElseThrow().toString());
  }

  @Test
  @DisplayName("case A12 of a set of odd keys alone, the message tells a few")
  void oddKeysAlone() {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      keys.add(Map.of("kty", ODD, "kid", i + ODD));
    }
    List<String> told = new ArrayList<>();
    KeySetListener listener =
        new KeySetListener() {
          @Override
          public void fetchFailed(URI jwksUri, CrossauthException failure) {
            told.add(String.valueOf(failure.getMessage()));
          }
        };
    KeySet set = remote(Json.write(Map.of("keys", keys)), listener);

    printable(String.valueOf(refusal(set, at.mint.accessToken().compact()).getMessage()));
    assertThat(told).hasSize(1).allSatisfy(ForeignWordsTest::printable);
    printable(set.health().orElseThrow().toString());
    Throwable failure = catchThrowable(() -> KeySet.ofJwks(Json.write(Map.of("keys", keys))));
    printable(String.valueOf(failure.getMessage()));
  }

  static Stream<Arguments> claims() {
    return Stream.of("iss", "aud", "azp", "typ", "token_use", "sub", "acr", "scope")
        .flatMap(claim -> odd().map(value -> Arguments.of(claim, value)));
  }

  @ParameterizedTest(name = "case A12 the claim {0} with line ends and more [{index}]")
  @MethodSource("claims")
  void claims(String claim, String odd) {
    KeySet keys = KeySet.ofJwks(TestKeys.jwks(Checkpoint.keys()));
    for (Object value : new Object[] {odd, List.of(odd, odd), Map.of(odd, odd)}) {
      CrossauthException refusal =
          refusal(keys, at.mint.accessToken().claim(claim, value).compact());
      if (refusal != null) {
        printable(String.valueOf(refusal.getMessage()));
      }
    }
    CrossauthException header =
        refusal(keys, at.mint.accessToken().header("typ", odd).header("alg", odd).compact());
    printable(String.valueOf(header.getMessage()));
  }
}
