package io.crossauth.examples.playground;

import java.util.Map;

/** What claims mean, in a sentence each. */
final class ClaimWords {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("iss", "who has issued the token; compared character by character"),
          Map.entry("sub", "who has logged in: a name that is unique at this issuer, and stays"),
          Map.entry("aud", "whom the token is for; everybody else must refuse it"),
          Map.entry("exp", "until when it may be accepted"),
          Map.entry("nbf", "from when on it may be accepted"),
          Map.entry("iat", "when it was issued"),
          Map.entry("jti", "the name of this one token"),
          Map.entry("auth_time", "when the person logged in; what step-up looks at"),
          Map.entry("nonce", "ties the ID token to this one login of this one browser"),
          Map.entry("acr", "how strongly the person has logged in"),
          Map.entry("amr", "by which means the person has logged in"),
          Map.entry("azp", "the client that the token was given to"),
          Map.entry("client_id", "the client that the token was given to"),
          Map.entry("at_hash", "half of a hash of the access token that came with it"),
          Map.entry("c_hash", "half of a hash of the code that came with it"),
          Map.entry("sid", "the session at the provider; a back-channel logout names it"),
          Map.entry("typ", "which kind of token this is, in Keycloak's words"),
          Map.entry("scope", "what the user lets the client do"),
          Map.entry("cnf", "the key that the token is bound to; without it the token is refused"),
          Map.entry("realm_access", "roles of the user, in Keycloak's form"),
          Map.entry("email", "the user's address; it may change, and belong to another later"),
          Map.entry("email_verified", "whether the provider has checked that address"),
          Map.entry("preferred_username", "the name that the user likes; it may change"),
          Map.entry("name", "the user's full name, for showing"),
          Map.entry("given_name", "the user's first name, for showing"),
          Map.entry("family_name", "the user's last name, for showing"));

  private ClaimWords() {}

  static String of(String claim) {
    return WORDS.getOrDefault(claim, "a claim of this provider");
  }
}
