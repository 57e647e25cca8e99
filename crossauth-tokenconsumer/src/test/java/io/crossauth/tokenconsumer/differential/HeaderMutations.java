package io.crossauth.tokenconsumer.differential;

import static io.crossauth.tokenconsumer.differential.Mutation.oneOf;
import static io.crossauth.tokenconsumer.differential.Mutation.signed;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Headers that ask for something else; the signature is made over them. */
final class HeaderMutations {

  private static final String[] JUNK = {
    "null", "true", "7", "[]", "{}", "\"\"", "[\"RS256\"]", "{\"a\":1}", "1e400", "\"\\u0000\""
  };

  private HeaderMutations() {}

  static List<Mutation> all() {
    return List.of(
        signed(
            "header: none",
            (good, random) ->
                good.header("alg", oneOf(random, "none", "None", "nOnE", "NONE", " none"))
                    .withSignature(new byte[0])),
        signed(
            "header: none, signature kept",
            (good, random) -> good.header("alg", oneOf(random, "none", "NONE"))),
        signed(
            "header: alg of another",
            (good, random) ->
                good.header("alg", oneOf(random, Setting.ALGORITHMS.toArray(String[]::new)))),
        signed(
            "header: alg in another case",
            (good, random) ->
                good.header(
                    "alg", String.valueOf(good.header().get("alg")).toLowerCase(Locale.ROOT))),
        signed("header: alg is junk", (good, random) -> good.rawHeader("alg", oneOf(random, JUNK))),
        signed("header: no alg", (good, random) -> good.withoutHeader("alg")),
        signed("header: no kid", (good, random) -> good.withoutHeader("kid")),
        signed("header: kid is junk", (good, random) -> good.rawHeader("kid", oneOf(random, JUNK))),
        signed(
            "header: kid unknown",
            (good, random) ->
                good.header("kid", oneOf(random, "", "x", "../../dev/null", "' OR 1=1", "rsa-1"))),
        signed(
            "header: crit",
            (good, random) ->
                good.rawHeader(
                        "crit",
                        oneOf(random, "[]", "[\"x\"]", "\"x\"", "null", "[\"exp\"]", "[\"alg\"]"))
                    .header("x", 1)),
        signed(
            "header: b64",
            (good, random) ->
                good.rawHeader("b64", oneOf(random, "false", "true"))
                    .rawHeader("crit", "[\"b64\"]")),
        signed(
            "header: b64 without crit",
            (good, random) -> good.rawHeader("b64", oneOf(random, "false", "true", "null"))),
        signed("header: zip", (good, random) -> good.header("zip", oneOf(random, "DEF", "GZIP"))),
        signed("header: enc", (good, random) -> good.header("enc", "A256GCM")),
        signed(
            "header: typ",
            (good, random) ->
                good.header(
                    "typ", oneOf(random, "JWT", "jwt", "logout+jwt", "dpop+jwt", "secevent+jwt"))),
        signed("header: no typ", (good, random) -> good.withoutHeader("typ")),
        signed("header: typ is junk", (good, random) -> good.rawHeader("typ", oneOf(random, JUNK))),
        signed(
            // JWT is left out: others refuse it, and RFC 7515 section 4.1.10 lets it mean nothing.
            "header: cty", (good, random) -> good.header("cty", oneOf(random, "json", ""))),
        signed(
            "header: unknown member", (good, random) -> good.rawHeader("x", oneOf(random, JUNK))),
        signed("header: own key sent along", (good, random) -> sentAlong(good)),
        signed(
            "header: addresses of keys",
            (good, random) -> good.header(oneOf(random, "jku", "x5u"), "https://127.0.0.1:1/")),
        new Mutation(
            "header: HMAC by the public key",
            (good, random) -> {
              TestKey key = good.setting().keyOf(good.algorithm());
              byte[] known = random.nextBoolean() ? key.publicDer() : key.publicPem().getBytes();
              return good.draft().hmacWith(known).compact();
            }));
  }

  private static TokenDraft sentAlong(TokenDraft good) {
    TestKey stranger = TestKeys.rsa("stranger");
    Map<String, Object> jwk = stranger.publicJwk();
    return good.signedWith(stranger).header("jwk", jwk);
  }
}
