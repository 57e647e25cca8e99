package io.crossauth.tokenconsumer.internal;

import io.crossauth.error.ConfigurationException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What FAPI 2.0 demands of a client and of an API, each with the section that demands it.
 *
 * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
 *     Profile</a>
 * @see <a href="https://openid.net/specs/fapi-message-signing-2_0.html">FAPI 2.0 Message
 *     Signing</a>
 */
public enum Fapi2Rule {
  REDIRECT("Security Profile section 5.2.3", "responses come over TLS"),
  NO_PASSWORDS("Security Profile section 5.3.2.1", "no resource owner password credentials"),
  NONCE("Security Profile section 5.3.2.2", "a nonce of at most 64 characters"),
  CLIENT("Security Profile section 5.3.3.1", "private_key_jwt or mutual TLS"),
  BOUND("Security Profile section 5.3.3.1", "access tokens are bound by DPoP or mutual TLS"),
  HEADER("Security Profile section 5.3.3.1", "access tokens as the specifications present them"),
  AUDIENCE("Security Profile section 5.3.3.1", "assertions are for the issuer, as one string"),
  METADATA("Security Profile section 5.3.3.1", "metadata as the provider publishes it"),
  CODE("Security Profile section 5.3.3.2", "authorization codes"),
  PUSHED("Security Profile section 5.3.3.2", "pushed authorization requests"),
  PKCE("Security Profile section 5.3.3.2", "PKCE with S256"),
  ISS("Security Profile section 5.3.3.2", "iss in the authorization response (RFC 9207)"),
  ID_TOKENS("Security Profile section 5.3.3", "ID tokens as OpenID Connect checks them"),
  API("Security Profile section 5.3.4", "the API checks tokens and what they are bound to"),
  CLOCKS("Security Profile section 5.3.4", "times of the future by 10 to 60 s"),
  ALGORITHMS("Security Profile section 5.4.1", "PS256, ES256 or EdDSA with Ed25519"),
  SIGNED_REQUESTS("Message Signing section 5.3", "signed authorization requests (RFC 9101)"),
  SIGNED_RESPONSES("Message Signing section 5.4", "signed authorization responses (JARM)");

  private static final Set<JwsAlgorithm> TAKEN =
      Collections.unmodifiableSet(
          EnumSet.of(JwsAlgorithm.PS256, JwsAlgorithm.ES256, JwsAlgorithm.EDDSA));

  private final String section;
  private final String demand;

  Fapi2Rule(String section, String demand) {
    this.section = section;
    this.demand = demand;
  }

  /** The algorithms of all signatures. */
  public static Set<JwsAlgorithm> algorithms() {
    return TAKEN;
  }

  /** Whether signatures may be made by an algorithm of this name. */
  public static boolean takes(String algorithm) {
    JwsAlgorithm named = JwsAlgorithm.find(algorithm);
    return named != null && TAKEN.contains(named);
  }

  /**
   * The refusal of what the program has said.
   *
   * @param what the setting, or what else it is about
   */
  public IllegalArgumentException refused(String what, String expected, String found) {
    return new IllegalArgumentException(message(what, expected, found));
  }

  /**
   * The refusal of what has shown at run time: what a provider says about itself, what a key is.
   *
   * @param what the metadata member, or what else it is about
   */
  public ConfigurationException unmet(String what, String expected, String found) {
    return new ConfigurationException("config.fapi2", message(what, expected, found));
  }

  private String message(String what, String expected, String found) {
    return what
        + ": expected "
        + expected
        + ", found "
        + found
        + "; FAPI 2.0 "
        + section
        + ": "
        + demand;
  }
}
