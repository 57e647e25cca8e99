package io.crossauth.benchmarks.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A token that nobody may accept, signed well unless its name says otherwise.
 *
 * @param name what is wrong with it
 * @param token the token
 */
record BadToken(String name, String token) {

  private static final Duration FAR = Duration.ofHours(1);

  /** One of each kind. */
  static List<BadToken> of(Scene scene) {
    List<BadToken> all = new ArrayList<>();
    all.addAll(badSignatures(scene));
    all.addAll(badTimes(scene.draft()));
    all.addAll(badClaims(scene.draft()));
    all.addAll(badHeaders(scene));
    all.addAll(badForms(scene));
    return all;
  }

  private static BadToken bad(String name, TokenDraft draft) {
    return new BadToken(name, draft.compact());
  }

  private static List<BadToken> badSignatures(Scene scene) {
    TokenDraft good = scene.draft();
    TestKey stranger = TestKeys.p256("stranger").withKid(scene.key().kid());
    List<BadToken> all =
        new ArrayList<>(
            List.of(
                bad("no signature", good.withSignature(new byte[0])),
                bad("signature of zeros", good.withSignature(new byte[64])),
                bad("signed by a stranger", good.signedWith(stranger)),
                bad("alg none", good.unsigned()),
                new BadToken("other claims than signed", swapped(good))));
    if (!scene.algorithm().secret()) {
      byte[] pem = scene.key().publicPem().getBytes(US_ASCII);
      all.add(bad("HS256 by the public key", good.hmacWith(pem)));
      all.add(bad("HS256 by the public key, DER", good.hmacWith(scene.key().publicDer())));
    }
    return all;
  }

  /** The claims of one token between header and signature of another. */
  private static String swapped(TokenDraft good) {
    String[] one = good.compact().split("\\.", -1);
    String[] other = good.claim("sub", "somebody-else").compact().split("\\.", -1);
    return one[0] + "." + other[1] + "." + one[2];
  }

  private static List<BadToken> badTimes(TokenDraft good) {
    Instant now = Instant.now();
    return List.of(
        bad("no exp", good.without("exp")),
        bad("exp null", good.rawClaim("exp", "null")),
        bad("exp as text", good.claim("exp", "4102444800")),
        bad("expired", good.claim("exp", now.minus(FAR))),
        bad("nbf in the future", good.claim("nbf", now.plus(FAR))),
        bad("nbf as text", good.claim("nbf", "tomorrow")));
  }

  private static List<BadToken> badClaims(TokenDraft good) {
    return List.of(
        bad("no iss", good.without("iss")),
        bad("wrong iss", good.claim("iss", "https://id.example.com/realms/other")),
        bad("iss with a slash more", good.claim("iss", Scene.ISSUER + "/")),
        bad("no aud", good.without("aud")),
        bad("wrong aud", good.claim("aud", List.of("billing-api", "account"))),
        bad("aud an object", good.claim("aud", Map.of(Scene.AUDIENCE, true))),
        bad(
            "ID token of the same audience",
            good.claim("typ", "ID").claim("nonce", "n-0S6_WzA2Mj")),
        bad("a member twice", twice(good)));
  }

  /** With the same claim at the end, saying something else. */
  private static TokenDraft twice(TokenDraft good) {
    byte[] json = Base64.getUrlDecoder().decode(good.compact().split("\\.", -1)[1]);
    String text = new String(json, US_ASCII);
    return good.rawPayload(text.substring(0, text.length() - 1) + ",\"sub\":\"somebody-else\"}");
  }

  private static List<BadToken> badHeaders(Scene scene) {
    TokenDraft good = scene.draft();
    return List.of(
        bad("unknown crit", good.header("crit", List.of("exp-checked")).header("exp-checked", 1)),
        bad("empty crit", good.header("crit", List.of())),
        bad("logout token by typ", good.header("typ", "logout+jwt")),
        bad("key of its own, in jwk", ownKey(scene)),
        bad("unknown kid", good.header("kid", "nobody").withSignature(new byte[64])),
        bad("unknown kid, well signed", good.header("kid", "nobody")));
  }

  private static TokenDraft ownKey(Scene scene) {
    TestKey own = TestKeys.rsa("own");
    return scene.draft().signedWith(own, "RS256").header("jwk", own.publicJwk());
  }

  private static List<BadToken> badForms(Scene scene) {
    String good = scene.draft().compact();
    return List.of(
        new BadToken("a line end behind it", good + "\n"),
        new BadToken("padding behind it", good + "=="),
        new BadToken("junk behind it", good + "!"),
        new BadToken("a fourth part", good + ".e30"),
        new BadToken("unused bits set", unusedBits(good)),
        bad("claims that are no JSON object", scene.draft().rawPayload("[]")));
  }

  /** Another last character for the same bytes, where the length leaves bits over. */
  private static String unusedBits(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
  }
}
