package io.crossauth.client;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.internal.dpop.DpopKey;
import io.crossauth.client.internal.dpop.DpopSettings;
import io.crossauth.client.internal.jose.MadeKey;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import java.security.PublicKey;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How a client binds its tokens to a key: whose key it is, and its algorithm. For one provider;
 * safe for use by many threads.
 *
 * <pre>{@code
 * OAuthClient client = OAuthClient.builder(issuer).clientId("web").dpop(Dpop.keyPerLogin()).build();
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</a>
 */
public final class Dpop {

  private final DpopSettings settings;

  /** The one provider that sees the key; empty until a client is built. */
  private final AtomicReference<String> provider;

  private Dpop(DpopSettings settings, AtomicReference<String> provider) {
    this.settings = settings;
    this.provider = provider;
  }

  /**
   * {@return a key that is made for each login and each service source, ES256, and is kept with its
   * tokens}
   */
  public static Dpop keyPerLogin() {
    return new Dpop(new DpopSettings(true, "ES256", null, false), new AtomicReference<>());
  }

  /**
   * One key for all logins and sources of the client, which is held elsewhere: by a KMS or an HSM.
   * It signs one proof for each request to the provider and to APIs.
   *
   * @param signer signs: ES256, PS256 or EdDSA; called by many threads at once
   * @param publicKey the public key that belongs to it, which each proof brings along
   * @return the settings, for clients of one provider: two that know each other could follow a user
   *     by the key, so that {@code build()} refuses the second. It knows these settings by the
   *     object: make one of a signer, for one provider, and give each provider a signer of its own
   * @throws IllegalArgumentException if the public key is not for the signer's algorithm, or that
   *     is none of a private key
   */
  public static Dpop signedBy(JwtSigner signer, PublicKey publicKey) {
    DpopKey key = DpopKey.ofSigner(signer, publicKey);
    return new Dpop(
        new DpopSettings(true, signer.algorithm(), key, false), new AtomicReference<>());
  }

  /**
   * {@return the same with keys for another algorithm} The server must list it, if it lists any:
   * else a login fails with {@code config.proof_algorithm}.
   *
   * @param name {@code ES256}, {@code PS256} (whose keys take a second to make and fill a cookie),
   *     {@code EdDSA} or {@code Ed25519}, which is the other name of the same
   * @throws IllegalArgumentException if it is another, or the key is given
   */
  public Dpop withAlgorithm(String name) {
    if (settings.given() != null || !MadeKey.ALGORITHMS.contains(name)) {
      throw new IllegalArgumentException(
          "algorithm: expected one of "
              + MadeKey.ALGORITHMS
              + " for keys that are made here, found "
              + (settings.given() != null ? "a key that is given" : name));
    }
    return new Dpop(new DpopSettings(true, name, null, settings.bearerAccepted()), provider);
  }

  /**
   * {@return the same that takes tokens too that are not bound to the key} <b>Whoever finds such a
   * token can use it.</b> For servers that bind the refresh tokens of public clients alone (RFC
   * 9449 section 5), and for the days in which DPoP is switched on there.
   */
  public Dpop unsafeAcceptingBearerTokens() {
    return new Dpop(new DpopSettings(true, settings.algorithm(), settings.given(), true), provider);
  }

  /**
   * The settings of a client at this provider.
   *
   * @throws IllegalStateException if the one key is that of a client at another
   */
  DpopSettings at(String name) {
    String other = provider.compareAndExchange(null, name);
    if (settings.given() != null && other != null && !other.equals(name)) {
      throw new IllegalStateException(
          "dpop: expected a key for one provider, found one that is used at another; give each its"
              + " own");
    }
    return settings;
  }

  /**
   * Keeps to FAPI 2.0.
   *
   * @throws IllegalArgumentException if it takes tokens that are not bound, or by the algorithm
   */
  void requireFapi2() {
    if (settings.bearerAccepted()) {
      throw Fapi2Rule.BOUND.refused("unsafeAcceptingBearerTokens", "it left out", "it set");
    }
    if (!Fapi2Rule.takes(settings.algorithm())) {
      throw Fapi2Rule.ALGORITHMS.refused(
          "dpop", "one of " + Fapi2Rule.algorithms(), Printable.of(settings.algorithm(), 20));
    }
  }

  /** {@return the algorithm, and nothing of a key} */
  @Override
  public String toString() {
    return "Dpop[" + settings.algorithm() + "]";
  }
}
