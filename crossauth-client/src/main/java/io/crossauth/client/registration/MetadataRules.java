package io.crossauth.client.registration;

import io.crossauth.client.internal.RegisteredUri;
import io.crossauth.client.internal.jose.PublicJwk;
import io.crossauth.http.ClientCertificate;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** What a client may say about itself. */
final class MetadataRules {

  /** RFC 7591 section 3.2.1: what the server gives. */
  static final Set<String> SERVERS_OWN =
      Set.of(
          "client_id",
          "client_secret",
          "client_id_issued_at",
          "client_secret_expires_at",
          "registration_access_token",
          "registration_client_uri");

  private static final Set<String> OF_THE_BROWSER =
      Set.of("redirect_uris", "post_logout_redirect_uris");

  private static final Set<String> LISTS =
      Set.of("grant_types", "response_types", "contacts", "default_acr_values");

  /** RFC 7518 sections 6.2.2, 6.3.2 and 6.4: what only its owner may know of a key. */
  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  /** RFC 8705 section 2.1.2: a client uses exactly one of them. */
  private static final Set<String> CERTIFICATE_NAMES =
      Set.of(
          "tls_client_auth_subject_dn",
          "tls_client_auth_san_dns",
          "tls_client_auth_san_uri",
          "tls_client_auth_san_ip",
          "tls_client_auth_san_email");

  private MetadataRules() {}

  static void requireOneName(Set<String> names) {
    if (names.stream().filter(CERTIFICATE_NAMES::contains).count() > 1) {
      throw new IllegalArgumentException(
          "tls_client_auth: expected one name of the certificate, found several (RFC 8705)");
    }
  }

  /** RFC 8705 section 2.2.2: the key with the certificate itself. */
  static Map<String, Object> publicKeys(ClientCertificate own) {
    PublicJwk key = PublicJwk.of(own.certificate().getPublicKey());
    Map<String, Object> members = key.members(key.thumbprint(), "sig", "");
    members.remove("alg");
    members.put("x5c", own.x5c());
    return Map.of("keys", List.of(members));
  }

  private static void certificateName(String name, Object value) {
    String text = text(name, value);
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + ": expected a name, found an empty one");
    }
    if (name.equals("tls_client_auth_subject_dn")) {
      try {
        X500Principal unused = new X500Principal(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": expected a name as RFC 4514 writes it");
      }
    }
  }

  static void check(String name, Object value) {
    // RFC 7591 section 2.2: client_uri#fr is the French one.
    String plain = name.split("#", 2)[0];
    if (SERVERS_OWN.contains(plain)) {
      throw new IllegalArgumentException(name + ": is the server's to give");
    }
    if (plain.endsWith("_uris")) {
      texts(name, value).forEach(uri -> address(plain, uri));
    } else if (plain.endsWith("_uri")) {
      address(plain, text(name, value));
    } else if (LISTS.contains(plain)) {
      texts(name, value);
    } else if (CERTIFICATE_NAMES.contains(plain)) {
      certificateName(plain, value);
    } else if (plain.equals("tls_client_certificate_bound_access_tokens")) {
      if (!(value instanceof Boolean)) {
        throw new IllegalArgumentException(plain + ": expected true or false");
      }
    } else if (plain.equals("backchannel_token_delivery_mode")) {
      deliveryMode(value);
    } else if (plain.equals("jwks")) {
      requirePublic(value);
    }
  }

  /** CIBA Core 1.0 section 4. */
  private static void deliveryMode(Object value) {
    if (!value.equals("poll") && !value.equals("ping")) {
      throw new IllegalArgumentException(
          "backchannel_token_delivery_mode: expected poll or ping, found a different one; push is"
              + " not offered: its tokens come to an endpoint that everybody can call, and"
              + " FAPI-CIBA forbids it");
    }
  }

  private static void address(String name, String uri) {
    try {
      if (OF_THE_BROWSER.contains(name)) {
        RegisteredUri.redirect(uri);
      } else if (name.equals("request_uris")) {
        // OpenID Connect Core 1.0 section 6.2: the fragment is the digest of the request.
        RegisteredUri.web(uri.split("#", 2)[0]);
      } else {
        RegisteredUri.web(uri);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage());
    }
  }

  static Map<String, @Nullable Object> publicKeys(String keySet) {
    try {
      return Json.object(keySet.getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw new IllegalArgumentException("jwks: " + e.getMessage());
    }
  }

  private static void requirePublic(Object jwks) {
    if (!(jwks instanceof Map<?, ?> set) || !(set.get("keys") instanceof List<?> keys)) {
      throw new IllegalArgumentException("jwks: expected a JWK set, found a different value");
    }
    for (Object key : keys) {
      if (!(key instanceof Map<?, ?> jwk) || jwk.keySet().stream().anyMatch(PRIVATE::contains)) {
        throw new IllegalArgumentException(
            "jwks: expected public keys alone, found a different value");
      }
    }
  }

  /** The same members, which nobody else can change. */
  static Map<String, @Nullable Object> copied(Map<String, @Nullable Object> members) {
    try {
      return Json.object(Json.write(members).getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw new IllegalArgumentException("client metadata: " + e.getMessage());
    }
  }

  private static List<String> texts(String name, Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrongType(name, "a list of texts", value);
    }
    return list.stream().map(item -> text(name, item)).toList();
  }

  private static String text(String name, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw wrongType(name, "a text", value);
    }
    return text;
  }

  private static IllegalArgumentException wrongType(
      String name, String expected, @Nullable Object value) {
    return new IllegalArgumentException(
        name + ": expected " + expected + ", found " + Json.kind(value));
  }
}
