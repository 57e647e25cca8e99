package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.AssertionText;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import io.crossauth.value.Secret;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Client authentication. A new way is one new file: a function that completes the call.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3">RFC 6749 section 2.3</a>
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication">OpenID
 *     Connect Core 1.0 section 9</a>
 */
@FunctionalInterface
public interface ClientAuthentication {

  /**
   * Completes a call with client authentication. Called once for each request, a repeated one
   * included, and by many threads at once.
   *
   * @param call the call so far
   * @return the same call with the parameters and header fields of this client authentication
   * @throws IllegalStateException if what it needs is missing, such as a file or an issuer
   * @throws IllegalArgumentException if a secret is too short to sign with
   */
  TokenCall apply(TokenCall call);

  /**
   * The same as FAPI 2.0 takes it: by the client's key or certificate, with an assertion for the
   * issuer that is signed by PS256, ES256 or EdDSA with Ed25519. A key that changes while the
   * program runs is looked at in each call ({@code config.fapi2}).
   *
   * @return the client authentication
   * @throws IllegalArgumentException if FAPI 2.0 takes none of this kind, as by default, or not
   *     with this key or audience; the message names the section
   * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
   *     Profile section 5.3.3.1</a>
   */
  default ClientAuthentication fapi2() {
    throw Fapi2Rule.CLIENT.refused(
        "clientAuthentication",
        "clientKey(..), or a certificate of the client",
        "a secret, nothing, or a method that does not say that it is one of them");
  }

  /**
   * {@code client_secret_basic}: id and secret in the Authorization header, each form-encoded (RFC
   * 6749 section 2.3.1).
   *
   * @param secret the client's secret, not encoded
   * @return the client authentication
   */
  static ClientAuthentication clientSecretBasic(Secret secret) {
    return new ClientSecretBasic(() -> secret);
  }

  /**
   * {@code client_secret_basic} with a secret that is asked for at each call.
   *
   * @param secret gives the secret of now, not encoded; called by many threads at once
   * @return the client authentication
   */
  static ClientAuthentication clientSecretBasic(Supplier<Secret> secret) {
    return new ClientSecretBasic(secret);
  }

  /**
   * Basic authentication with id and secret as they are, for servers that do not decode them (RFC
   * 6749 section 2.3.1 says they must).
   *
   * @param secret gives the secret of now; called at each call, by many threads at once
   * @return the client authentication
   */
  static ClientAuthentication legacyRawBasic(Supplier<Secret> secret) {
    return new LegacyRawBasic(secret);
  }

  /**
   * {@code client_secret_post}: id and secret among the parameters (RFC 6749 section 2.3.1).
   *
   * @param secret the client's secret
   * @return the client authentication
   */
  static ClientAuthentication clientSecretPost(Secret secret) {
    return new ClientSecretPost(() -> secret);
  }

  /**
   * {@code client_secret_post} with a secret that is asked for at each call.
   *
   * @param secret gives the secret of now; called by many threads at once
   * @return the client authentication
   */
  static ClientAuthentication clientSecretPost(Supplier<Secret> secret) {
    return new ClientSecretPost(secret);
  }

  /**
   * {@code none}: a public client says its id and proves nothing (RFC 6749 section 3.2.1).
   *
   * @return the client authentication
   */
  static ClientAuthentication none() {
    return new PublicClient();
  }

  /**
   * {@code client_secret_jwt}: an assertion signed with the secret, HS256. It names the issuer as
   * its audience and lives for one minute (OpenID Connect Core 1.0 section 9).
   *
   * @param secret gives the secret of now: at least 32 bytes in UTF-8 (RFC 7518 section 3.2);
   *     checked when it is used
   * @return the client authentication
   */
  static ClientAuthentication clientSecretJwt(Supplier<Secret> secret) {
    return SignedAssertion.withSecret(secret);
  }

  /**
   * {@code private_key_jwt}: an assertion signed with the client's key. It names the issuer as its
   * audience and lives for one minute (OpenID Connect Core 1.0 section 9).
   *
   * @param signer signs with the client's private key; called by many threads at once
   * @return the client authentication
   */
  static ClientAuthentication privateKeyJwt(JwtSigner signer) {
    return SignedAssertion.withKey(signer);
  }

  /**
   * {@code private_key_jwt} with a key that changes while the program runs.
   *
   * @param signer gives what signs now, such as {@link ClientKeyRing#signer}; called once for each
   *     assertion, by many threads at once
   * @return the client authentication
   */
  static ClientAuthentication privateKeyJwt(Supplier<JwtSigner> signer) {
    return SignedAssertion.withKeys(signer);
  }

  /**
   * {@code private_key_jwt} for servers that insist on another audience than their issuer, such as
   * the address of their token endpoint. A server that can choose the audience can use the
   * assertion at another server, so name one only where the server's documentation demands it.
   *
   * @param signer signs with the client's private key; called by many threads at once
   * @param audience the audience, fixed here and never taken from metadata
   * @return the client authentication
   */
  static ClientAuthentication privateKeyJwtWithForeignAudience(JwtSigner signer, String audience) {
    return SignedAssertion.withKey(signer).withAudience(audience);
  }

  /**
   * The same with a key that changes while the program runs.
   *
   * @param signer gives what signs now; called once for each assertion, by many threads at once
   * @param audience the audience, fixed here and never taken from metadata
   * @return the client authentication
   */
  static ClientAuthentication privateKeyJwtWithForeignAudience(
      Supplier<JwtSigner> signer, String audience) {
    return SignedAssertion.withKeys(signer).withAudience(audience);
  }

  /**
   * An assertion that the platform writes to a file and renews (workload identity). The file is
   * read at each call.
   *
   * @param file the file: a JWT in its compact form, at most 64 KiB; blanks around it are taken off
   * @return the client authentication, which throws {@link IllegalStateException} at a call if the
   *     file cannot be read, or is empty or longer
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.2">RFC 7523 section 2.2</a>
   */
  static ClientAuthentication assertionFile(Path file) {
    return new GivenAssertion(() -> AssertionText.in(file, "client assertion"));
  }

  /**
   * An assertion that somebody else makes (workload identity), where it is in no file.
   *
   * @param assertion gives the JWT of now in its compact form; called at each call, by many threads
   *     at once
   * @return the client authentication
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.2">RFC 7523 section 2.2</a>
   */
  static ClientAuthentication assertion(Supplier<Secret> assertion) {
    return new GivenAssertion(assertion);
  }

  /**
   * {@code tls_client_auth}: the certificate of the TLS connection, of an authority that the server
   * trusts and with the name that is registered. The body has the client's id, and no secret.
   *
   * @return the client authentication, for a client with {@code OAuthClientBuilder.tlsIdentity};
   *     without one it throws {@link io.crossauth.error.ConfigurationException} ({@code
   *     config.client_certificate})
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2.1">RFC 8705 section 2.1</a>
   */
  static ClientAuthentication tls() {
    return new TlsClientAuth("tls_client_auth");
  }

  /**
   * {@code self_signed_tls_client_auth}: the certificate of the TLS connection, which is registered
   * itself, in the client's key set ({@code ClientMetadata.Builder.selfSignedTlsClientAuth}). The
   * body has the client's id, and no secret.
   *
   * @return the client authentication, for a client with a TLS identity, as {@link #tls}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2.2">RFC 8705 section 2.2</a>
   */
  static ClientAuthentication selfSignedTls() {
    return new TlsClientAuth("self_signed_tls_client_auth");
  }

  /**
   * A secret, used in the first way of these that the provider's metadata lists: basic, post, JWT.
   * Basic where there is no list (OpenID Connect Discovery 1.0 section 3), or none of these in it.
   *
   * @param secret gives the secret of now; called at each call, by many threads at once
   * @return the client authentication
   */
  static ClientAuthentication clientSecret(Supplier<Secret> secret) {
    return new ClientSecretAsListed(secret);
  }
}
