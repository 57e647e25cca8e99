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
 * <p>Immutable; each change gives a new draft, and the later change wins. Nothing is checked, so
 * any rubbish can be signed. Times may be given as {@link java.time.Instant}.
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

  /** A draft of nothing: no header, no claims, an empty signature. */
  public static TokenDraft empty() {
    return new TokenDraft(Map.of(), Map.of(), null, null, input -> new byte[0]);
  }

  /** Sets a claim: text, number, boolean, list, map or {@link java.time.Instant}. */
  public TokenDraft claim(String name, Object value) {
    return withClaims(with(claims, name, value));
  }

  /** Sets a claim to JSON text as it stands, such as {@code null} or {@code 1e400}. */
  public TokenDraft rawClaim(String name, String json) {
    return claim(name, new Json.Raw(json));
  }

  /** Takes a claim away. */
  public TokenDraft without(String name) {
    return withClaims(without(claims, name));
  }

  /** Sets a member of the header. */
  public TokenDraft header(String name, Object value) {
    return withHeader(with(header, name, value));
  }

  /** Sets a member of the header to JSON text as it stands. */
  public TokenDraft rawHeader(String name, String json) {
    return header(name, new Json.Raw(json));
  }

  /** Takes a member of the header away. */
  public TokenDraft withoutHeader(String name) {
    return withHeader(without(header, name));
  }

  /** Replaces the whole header by this text; it is signed as it stands. */
  public TokenDraft rawHeader(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new TokenDraft(header, claims, bytes, rawPayload, signer);
  }

  /** Replaces the whole payload by this text; it is signed as it stands. */
  public TokenDraft rawPayload(String json) {
    return rawPayload(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces the whole payload by these bytes, for text that is not UTF-8. */
  public TokenDraft rawPayload(byte[] bytes) {
    return new TokenDraft(header, claims, rawHeader, bytes.clone(), signer);
  }

  /** Signs with a key by its own algorithm; sets {@code alg} and {@code kid}. */
  public TokenDraft signedWith(TestKey key) {
    return signedWith(key, key.algorithm());
  }

  /** Signs with a key by the algorithm named; sets {@code alg} and {@code kid}. */
  public TokenDraft signedWith(TestKey key, String algorithm) {
    return header("alg", algorithm)
        .header("kid", key.kid())
        .withSigner(input -> key.sign(algorithm, input));
  }

  /** {@code alg: none} and an empty signature. */
  public TokenDraft unsigned() {
    return header("alg", "none").withSignature(new byte[0]);
  }

  /** Puts these bytes where the signature belongs; the header stays as it is. */
  public TokenDraft withSignature(byte[] signature) {
    byte[] bytes = signature.clone();
    return withSigner(input -> bytes);
  }

  /** HS256 with these bytes for a secret, such as a public key; {@code kid} stays as it is. */
  public TokenDraft hmacWith(byte[] secret) {
    return hmacWith(secret, "HS256");
  }

  /** HS256, HS384 or HS512 with these bytes for a secret; {@code kid} stays as it is. */
  public TokenDraft hmacWith(byte[] secret, String algorithm) {
    TestKey key = TestKeys.hmac(secret);
    return header("alg", algorithm).withSigner(input -> key.sign(algorithm, input));
  }

  /** Wraps this token in a JWE for a recipient, {@code cty: JWT}. */
  public JweDraft encryptedFor(TestKey recipient) {
    return JweDraft.of(compact(), recipient).header("cty", "JWT");
  }

  /** Encrypts the bare claims, with no signature inside: what CVE-2026-29000 was about. */
  public JweDraft claimsEncryptedFor(TestKey recipient) {
    return JweDraft.of(new String(payloadBytes(), StandardCharsets.UTF_8), recipient);
  }

  /** The claims as they stand; a raw payload does not show here. */
  public Map<String, Object> claims() {
    return Collections.unmodifiableMap(claims);
  }

  /** The header as it stands; a raw header does not show here. */
  public Map<String, Object> header() {
    return Collections.unmodifiableMap(header);
  }

  /** The token in compact form (RFC 7515 section 7.1). */
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
