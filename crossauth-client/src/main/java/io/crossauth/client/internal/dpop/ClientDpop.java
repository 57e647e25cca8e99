package io.crossauth.client.internal.dpop;

import io.crossauth.client.internal.call.ProofOfPossession;
import io.crossauth.client.internal.call.RepeatPolicy;
import io.crossauth.client.internal.jose.JwtWriter;
import io.crossauth.http.Headers;
import io.crossauth.internal.json.Json;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Proofs of one client, by a chosen key or, before one is chosen, none. Safe for use by many
 * threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</a>
 */
public final class ClientDpop implements ProofOfPossession {

  private static final String HEADER = "DPoP";
  private static final String TYPE = "dpop+jwt";

  /** 128 bits; section 11.1 wants 96. */
  private static final int JTI_BYTES = 16;

  private final DpopSettings settings;
  private final DpopKeys keys;
  private final Nonces nonces;
  private final Platform platform;
  private final @Nullable DpopKey key;

  private ClientDpop(
      DpopSettings settings,
      DpopKeys keys,
      Nonces nonces,
      Platform platform,
      @Nullable DpopKey key) {
    this.settings = settings;
    this.keys = keys;
    this.nonces = nonces;
    this.platform = platform;
    this.key = key;
  }

  /**
   * The proofs of a client.
   *
   * @param metadata the provider's, asked when a key is made
   */
  public static ClientDpop of(
      DpopSettings settings, Supplier<OpenIdConfiguration> metadata, Platform platform) {
    return new ClientDpop(settings, new DpopKeys(settings, metadata), new Nonces(), platform, null);
  }

  /** Asks for a repetition where a server asks for a nonce. */
  public RepeatPolicy repeats() {
    return new NonceRepeats(nonces);
  }

  @Override
  public boolean wantsKey() {
    return settings.used();
  }

  @Override
  public Optional<Secret> newKey() {
    return settings.used() ? Optional.of(keys.fresh().text()) : Optional.empty();
  }

  @Override
  public ProofOfPossession by(Secret text) {
    return new ClientDpop(settings, keys, nonces, platform, keys.of(text));
  }

  @Override
  public Optional<String> thumbprint() {
    return Optional.ofNullable(key).map(DpopKey::thumbprint);
  }

  /** Section 5: Bearer in answer to a proof is a token that anybody can use who finds it. */
  @Override
  public String unboundHint() {
    return "; the token is not bound to the client's key: is DPoP on for this client at the server?"
        + " Dpop.unsafeAcceptingBearerTokens() takes such tokens";
  }

  @Override
  public Set<String> tokenTypes(Set<String> usual) {
    if (key == null) {
      return usual;
    }
    Set<String> types = new LinkedHashSet<>();
    types.add(HEADER);
    for (String type : usual) {
      if (settings.bearerAccepted() || !type.toLowerCase(Locale.ROOT).equals("bearer")) {
        types.add(type);
      }
    }
    return types;
  }

  @Override
  public void answered(URI address, List<String> values) {
    nonces.keep(address, values);
  }

  @Override
  public Headers prove(String method, URI address, @Nullable Secret accessToken) {
    return key == null
        ? Headers.none()
        : Headers.of(HEADER, proof(key, method, address, accessToken).reveal());
  }

  private Secret proof(DpopKey by, String method, URI address, @Nullable Secret accessToken) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", platform.random().text(JTI_BYTES));
    claims.put("htm", method);
    claims.put("htu", HttpTarget.htu(address));
    claims.put("iat", platform.now().getEpochSecond());
    if (accessToken != null) {
      claims.put("ath", Hashes.sha256(accessToken.reveal()));
    }
    nonces.of(address).ifPresent(nonce -> claims.put("nonce", nonce));
    return JwtWriter.write(
        TYPE,
        by.signer().algorithm(),
        null,
        Map.of("jwk", by.jwk()),
        Json.write(claims),
        by.signer()::sign);
  }

  /** The thumbprint of the key, if one is chosen. */
  @Override
  public String toString() {
    return "ClientDpop[" + (key == null ? "" : key.thumbprint()) + "]";
  }
}
