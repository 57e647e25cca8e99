package io.crossauth.testkit.mint;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.internal.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes good tokens; a test then changes one thing in the {@link TokenDraft}.
 *
 * <p>Immutable and safe for use by many threads. By default the tokens are signed with {@link
 * TestKeys#rsa()}, live five minutes by the system's clock, are about {@link TestUsers#ALICE}, for
 * {@link TestClients#CONFIDENTIAL} and, access tokens, for the audience {@link
 * TestClients#AUDIENCE}.
 */
public final class TokenMint {

  private static final Duration LIFE = Duration.ofMinutes(5);

  private final String issuer;
  private final TestKey key;
  private final Clock clock;
  private final String clientId;
  private final String audience;
  private final String subject;

  private TokenMint(
      String issuer, TestKey key, Clock clock, String clientId, String audience, String subject) {
    this.issuer = issuer;
    this.key = key;
    this.clock = clock;
    this.clientId = clientId;
    this.audience = audience;
    this.subject = subject;
  }

  /**
   * Makes a mint whose tokens say that they are of an issuer.
   *
   * @param issuer the {@code iss} of its tokens, of any shape
   * @return the mint, with the defaults
   */
  public static TokenMint issuedBy(String issuer) {
    return new TokenMint(
        issuer,
        TestKeys.rsa(),
        Clock.systemUTC(),
        TestClients.CONFIDENTIAL,
        TestClients.AUDIENCE,
        TestUsers.ALICE);
  }

  /**
   * Copies the mint with another key, which signs by its own algorithm.
   *
   * @param other the key; {@link TestKeys#rsa()} by default
   * @return the copy
   */
  public TokenMint withKey(TestKey other) {
    return new TokenMint(issuer, other, clock, clientId, audience, subject);
  }

  /**
   * Copies the mint with another clock.
   *
   * @param other says what {@code iat}, {@code exp} and {@code auth_time} count from; the system's
   *     by default
   * @return the copy
   */
  public TokenMint withClock(Clock other) {
    return new TokenMint(issuer, key, other, clientId, audience, subject);
  }

  /**
   * Copies the mint for another client.
   *
   * @param other the {@code client_id}, also the audience and {@code azp} of ID tokens; {@link
   *     TestClients#CONFIDENTIAL} by default
   * @return the copy
   */
  public TokenMint withClientId(String other) {
    return new TokenMint(issuer, key, clock, other, audience, subject);
  }

  /**
   * Copies the mint with another audience of access tokens.
   *
   * @param other the {@code aud}; {@link TestClients#AUDIENCE} by default
   * @return the copy
   */
  public TokenMint withAudience(String other) {
    return new TokenMint(issuer, key, clock, clientId, other, subject);
  }

  /**
   * Copies the mint about another user.
   *
   * @param other the {@code sub}; {@link TestUsers#ALICE} by default
   * @return the copy
   */
  public TokenMint withSubject(String other) {
    return new TokenMint(issuer, key, clock, clientId, audience, other);
  }

  /** {@return the key that this mint signs with} */
  public TestKey key() {
    return key;
  }

  /**
   * Makes an ID token that passes every rule of OpenID Connect Core section 3.1.3.7.
   *
   * <p>Claims: iss, sub, aud, exp, iat, auth_time, jti, azp, sid. No nonce and no at_hash: those
   * belong to a request, see {@link #halfHash}.
   *
   * @return the draft, signed with this mint's key
   */
  public TokenDraft idToken() {
    return common("JWT", clientId)
        .claim("auth_time", now())
        .claim("azp", clientId)
        .claim("sid", "session-1");
  }

  /**
   * Makes an access token that passes every rule of RFC 9068 (section 4), with the scope {@code
   * openid profile}.
   *
   * @return the draft, signed with this mint's key
   */
  public TokenDraft accessToken() {
    return common("at+jwt", audience).claim("client_id", clientId).claim("scope", "openid profile");
  }

  /**
   * Makes a refresh token as crossauth's own server makes them: a JWT with {@code type: refresh}.
   *
   * @return the draft, signed with this mint's key
   */
  public TokenDraft refreshToken() {
    return common("JWT", issuer).claim("type", "refresh");
  }

  /**
   * Makes a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.4), with the {@code sid}
   * of {@link #idToken()}.
   *
   * @return the draft, signed with this mint's key
   */
  public TokenDraft logoutToken() {
    return common("logout+jwt", clientId)
        .claim("sid", "session-1")
        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
  }

  /** {@return a draft without any claim, signed with this mint's key; header {@code typ: JWT}} */
  public TokenDraft empty() {
    return TokenDraft.empty().header("typ", "JWT").signedWith(key);
  }

  /**
   * Computes the left half of a hash, as {@code at_hash} and {@code c_hash} want it (OpenID Connect
   * Core section 3.1.3.6).
   *
   * @param value the access token or the code
   * @param algorithm the algorithm of the ID token; SHA-512 for Ed25519
   * @return the half in base64url without padding
   * @throws IllegalArgumentException if no hash belongs to the algorithm
   */
  public static String halfHash(String value, String algorithm) {
    String bits = List.of("EdDSA", "Ed25519").contains(algorithm) ? "512" : algorithm.substring(2);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-" + bits)
              .digest(value.getBytes(StandardCharsets.US_ASCII));
      return Base64Url.encode(Arrays.copyOf(hash, hash.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("no hash belongs to " + algorithm, e);
    }
  }

  private TokenDraft common(String type, String forWhom) {
    Instant now = now();
    return TokenDraft.empty()
        .header("typ", type)
        .signedWith(key)
        .claim("iss", issuer)
        .claim("sub", subject)
        .claim("aud", forWhom)
        .claim("exp", now.plus(LIFE))
        .claim("iat", now)
        .claim("jti", UUID.randomUUID().toString());
  }

  private Instant now() {
    return clock.instant();
  }
}
