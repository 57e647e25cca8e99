package io.crossauth.client.registration;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A client as the server has registered it. Immutable and safe for use by many threads; no text
 * form of it has a secret. Keep it {@link #seal sealed}: the registration access token cannot be
 * had again.
 *
 * @param clientId its id
 * @param clientSecret its secret, if it got one
 * @param clientIdIssuedAt when it was registered, if the server says so
 * @param clientSecretExpiresAt when its secret ends; empty if it does not
 * @param registrationClientUri where it is read, updated and deleted, if the server offers that
 * @param registrationAccessToken what it is read, updated and deleted with
 * @param metadata all that the server has registered, which may be other than what was asked for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-3.2.1">RFC 7591 section 3.2.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7592#section-3">RFC 7592 section 3</a>
 */
public record ClientInformation(
    String clientId,
    Optional<Secret> clientSecret,
    Optional<Instant> clientIdIssuedAt,
    Optional<Instant> clientSecretExpiresAt,
    Optional<URI> registrationClientUri,
    Optional<Secret> registrationAccessToken,
    ClientMetadata metadata) {

  /**
   * The client authentication of this client, by its {@code token_endpoint_auth_method}. Where the
   * server names none, it is {@code client_secret_basic} (RFC 7591 section 2), or {@code none} if
   * there is no secret.
   *
   * @return the client authentication, with the client's secret if it has one, and without its
   *     certificate, which is the program's to give ({@code tlsIdentity})
   * @throws UnsupportedAuthenticationException if it authenticates by a key, which is the program's
   *     to give, by a secret that the server did not give, or in a way that is not known
   * @throws InvalidResponseException if {@code token_endpoint_auth_method} is no string
   */
  public ClientAuthentication authentication() {
    String method =
        metadata
            .tokenEndpointAuthMethod()
            .orElse(clientSecret.isPresent() ? "client_secret_basic" : "none");
    return switch (method) {
      case "none" -> ClientAuthentication.none();
      case "client_secret_basic" -> ClientAuthentication.clientSecretBasic(secret(method));
      case "client_secret_post" -> ClientAuthentication.clientSecretPost(secret(method));
      case "client_secret_jwt" -> {
        Secret secret = secret(method);
        yield ClientAuthentication.clientSecretJwt(() -> secret);
      }
      case "tls_client_auth" -> ClientAuthentication.tls();
      case "self_signed_tls_client_auth" -> ClientAuthentication.selfSignedTls();
      default -> throw new UnsupportedAuthenticationException(method);
    };
  }

  private Secret secret(String method) {
    return clientSecret.orElseThrow(() -> UnsupportedAuthenticationException.withoutSecret(method));
  }

  /**
   * Seals it into a string for a file or any store: encrypted, and protected against changes.
   *
   * @param key the application's key
   * @return printable ASCII, which {@link #open} reads
   */
  public String seal(SealingKey key) {
    return ClientInformationText.seal(this, key);
  }

  /**
   * Opens what {@link #seal} has sealed.
   *
   * @param sealed what it gave
   * @param key the application's key, the same that it was sealed with
   * @return the client
   * @throws InvalidResponseException if it was not sealed with this key, or has been changed
   */
  public static ClientInformation open(String sealed, SealingKey key) {
    return ClientInformationText.open(sealed, key);
  }
}
