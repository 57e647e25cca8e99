package io.crossauth.testkit.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key with the chain that certifies it, its own certificate first.
 *
 * @param key the private key, EC on P-256
 * @param chain from its own certificate up to, but without, the authority; an authority has itself
 */
record Certified(PrivateKey key, List<X509Certificate> chain) {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  static Certified authority(String name, Instant from, Instant to) {
    KeyPair pair = pair();
    JcaX509v3CertificateBuilder builder = builder(principal(name), name, pair, from, to);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write an extension", e);
    }
    return new Certified(pair.getPrivate(), List.of(sign(builder, pair.getPrivate())));
  }

  static Certified selfSigned(String name, List<String> names, Instant from, Instant to) {
    KeyPair pair = pair();
    JcaX509v3CertificateBuilder builder = builder(principal(name), name, pair, from, to);
    addNames(builder, names);
    return new Certified(pair.getPrivate(), List.of(sign(builder, pair.getPrivate())));
  }

  Certified certify(String name, List<String> names, Instant from, Instant to) {
    KeyPair pair = pair();
    JcaX509v3CertificateBuilder builder =
        builder(certificate().getSubjectX500Principal(), name, pair, from, to);
    addNames(builder, names);
    return new Certified(pair.getPrivate(), List.of(sign(builder, key)));
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, String name, KeyPair pair, Instant from, Instant to) {
    BigInteger serial = new BigInteger(64, new SecureRandom()).add(BigInteger.ONE);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(from), Date.from(to), principal(name), pair.getPublic());
  }

  private static void addNames(JcaX509v3CertificateBuilder builder, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    GeneralName[] general =
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        ADDRESS.matcher(name).matches()
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new);
    try {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write an extension", e);
    }
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey issuerKey) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("cannot sign a certificate", e);
    }
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no EC keys", e);
    }
  }

  private static X500Principal principal(String name) {
    return new X500Principal("CN=" + name);
  }
}
