package io.crossauth.tokenconsumer.differential;

import static io.crossauth.tokenconsumer.differential.Mutation.oneOf;
import static io.crossauth.tokenconsumer.differential.Mutation.signed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Claims that are missing, of another kind or of another value; the signature is made over them.
 */
final class ClaimMutations {

  private static final String[] CLAIMS = {"iss", "sub", "aud", "exp", "iat", "nbf", "jti"};

  private static final String[] JUNK = {
    "null", "true", "\"\"", "[]", "{}", "0", "-1", "1e400", "[null]", "[1]", "\"NaN\"", "1.5", "1e3"
  };

  private ClaimMutations() {}

  static List<Mutation> all() {
    List<Mutation> all = new ArrayList<>();
    for (String claim : CLAIMS) {
      all.add(signed("claims: no " + claim, (good, random) -> good.without(claim)));
      all.add(
          signed(
              "claims: junk in " + claim,
              (good, random) -> good.rawClaim(claim, oneOf(random, JUNK))));
    }
    all.add(signed("claims: iss almost", (good, random) -> good.claim("iss", issuer(random))));
    all.add(signed("claims: aud almost", (good, random) -> good.rawClaim("aud", audience(random))));
    for (String time : new String[] {"exp", "nbf", "iat"}) {
      all.add(
          signed(
              "claims: " + time + " moved",
              (good, random) -> good.rawClaim(time, moved(good.claims().get("iat"), random))));
      all.add(
          signed(
              "claims: " + time + " as text",
              (good, random) -> good.rawClaim(time, '"' + later(good.claims().get("iat")) + '"')));
      all.add(
          signed(
              "claims: " + time + " as a fraction",
              (good, random) ->
                  good.rawClaim(
                      time, later(good.claims().get("iat")) + oneOf(random, ".0", ".75", "e0"))));
    }
    return all;
  }

  private static String issuer(Random random) {
    return oneOf(
        random,
        Setting.ISSUER + "/",
        Setting.ISSUER.toUpperCase(Locale.ROOT),
        "http" + Setting.ISSUER.substring(5),
        " " + Setting.ISSUER,
        Setting.ISSUER + "\u0000",
        "https://evil.example.com");
  }

  private static String audience(Random random) {
    return oneOf(
        random,
        "\"Orders-api\"",
        "\"orders-api \"",
        "[\"other\"]",
        "[\"other\",\"orders-api\"]",
        "[\"orders-api\",null]",
        "[\"orders-api\",7]",
        "[[\"orders-api\"]]",
        "{\"orders-api\":true}",
        "\"other orders-api\"");
  }

  private static String moved(Object issued, Random random) {
    Duration by = Duration.ofSeconds(oneOf(random, -7200, -61, -31, -30, -29, 29, 30, 31, 7200));
    return String.valueOf(((Instant) issued).plus(by).getEpochSecond());
  }

  private static String later(Object issued) {
    return String.valueOf(((Instant) issued).plusSeconds(20).getEpochSecond());
  }
}
