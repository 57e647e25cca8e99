package io.crossauth.examples.playground;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check that the login of this session has passed.
 *
 * @param name what was checked
 * @param section where the rule stands
 * @param expected what it had to be
 * @param found what it was
 * @param code the error by which a login fails that does not pass it
 */
record Check(String name, String section, String expected, String found, String code) {

  private static final String CORE = "OpenID Connect Core 3.1.3.7";

  /** Those of a login by code; the client has made all of them, or there were no session. */
  static List<Check> of(
      Map<String, @Nullable Object> claims, URI issuer, String clientId, Instant now) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "state",
            "RFC 6749 10.12",
            "the one that this login has sent",
            "the same",
            "response.state_mismatch"));
    checks.add(
        new Check(
            "iss of the answer",
            "RFC 9207 2.4",
            issuer.toString(),
            "the same",
            "response.issuer_mismatch"));
    checks.add(
        new Check(
            "signature",
            CORE + ", step 6",
            "by a key that the issuer publishes",
            "good",
            "token.bad_signature"));
    checks.add(
        new Check(
            "iss",
            CORE + ", step 2",
            issuer.toString(),
            claim(claims, "iss"),
            "token.wrong_issuer"));
    checks.add(
        new Check(
            "aud", CORE + ", step 3", clientId, claim(claims, "aud"), "token.wrong_audience"));
    checks.add(
        new Check(
            "exp",
            CORE + ", step 9",
            "later than the login",
            time(claims, "exp"),
            "token.expired"));
    checks.add(
        new Check(
            "iat",
            CORE + ", step 10",
            "not in the future: it is " + now.toString().substring(0, 19) + "Z",
            time(claims, "iat"),
            "token.issued_in_future"));
    checks.add(
        new Check(
            "nonce",
            CORE + ", step 11",
            "the one that this login has sent",
            "the same",
            "token.wrong_nonce"));
    if (claims.containsKey("at_hash")) {
      checks.add(
          new Check(
              "at_hash",
              "OpenID Connect Core 3.1.3.8",
              "of the access token beside it",
              claim(claims, "at_hash"),
              "token.wrong_hash"));
    }
    return checks;
  }

  private static String claim(Map<String, @Nullable Object> claims, String name) {
    return String.valueOf(claims.getOrDefault(name, "none"));
  }

  private static String time(Map<String, @Nullable Object> claims, String name) {
    return claims.get(name) instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue()).toString()
        : "none";
  }
}
