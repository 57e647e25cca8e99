package io.crossauth.client.grant;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.internal.jose.JwtWriter;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about somebody, signed by this program: a new one, with its own {@code jti}, each time
 * one is asked for. Immutable and safe for use by many threads, if the signer is.
 *
 * <pre>{@code
 * Grant grant = Grant.jwtBearer(JwtAssertion.signed(signer, "reports", "alice", issuer));
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523 section 3</a>
 */
public final class JwtAssertion implements Supplier<Secret> {

  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final Set<String> OWN = Set.of("iss", "sub", "aud", "exp", "iat", "jti");

  private final Supplier<JwtSigner> signer;
  private final Map<String, @Nullable Object> claims;
  private final Duration lifetime;
  private final Platform platform;

  private JwtAssertion(
      Supplier<JwtSigner> signer,
      Map<String, @Nullable Object> claims,
      Duration lifetime,
      Platform platform) {
    this.signer = signer;
    this.claims = claims;
    this.lifetime = lifetime;
    this.platform = platform;
  }

  /**
   * Assertions that one key signs. They live for one minute.
   *
   * @param signer signs; called by many threads at once
   * @param issuer who makes them ({@code iss}): the name under which the server has the key
   * @param subject whom they are about ({@code sub}): a user, or the issuer itself
   * @param audience the authorization server ({@code aud}): its issuer, or where its documentation
   *     says so the address of its token endpoint; fixed here and never taken from metadata
   * @return the assertions
   * @throws IllegalArgumentException if one of the three is blank
   */
  public static JwtAssertion signed(
      JwtSigner signer, String issuer, String subject, String audience) {
    return signed(() -> signer, issuer, subject, audience);
  }

  /**
   * Assertions whose key changes while the program runs. They live for one minute.
   *
   * @param signer gives what signs now, such as {@code ClientKeyRing.signer}; called once for each
   *     assertion, by many threads at once
   * @param issuer who makes them ({@code iss})
   * @param subject whom they are about ({@code sub})
   * @param audience the authorization server ({@code aud}), one string
   * @return the assertions
   * @throws IllegalArgumentException if one of the three is blank
   */
  public static JwtAssertion signed(
      Supplier<JwtSigner> signer, String issuer, String subject, String audience) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("iss", named("issuer", issuer));
    claims.put("sub", named("subject", subject));
    claims.put("aud", named("audience", audience));
    return new JwtAssertion(signer, claims, LIFETIME, Platform.system());
  }

  /**
   * The same with another claim.
   *
   * @param name the claim's name; one of the same name is replaced
   * @param value a string, number, boolean, list or map; copied
   * @return the assertions
   * @throws IllegalArgumentException if it is one of {@code iss}, {@code sub}, {@code aud}, {@code
   *     exp}, {@code iat}, {@code jti}, which each assertion has, or the value cannot be written as
   *     JSON
   */
  public JwtAssertion withClaim(String name, Object value) {
    if (OWN.contains(name)) {
      throw new IllegalArgumentException(
          "claim: expected another than " + name + ", which each assertion has");
    }
    Map<String, @Nullable Object> more = new LinkedHashMap<>(claims);
    more.put(name, copied(value));
    return new JwtAssertion(signer, more, lifetime, platform);
  }

  /** As it will be written, so that nobody changes it meanwhile. */
  private static @Nullable Object copied(Object value) {
    try {
      return Json.value(Json.write(value).getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw new IllegalArgumentException("claim: " + e.getMessage());
    }
  }

  /**
   * The same that live for another time.
   *
   * @param time from one second to one hour; one minute by default
   * @return the assertions
   * @throws IllegalArgumentException if it is less or more
   */
  public JwtAssertion withLifetime(Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "lifetime: expected one second to one hour, found " + time);
    }
    return new JwtAssertion(signer, claims, time, platform);
  }

  /**
   * The same by another clock and another chance.
   *
   * @param other the platform; the system's by default
   * @return the assertions
   */
  public JwtAssertion withPlatform(Platform other) {
    return new JwtAssertion(signer, claims, lifetime, other);
  }

  /**
   * A new assertion.
   *
   * @return a JWT in its compact form, whose {@code jti} no other has
   */
  @Override
  public Secret get() {
    Instant now = platform.now();
    Map<String, @Nullable Object> all = new LinkedHashMap<>(claims);
    all.put("iat", now.getEpochSecond());
    all.put("exp", now.plus(lifetime).getEpochSecond());
    all.put("jti", platform.random().text(16));
    JwtSigner key = signer.get();
    return JwtWriter.write(
        "JWT",
        key.algorithm(),
        key.keyId().orElse(null),
        key.headerMembers(),
        Json.write(all),
        key::sign);
  }

  private static String named(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + ": expected a name, found a blank");
    }
    return value;
  }

  /** Whom they are from and for; nothing of the key. */
  @Override
  public String toString() {
    return "JwtAssertion[from " + claims.get("iss") + " to " + claims.get("aud") + "]";
  }
}
