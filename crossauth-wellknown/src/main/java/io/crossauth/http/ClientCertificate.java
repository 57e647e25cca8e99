package io.crossauth.http;

import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of the client's own, with its key: what it shows to servers that ask for one
 * (mutual TLS). Immutable and safe for use by many threads; its text form is the subject and the
 * end of the certificate, nothing of the key.
 *
 * <p>It is shown whatever authorities the server names, so that one that signed itself is shown
 * too. Two of them are equal if their certificates are.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2">RFC 8705 section 2</a>
 */
public final class ClientCertificate {

  private final List<X509Certificate> chain;
  private final X509KeyManager keys;

  private ClientCertificate(List<X509Certificate> chain, X509KeyManager keys) {
    this.chain = chain;
    this.keys = keys;
  }

  /**
   * {@return the certificate of the first key in a key store}
   *
   * @param store a loaded store, PKCS #12 or that of an HSM (PKCS #11), with a key and its chain
   * @param password the password of the key
   * @throws IllegalArgumentException if there is no key with a certificate, or the password does
   *     not open it
   */
  public static ClientCertificate of(KeyStore store, Secret password) {
    KeyStore.PrivateKeyEntry entry = CertificateKeys.entry(store, password);
    return of(CertificateKeys.chain(entry.getCertificateChain()), entry.getPrivateKey());
  }

  /**
   * {@return the certificate that a key manager has under a name now}
   *
   * @param manager holds the key, such as that of an HSM
   * @param alias its name for the key
   * @throws IllegalArgumentException if it has no certificate and key of this name
   */
  public static ClientCertificate of(X509KeyManager manager, String alias) {
    PrivateKey key = manager.getPrivateKey(alias);
    if (key == null) {
      throw new IllegalArgumentException(
          "clientCertificate: expected a key of this alias, found none");
    }
    return of(CertificateKeys.chain(manager.getCertificateChain(alias)), key);
  }

  /**
   * {@return a certificate in PEM}
   *
   * @param chain the client's certificate, and behind it those of its authorities, if it has any
   * @param key the private key in PKCS #8, not encrypted: {@code BEGIN PRIVATE KEY}; RSA, EC or
   *     Ed25519
   * @throws IllegalArgumentException if one of them cannot be read, or the key is not that of the
   *     certificate
   */
  public static ClientCertificate ofPem(String chain, Secret key) {
    List<X509Certificate> certificates = CertificateKeys.certificates(chain);
    PrivateKey own = CertificateKeys.pkcs8(key, certificates.get(0));
    return of(certificates, own);
  }

  /**
   * {@return the certificate of a PKCS #12 or JKS file}
   *
   * @param file the file
   * @param password the password of the file and of the key
   * @throws IllegalArgumentException if it cannot be read, or has no key with a certificate
   */
  public static ClientCertificate ofStore(Path file, Secret password) {
    return of(TlsMaterial.store("clientCertificate", file, password), password);
  }

  /**
   * {@return a source of certificates that are renewed in two PEM files} The files are looked at
   * whenever the source is asked, and read again when one of them has changed. While what is there
   * cannot be read, or the key is not that of the certificate, as in the middle of a renewal, the
   * certificate before stays.
   *
   * @param chain the file of {@link #ofPem}'s chain, at most 1 MiB
   * @param key the file of its key, at most 1 MiB
   * @throws IllegalArgumentException if there is no certificate with its key to begin with
   */
  public static Supplier<ClientCertificate> ofPemFiles(Path chain, Path key) {
    return CertificateFiles.of(chain, key);
  }

  private static ClientCertificate of(List<X509Certificate> chain, PrivateKey key) {
    X509Certificate[] shown = chain.toArray(X509Certificate[]::new);
    return new ClientCertificate(chain, new OneKey(key, shown));
  }

  /** {@return the certificate itself, without those of its authorities} */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /**
   * {@return what tokens are bound by: the base64url of the SHA-256 of the certificate in DER, as
   * {@code x5t#S256} of {@code cnf} has it}
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3.1">RFC 8705 section 3.1</a>
   */
  public String thumbprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read has a DER form", e);
    }
  }

  /**
   * {@return what its public key is published by, for {@code self_signed_tls_client_auth}: the
   * certificates in DER as base64, the {@code x5c} of a JWK}
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2.2.2">RFC 8705 section 2.2.2</a>
   */
  public List<String> x5c() {
    return chain.stream().map(ClientCertificate::der).toList();
  }

  private static String der(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has a DER form", e);
    }
  }

  /**
   * Makes a TLS context that shows it, for other HTTP clients, such as those of resource servers.
   * Each context resumes sessions of its own alone.
   *
   * @param trust the authorities of servers that are trusted; null for those of the JVM
   * @return a new context
   * @throws IllegalArgumentException if the store is not loaded
   */
  public SSLContext sslContext(@Nullable KeyStore trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, TlsMaterial.trustManagers(trust), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("trust: expected a key store that is loaded", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientCertificate that && chain.equals(that.chain);
  }

  @Override
  public int hashCode() {
    return certificate().hashCode();
  }

  /** {@return the subject and the last day of the certificate} */
  @Override
  public String toString() {
    return "ClientCertificate["
        + certificate().getSubjectX500Principal().getName()
        + ", until "
        + certificate().getNotAfter().toInstant()
        + "]";
  }

  /** What has the key; its name for it is {@code own}. */
  X509KeyManager sslKeys() {
    return keys;
  }

  /** Reads both files. */
  static ClientCertificate read(Path chain, Path key) throws IOException {
    return ofPem(CertificateFiles.text(chain), Secret.of(CertificateFiles.text(key)));
  }
}
