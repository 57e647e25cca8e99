package io.crossauth.testkit.tls;

import io.crossauth.testkit.internal.Needed;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An authority of this process alone, and what it certifies.
 *
 * <p>Immutable and safe for use by many threads. Nothing is installed anywhere: a client trusts the
 * authority only by {@link #clientContext()} or {@link #trustStore()}. All keys are EC on P-256; a
 * good certificate is valid for thirty days, and since yesterday.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280 section 4.1</a>
 */
public final class TestCertificates {

  /** The password of every key in a store from here. For tests only. */
  public static final String KEY_PASSWORD = "test-password";

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");
  private static final Duration DAY = Duration.ofDays(1);

  private static final class Holder {
    static final TestCertificates SHARED = new TestCertificates();
  }

  private final Clock clock = Clock.systemUTC();
  private final Certified authority = Certified.authority("Crossauth test CA", start(), end());
  private final Certified stranger = Certified.authority("Unknown CA", start(), end());

  private TestCertificates() {}

  /**
   * {@return the certificates of this process, made at the first call}
   *
   * @throws IllegalStateException if {@code org.bouncycastle:bcpkix-jdk18on} is not on the class
   *     path, which the testkit does not bring
   */
  public static TestCertificates shared() {
    Needed.bouncyCastle("TestCertificates");
    return Holder.SHARED;
  }

  /**
   * Makes what a server needs to show a certificate.
   *
   * @param kind what is right or wrong with the certificate
   * @return a context with a new key; of clients it trusts those with a certificate of this
   *     authority
   */
  public SSLContext serverContext(CertificateKind kind) {
    return context(certified(kind), trustStore());
  }

  /**
   * Makes what a server needs to show a good certificate for some names.
   *
   * @param names DNS names, wildcards included, or IP addresses
   * @return a context with a new key; of clients it trusts those with a certificate of this
   *     authority
   */
  public SSLContext serverContext(String... names) {
    return context(authority.certify("names", List.of(names), start(), end()), trustStore());
  }

  /**
   * Makes what a server needs to show a good certificate and to take any certificate of a client,
   * whoever has signed it, as {@code self_signed_tls_client_auth} wants (RFC 8705 section 2.2).
   *
   * @param names DNS names or IP addresses
   * @return a context with a new key
   */
  public SSLContext serverContextForAnyClient(String... names) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] own = keyManagers(authority.certify("any", List.of(names), start(), end()));
      context.init(own, new TrustManager[] {new AnyClient()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }

  /** {@return what a client needs to trust this authority, and nobody else} */
  public SSLContext clientContext() {
    return context(null, trustStore());
  }

  /**
   * Makes what a client needs to trust this authority, and to show a certificate of it (as RFC 8705
   * section 2 wants).
   *
   * @param commonName the only name in the certificate's subject
   * @return a context with a new key
   */
  public SSLContext clientContext(String commonName) {
    return context(authority.certify(commonName, List.of(), start(), end()), trustStore());
  }

  /**
   * Makes a client's key and its certificate of this authority, as a program keeps them.
   *
   * @param commonName the only name in the certificate's subject
   * @return a new store with one entry, {@code own}: an EC key on P-256 under {@link
   *     #KEY_PASSWORD}, and its chain
   */
  public KeyStore clientKeyStore(String commonName) {
    return store(authority.certify(commonName, List.of(), start(), end()));
  }

  /**
   * Makes a client's key and a certificate that the key itself has signed (RFC 8705 section 2.2).
   *
   * @param commonName the only name in the certificate's subject
   * @return a new store as that of {@link #clientKeyStore}
   */
  public KeyStore selfSignedClientKeyStore(String commonName) {
    return store(Certified.selfSigned(commonName, List.of(), start(), end()));
  }

  /**
   * Makes a server's key and its certificate of this authority, for servers that want files.
   *
   * @param names DNS names or IP addresses
   * @return a new store as that of {@link #clientKeyStore}
   */
  public KeyStore serverKeyStore(String... names) {
    return store(authority.certify("server", List.of(names), start(), end()));
  }

  /** {@return a new store with the certificate of this authority alone, without a password} */
  public KeyStore trustStore() {
    try {
      KeyStore store = emptyStore();
      store.setCertificateEntry("authority", authority.certificate());
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot fill a trust store", e);
    }
  }

  /** {@return the certificate of this authority} */
  public X509Certificate authority() {
    return authority.certificate();
  }

  /** {@return the certificate of this authority in PEM, with a final newline} */
  public String authorityPem() {
    try {
      byte[] der = authority.certificate().getEncoded();
      String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("our own certificate does not encode", e);
    }
  }

  private Certified certified(CertificateKind kind) {
    Instant now = clock.instant();
    return switch (kind) {
      case GOOD -> authority.certify("localhost", LOOPBACK, start(), end());
      case WRONG_HOST -> authority.certify("other", List.of("other.example"), start(), end());
      case EXPIRED ->
          authority.certify("localhost", LOOPBACK, now.minus(DAY.multipliedBy(9)), now.minus(DAY));
      case NOT_YET_VALID -> authority.certify("localhost", LOOPBACK, now.plus(DAY), end());
      case SELF_SIGNED -> Certified.selfSigned("localhost", LOOPBACK, start(), end());
      case UNKNOWN_AUTHORITY -> stranger.certify("localhost", LOOPBACK, start(), end());
      case COMMON_NAME_ONLY -> authority.certify("localhost", List.of(), start(), end());
    };
  }

  private Instant start() {
    return clock.instant().minus(DAY);
  }

  private Instant end() {
    return clock.instant().plus(DAY.multipliedBy(30));
  }

  private static SSLContext context(@Nullable Certified own, KeyStore trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own == null ? null : keyManagers(own), trustManagers(trusted), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }

  private static KeyManager[] keyManagers(Certified own) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keyStore(own), KEY_PASSWORD.toCharArray());
    return factory.getKeyManagers();
  }

  private static KeyStore store(Certified own) {
    try {
      return keyStore(own);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot fill a key store", e);
    }
  }

  private static KeyStore keyStore(Certified own) throws GeneralSecurityException {
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "own", own.key(), KEY_PASSWORD.toCharArray(), own.chain().toArray(X509Certificate[]::new));
    return store;
  }

  private static TrustManager[] trustManagers(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException("cannot make an empty key store", e);
    }
  }
}
