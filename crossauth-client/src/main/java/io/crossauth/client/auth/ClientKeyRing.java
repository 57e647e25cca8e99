package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.PublicJwk;
import io.crossauth.platform.Platform;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The client's own keys over time: which one signs now, which are published, which open ID tokens.
 *
 * <p>Of the keys that sign, the one that has begun last signs; the next is published before it
 * begins, and the one before stays published for a while after. Of the keys for decryption, the one
 * that has begun last is published, and those before still open tokens for a while. All this
 * follows from the keys and the time, so that nodes with the same keys agree without talking.
 *
 * <p>Give {@link #signer} to {@code OAuthClientBuilder.clientKey}, {@link #decryptionKeys} to
 * {@code idTokens(rules -> rules.decryptionKeys(…))}, and serve {@link #jwks} at the client's
 * {@code jwks_uri}. Safe for use by many threads.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys">OpenID Connect
 *     Core 1.0 sections 10.1.1 and 10.2.1</a>
 */
public final class ClientKeyRing {

  private static final Duration AHEAD = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofHours(24);

  /** The keys of a ring in memory; null if they come from elsewhere. */
  private final @Nullable AtomicReference<List<ClientKey>> own;

  private final Supplier<List<ClientKey>> keys;
  private final Platform platform;
  private final Duration ahead;
  private final Duration kept;

  private ClientKeyRing(
      @Nullable AtomicReference<List<ClientKey>> own,
      Supplier<List<ClientKey>> keys,
      Platform platform,
      Duration ahead,
      Duration kept) {
    this.own = own;
    this.keys = keys;
    this.platform = platform;
    this.ahead = ahead;
    this.kept = kept;
  }

  /**
   * A ring in memory, for a program that keeps its keys itself and rotates by {@link #rotate}. What
   * is rotated is forgotten when the program ends.
   *
   * @param keys at least one; those without a time begin in their order
   * @return the ring
   * @throws IllegalArgumentException if there is none, or two have one key id
   */
  public static ClientKeyRing of(ClientKey... keys) {
    AtomicReference<List<ClientKey>> own =
        new AtomicReference<>(checked(List.copyOf(Arrays.asList(keys))));
    return new ClientKeyRing(own, own::get, Platform.system(), AHEAD, KEPT);
  }

  /**
   * A ring whose keys come from where the program keeps its secrets. They are rotated there: add
   * the next key with the time when it begins, at least {@link #publishedAhead} away, and take the
   * old one out when it is not needed any more.
   *
   * @param keys gives the keys of now; called at each use, by many threads at once. A use fails
   *     with {@code IllegalArgumentException} if it gives none, or two with one key id
   * @return the ring
   */
  public static ClientKeyRing from(Supplier<List<ClientKey>> keys) {
    return new ClientKeyRing(
        null, () -> checked(List.copyOf(keys.get())), Platform.system(), AHEAD, KEPT);
  }

  /**
   * A ring with the same keys and other times. Keys that are rotated here are not rotated there.
   *
   * @param ahead how long the next key that signs is published before it begins: as long as the
   *     provider may keep the document; one hour by default, zero if the provider looks again for
   *     an unknown key id
   * @param kept how long a key stays after the next has begun, published or able to open tokens; 24
   *     hours by default
   * @return the ring
   * @throws IllegalArgumentException if one is negative
   */
  public ClientKeyRing withTimes(Duration ahead, Duration kept) {
    if (ahead.isNegative() || kept.isNegative()) {
      throw new IllegalArgumentException(
          "client keys: expected times of zero or more, found " + ahead + ", " + kept);
    }
    return copy(platform, ahead, kept);
  }

  /**
   * A ring with the same keys and another clock.
   *
   * @param other the platform; the system's by default
   * @return the ring
   */
  public ClientKeyRing withPlatform(Platform other) {
    return copy(other, ahead, kept);
  }

  private ClientKeyRing copy(Platform otherPlatform, Duration otherAhead, Duration otherKept) {
    AtomicReference<List<ClientKey>> copied = own == null ? null : new AtomicReference<>(own.get());
    return new ClientKeyRing(
        copied, copied == null ? keys : copied::get, otherPlatform, otherAhead, otherKept);
  }

  /**
   * Adds the next key. One that signs is published at once and begins after {@link
   * #publishedAhead}; one for decryption begins at once. A time of its own ({@link ClientKey#from})
   * goes before. Keys that are over are forgotten.
   *
   * @param next the key
   * @throws IllegalArgumentException if there is one with its key id
   * @throws IllegalStateException if the keys come from elsewhere
   */
  public void rotate(ClientKey next) {
    Instant now = platform.now();
    Instant start = next.start().orElse(next.signer() == null ? now : now.plus(ahead));
    change(
        before -> {
          List<ClientKey> after = new ArrayList<>(timeline(before).living(now));
          after.add(next.from(start));
          return after;
        });
  }

  /**
   * Puts a key in the place of all others of its use, at once: for keys that somebody else may
   * know. Nothing of them stays published or opens a token; what the provider has kept of the old
   * document is refused by it until it looks again.
   *
   * @param next the key, which begins at once
   * @throws IllegalStateException if the keys come from elsewhere
   */
  public void replaceCompromised(ClientKey next) {
    Instant now = platform.now();
    change(
        before -> {
          List<ClientKey> after = new ArrayList<>(before);
          after.removeIf(key -> (key.signer() == null) == (next.signer() == null));
          after.add(next.from(now));
          return after;
        });
  }

  private void change(UnaryOperator<List<ClientKey>> change) {
    if (own == null) {
      throw new IllegalStateException(
          "client keys: expected a ring in memory, found keys that come from elsewhere; change them"
              + " there");
    }
    List<ClientKey> unused = own.updateAndGet(before -> checked(List.copyOf(change.apply(before))));
  }

  /**
   * What signs now. It stays the same for whoever holds it: ask at each signature, as {@code
   * clientKey(ring::signer)} does.
   *
   * @return the signer, with the key id that is published
   * @throws IllegalStateException if no key that signs has begun
   */
  public JwtSigner signer() {
    return timeline(keys.get())
        .current(platform.now())
        .map(ClientKey::signer)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "client keys: expected one that signs now, found none that has begun; check"
                        + " the times of the keys and the clock"));
  }

  /**
   * The private keys that open tokens, the newest first.
   *
   * @return the keys; empty if there is none for decryption
   */
  public List<PrivateKey> decryptionKeys() {
    return timeline(keys.get()).openers(platform.now());
  }

  /**
   * The document for the client's {@code jwks_uri}, to be served with the type {@code
   * application/jwk-set+json} (RFC 7517 section 8.5.2) and {@link #cacheControl}: public members,
   * {@code kid}, {@code use} and {@code alg} of each key.
   *
   * @return a JWK Set (RFC 7517 section 5)
   */
  public String jwks() {
    return PublicJwk.set(
        timeline(keys.get()).published(platform.now()).stream().map(ClientKey::published).toList());
  }

  /**
   * The value of the header field {@code Cache-Control} for the document: it may be kept for half
   * of {@link #publishedAhead}, so that who has kept it knows the next key before it signs.
   *
   * @return {@code public, max-age=1800} by default; {@code no-cache} if nothing is published ahead
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2">RFC 9111 section 5.2.2</a>
   */
  public String cacheControl() {
    long seconds = ahead.toSeconds() / 2;
    return seconds == 0 ? "no-cache" : "public, max-age=" + seconds;
  }

  /**
   * How long the next key is published before it signs.
   *
   * @return one hour by default
   */
  public Duration publishedAhead() {
    return ahead;
  }

  private KeyTimeline timeline(List<ClientKey> all) {
    return new KeyTimeline(all, kept);
  }

  private static List<ClientKey> checked(List<ClientKey> keys) {
    Set<String> ids = new HashSet<>();
    for (ClientKey key : keys) {
      if (!ids.add(key.keyId())) {
        throw new IllegalArgumentException(
            "client keys: expected different key ids, found " + key.keyId() + " twice");
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("client keys: expected at least one, found none");
    }
    return keys;
  }
}
