package io.crossauth.client.grant;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.internal.http.Loopback;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.internal.text.Printable;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Pem;
import io.crossauth.tokenconsumer.internal.UnusableKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key of a service account, as Google writes it into a JSON file. Immutable and safe for use by
 * many threads; no text form and no message shows the key.
 *
 * <pre>{@code
 * ServiceAccountKey key = ServiceAccountKey.ofFile(Path.of("key.json"));
 * OAuthClient google = OAuthClient.builder(key).build();
 * TokenSource storage = google.tokenSource(key.grant(scope));
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.1">RFC 7523 section 2.1</a>
 * @see <a
 *     href="https://developers.google.com/identity/protocols/oauth2/service-account#httprest">Google's
 *     OAuth 2.0 for service accounts</a>
 */
public final class ServiceAccountKey {

  private static final int MAX_BYTES = 64 * 1024;
  private static final String TYPE = "service_account";

  private final JwtSigner signer;
  private final String email;
  private final URI tokenUri;
  private final Platform platform;

  private ServiceAccountKey(JwtSigner signer, String email, URI tokenUri, Platform platform) {
    this.signer = signer;
    this.email = email;
    this.tokenUri = tokenUri;
    this.platform = platform;
  }

  /**
   * The key in a file.
   *
   * @param file the file, of at most 64 KiB
   * @return the key
   * @throws IllegalArgumentException if it cannot be read, is longer, or is none: see {@link
   *     #parse}
   */
  public static ServiceAccountKey ofFile(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw invalid("at most 64 KiB", "more");
      }
      return parse(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "service account key: cannot read " + file.getFileName(), e);
    }
  }

  /**
   * The key in JSON.
   *
   * @param json what is in the file
   * @return the key
   * @throws IllegalArgumentException if it is no JSON object; its {@code type} is not {@code
   *     service_account}; {@code client_email}, {@code private_key_id}, {@code private_key} or
   *     {@code token_uri} is missing or not a string; the key is not RSA of at least 2048 bits in
   *     PKCS #8; or the address is not https (http to this machine itself)
   */
  public static ServiceAccountKey parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ServiceAccountKey parse(byte[] json) {
    Map<String, @Nullable Object> members;
    try {
      members = Json.object(json);
    } catch (JsonException e) {
      // Without the cause, which knows where in the text, and so of the key, the fault is.
      throw invalid("a JSON object", "something else");
    }
    String type = text(members, "type");
    if (!type.equals(TYPE)) {
      throw invalid("type " + TYPE, Printable.of(type, 40));
    }
    return new ServiceAccountKey(
        signer(text(members, "private_key"), text(members, "private_key_id")),
        text(members, "client_email"),
        tokenUri(text(members, "token_uri")),
        Platform.system());
  }

  private static String text(Map<String, @Nullable Object> members, String name) {
    Object value = members.get(name);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    String found = value instanceof String ? "a blank" : Json.kind(value);
    throw invalid(name + ", a string", value == null ? "none" : found);
  }

  private static JwtSigner signer(String pem, String keyId) {
    try {
      return JwtSigner.ofKey(Pem.privateKey(pem), "RS256", keyId);
    } catch (UnusableKeyException | IllegalArgumentException e) {
      // Without the cause, which may quote the key.
      throw invalid(
          "private_key, RSA of at least 2048 bits in PKCS #8 (BEGIN PRIVATE KEY)",
          "something else");
    }
  }

  private static URI tokenUri(String text) {
    URI uri = uri(text);
    String host = uri == null ? null : uri.getHost();
    if (uri == null) {
      throw invalid("token_uri, an https address", "something else");
    }
    boolean safe =
        host != null
            && uri.getRawUserInfo() == null
            && uri.getRawFragment() == null
            && ("https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && Loopback.is(host)));
    if (!safe) {
      throw invalid("token_uri, an https address", "something else");
    }
    return uri;
  }

  private static @Nullable URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * The same by another clock and another chance.
   *
   * @param other the platform; the system's by default
   * @return the key
   */
  public ServiceAccountKey withPlatform(Platform other) {
    return new ServiceAccountKey(signer, email, tokenUri, other);
  }

  /**
   * The account.
   *
   * @return {@code client_email}
   */
  public String email() {
    return email;
  }

  /**
   * Where its tokens come from.
   *
   * @return {@code token_uri}
   */
  public URI tokenUri() {
    return tokenUri;
  }

  /**
   * A grant of tokens for the account itself.
   *
   * @param scopes what to ask for; they are said in the assertion
   * @return the grant, with a new assertion for each request
   * @throws IllegalArgumentException if one is not a scope (RFC 6749 section 3.3)
   */
  public Grant grant(String... scopes) {
    return grantFor(email, scopes);
  }

  /**
   * A grant of tokens for a user of the account's domain (domain-wide delegation).
   *
   * @param user the user's mail address
   * @param scopes what to ask for; they are said in the assertion
   * @return the grant, with a new assertion for each request
   * @throws IllegalArgumentException if the user is blank, or one is not a scope (RFC 6749 section
   *     3.3)
   */
  public Grant grantFor(String user, String... scopes) {
    JwtAssertion assertion =
        JwtAssertion.signed(signer, email, user, tokenUri.toString()).withPlatform(platform);
    return Grant.jwtBearer(
        scopes.length == 0
            ? assertion
            : assertion.withClaim(
                "scope", String.join(" ", TokenRequestOptions.scopes(scopes).scopes())));
  }

  private static IllegalArgumentException invalid(String expected, String found) {
    return new IllegalArgumentException(
        "service account key: expected " + expected + ", found " + found);
  }

  /** The account and where its tokens come from. */
  @Override
  public String toString() {
    return "ServiceAccountKey[" + email + ", " + tokenUri + "]";
  }
}
