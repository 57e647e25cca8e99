package io.crossauth.spring;

import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.spring.CrossauthProperties.AuthMethod;
import io.crossauth.spring.CrossauthProperties.Client;
import io.crossauth.spring.CrossauthProperties.PrivateKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** How a client shows who it is. */
final class ClientCredentials {

  private final String id;
  private final Client own;

  private ClientCredentials(String id, Client own) {
    this.id = id;
    this.own = own;
  }

  static Consumer<OAuthClientBuilder> of(String id, Client own) {
    return new ClientCredentials(id, own)::set;
  }

  private void set(OAuthClientBuilder builder) {
    JwtSigner key = key();
    if (key != null) {
      // Signs requests too.
      builder.clientKey(key);
    }
    AuthMethod method = own.authMethod();
    if (method != null) {
      builder.clientAuthentication(by(method, key));
    } else if (own.clientSecret() != null && key != null) {
      throw Property.wrong(
          name("auth-method"),
          "expected one, with both a secret and a key, found nothing",
          "set it to client_secret_basic or private_key_jwt");
    } else if (own.clientSecret() != null) {
      builder.clientSecret(secret());
    }
  }

  private ClientAuthentication by(AuthMethod method, @Nullable JwtSigner key) {
    return switch (method) {
      case NONE -> ClientAuthentication.none();
      case CLIENT_SECRET_BASIC -> ClientAuthentication.clientSecretBasic(secret());
      case CLIENT_SECRET_POST -> ClientAuthentication.clientSecretPost(secret());
      case CLIENT_SECRET_JWT -> {
        Secret secret = secret();
        yield ClientAuthentication.clientSecretJwt(() -> secret);
      }
      case PRIVATE_KEY_JWT ->
          ClientAuthentication.privateKeyJwt(
              Property.required(name("private-key.location"), key, "the key of private_key_jwt"));
      case TLS_CLIENT_AUTH -> ClientAuthentication.tls();
      case SELF_SIGNED_TLS_CLIENT_AUTH -> ClientAuthentication.selfSignedTls();
    };
  }

  private Secret secret() {
    Secret secret = own.clientSecret();
    if (secret == null || secret.reveal().isBlank()) {
      throw Property.wrong(
          name("client-secret"),
          "expected the client's secret, found nothing",
          "set it, from the environment or a mounted file");
    }
    return secret;
  }

  private @Nullable JwtSigner key() {
    PrivateKey key = own.privateKey();
    if (key.location() == null) {
      return null;
    }
    String location = name("private-key.location");
    String text;
    try {
      text = key.location().getContentAsString(StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw Property.wrong(
          location,
          "expected a file to read, found a failure: " + e.getClass().getSimpleName(),
          "see that it is there, and readable by this program");
    }
    if (text.startsWith("{")) {
      return Property.checked(location, () -> JwtSigner.ofJwk(text));
    }
    String algorithm =
        Property.required(name("private-key.algorithm"), key.algorithm(), "that of a key in PEM");
    String keyId = key.keyId() == null ? "" : key.keyId();
    java.security.PrivateKey read = pem(location, text);
    return Property.checked(
        name("private-key.algorithm"), () -> JwtSigner.ofKey(read, algorithm, keyId));
  }

  /** What a parser says of it may quote it. */
  private static java.security.PrivateKey pem(String location, String text) {
    java.security.PrivateKey read = null;
    try {
      read = PemContent.of(text).getPrivateKey();
    } catch (RuntimeException e) {
      // Said below.
    }
    if (read == null) {
      throw Property.wrong(
          location,
          "expected a private JWK or a key in PEM, found something else",
          "convert the key to PKCS #8: openssl pkcs8 -topk8 -nocrypt");
    }
    return read;
  }

  private String name(String property) {
    return ClientFactory.name(id, property);
  }
}
