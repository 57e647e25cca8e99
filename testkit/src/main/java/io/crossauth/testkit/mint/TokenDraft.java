package io.crossauth.testkit.mint;

import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A token that is not yet sealed: change what you like, then take {@link #compact()}.
 *
 * <p>Immutable and safe for use by many threads; each change gives a new draft. Of two changes of
 * one member the later wins, and a raw header or payload wins over all single members. Nothing is
 * checked, so any nonsense can be signed. Times may be given as {@link java.time.Instant}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-7.1">RFC 7519 section 7.1</a>
 */
public final class TokenDraft {

  private final Map<String, Object> header;
  private final Map<String, Object> claims;
  private final byte @Nullable [] rawHeader;
  private final byte @Nullable [] rawPayload;
  private final UnaryOperator<byte[]> signer;

  private TokenDraft(
      Map<String, Object> header,
      Map<String, Object> claims,
      byte @Nullable [] rawHeader,
      byte @Nullable [] rawPayload,
      UnaryOperator<byte[]> signer) {
    this.header = header;
    this.claims = claims;
    this.rawHeader = rawHeader;
    this.rawPayload = rawPayload;
    this.signer = signer;
  }

  /** {@return a draft of nothing: no header, no claims, an empty signature} */
  public static TokenDraft empty() {
    return new TokenDraft(Map.of(), Map.of(), null, null, input -> new byte[0]);
  }

  /**
   * Copies the draft with a claim set.
   *
   * @param name the claim's name
   * @param value a string, number, boolean, list, map or {@link java.time.Instant} (written as
   *     seconds since 1970)
   * @return the copy
   */
  public TokenDraft claim(String name, Object value) {
    return withClaims(with(claims, name, value));
  }

  /**
   * Copies the draft with a claim set to JSON as it stands.
   *
   * @param name the claim's name
   * @param json the value, such as {@code null} or {@code 1e400}; it need not be JSON
   * @return the copy
   */
  public TokenDraft rawClaim(String name, String json) {
    return claim(name, new Json.Raw(json));
  }

  /**
   * Copies the draft without a claim.
   *
   * @param name the claim's name; nothing changes if there is none
   * @return the copy
   */
  public TokenDraft without(String name) {
    return withClaims(without(claims, name));
  }

  /**
   * Copies the draft with a member of the header set.
   *
   * @param name the member's name
   * @param value a string, number, boolean, list, map or {@link java.time.Instant}
   * @return the copy
   */
  public TokenDraft header(String name, Object value) {
    return withHeader(with(header, name, value));
  }

  /**
   * Copies the draft with a member of the header set to JSON as it stands.
   *
   * @param name the member's name
   * @param json the value, such as {@code null}; it need not be JSON
   * @return the copy
   */
  public TokenDraft rawHeader(String name, String json) {
    return header(name, new Json.Raw(json));
  }

  /**
   * Copies the draft without a member of the header.
   *
   * @param name the member's name; nothing changes if there is none
   * @return the copy
   */
  public TokenDraft withoutHeader(String name) {
    return withHeader(without(header, name));
  }

  /**
   * Copies the draft with its whole header replaced.
   *
   * @param json the header, encoded in UTF-8 and signed as it stands; it need not be JSON
   * @return the copy
   */
  public TokenDraft rawHeader(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new TokenDraft(header, claims, bytes, rawPayload, signer);
  }

  /**
   * Copies the draft with its whole payload replaced.
   *
   * @param json the payload, encoded in UTF-8 and signed as it stands; it need not be JSON
   * @return the copy
   */
  public TokenDraft rawPayload(String json) {
    return rawPayload(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Copies the draft with its whole payload replaced by bytes, for payloads that are not UTF-8.
   *
   * @param bytes the payload, signed as it stands
   * @return the copy
   */
  public TokenDraft rawPayload(byte[] bytes) {
    return new TokenDraft(header, claims, rawHeader, bytes.clone(), signer);
  }

  /**
   * Copies the draft, to be signed with a key by its own algorithm; sets {@code alg} and {@code
   * kid}.
   *
   * @param key the key
   * @return the copy
   */
  public TokenDraft signedWith(TestKey key) {
    return signedWith(key, key.algorithm());
  }

  /**
   * Copies the draft, to be signed with a key by an algorithm; sets {@code alg} and {@code kid}.
   *
   * @param key the key
   * @param algorithm the JOSE name; whether it fits the key shows in {@link #compact()}
   * @return the copy
   */
  public TokenDraft signedWith(TestKey key, String algorithm) {
    return header("alg", algorithm)
        .header("kid", key.kid())
        .withSigner(input -> key.sign(algorithm, input));
  }

  /** {@return a copy with {@code alg: none} and an empty signature (RFC 7515 appendix A.5)} */
  public TokenDraft unsigned() {
    return header("alg", "none").withSignature(new byte[0]);
  }

  /**
   * Copies the draft with bytes where the signature belongs; the header stays as it is.
   *
   * @param signature the bytes, whatever they are
   * @return the copy
   */
  public TokenDraft withSignature(byte[] signature) {
    byte[] bytes = signature.clone();
    return withSigner(input -> bytes);
  }

  /**
   * Copies the draft, to be signed by HS256 with any bytes; {@code kid} stays as it is.
   *
   * @param secret the bytes that stand for a secret, such as a public key
   * @return the copy
   */
  public TokenDraft hmacWith(byte[] secret) {
    return hmacWith(secret, "HS256");
  }

  /**
   * Copies the draft, to be signed by an HMAC with any bytes; {@code kid} stays as it is.
   *
   * @param secret the bytes that stand for a secret, such as a public key
   * @param algorithm {@code HS256}, {@code HS384} or {@code HS512}
   * @return the copy
   */
  public TokenDraft hmacWith(byte[] secret, String algorithm) {
    TestKey key = TestKeys.hmac(secret);
    return header("alg", algorithm).withSigner(input -> key.sign(algorithm, input));
  }

  /**
   * Signs this token and wraps it in a JWE ({@code cty: JWT}, RFC 7519 section 5.2).
   *
   * @param recipient the key to encrypt for
   * @return the draft of the JWE
   * @throws IllegalArgumentException as {@link #compact()} does
   */
  public JweDraft encryptedFor(TestKey recipient) {
    return JweDraft.of(compact(), recipient).header("cty", "JWT");
  }

  /**
   * Encrypts the bare claims, with no signature inside: what CVE-2026-29000 was about.
   *
   * @param recipient the key to encrypt for
   * @return the draft of the JWE, without {@code cty}
   */
  public JweDraft claimsEncryptedFor(TestKey recipient) {
    return JweDraft.of(new String(payloadBytes(), StandardCharsets.UTF_8), recipient);
  }

  /**
   * {@return the claims as they stand, which cannot be changed; a raw payload does not show here}
   */
  public Map<String, Object> claims() {
    return Collections.unmodifiableMap(claims);
  }

  /** {@return the header as it stands, which cannot be changed; a raw header does not show here} */
  public Map<String, Object> header() {
    return Collections.unmodifiableMap(header);
  }

  /**
   * Signs.
   *
   * @return the token in compact form (RFC 7515 section 7.1)
   * @throws IllegalArgumentException if the key cannot sign by the algorithm that was named
   */
  public String compact() {
    String input = Base64Url.encode(headerBytes()) + "." + Base64Url.encode(payloadBytes());
    byte[] signature = signer.apply(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Base64Url.encode(signature);
  }

  private byte[] headerBytes() {
    return rawHeader != null ? rawHeader : Json.write(header).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] payloadBytes() {
    return rawPayload != null ? rawPayload : Json.write(claims).getBytes(StandardCharsets.UTF_8);
  }

  private TokenDraft withClaims(Map<String, Object> changed) {
    return new TokenDraft(header, changed, rawHeader, rawPayload, signer);
  }

  private TokenDraft withHeader(Map<String, Object> changed) {
    return new TokenDraft(changed, claims, rawHeader, rawPayload, signer);
  }

  private TokenDraft withSigner(UnaryOperator<byte[]> changed) {
    return new TokenDraft(header, claims, rawHeader, rawPayload, changed);
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, Object> without(Map<String, Object> map, String name) {
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.remove(name);
    return changed;
  }
}
