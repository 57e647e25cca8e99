package io.crossauth.examples.keycloak;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A client assertion (RFC 7523 section 3), made without our own client. */
final class Assertion {

  private Assertion() {}

  static String signed(String clientId, URI issuer, String privateJwk) {
    try {
      JWK key = JWK.parse(privateJwk);
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.parse(key.getAlgorithm().getName()))
              .keyID(key.getKeyID())
              .build();
      byte[] input = input(header, clientId, issuer);
      return text(input) + "." + signature(header, key, input);
    } catch (ParseException | JOSEException | GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static String keyed(String clientId, URI issuer, String secret) {
    try {
      JWSHeader header = new JWSHeader(JWSAlgorithm.HS256);
      byte[] input = input(header, clientId, issuer);
      return text(input) + "." + new MACSigner(secret).sign(header, input);
    } catch (JOSEException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] input(JWSHeader header, String clientId, URI issuer) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(clientId)
            .subject(clientId)
            .audience(issuer.toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(new Date())
            .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(1))))
            .build();
    String text = header.toBase64URL() + "." + Base64URL.encode(claims.toString());
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Base64URL signature(JWSHeader header, JWK key, byte[] input)
      throws JOSEException, GeneralSecurityException {
    if (key instanceof OctetKeyPair pair) {
      // Nimbus signs with Ed25519 only by another library; the JDK can.
      PrivateKey ed25519 =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(ed25519);
      signature.update(input);
      return Base64URL.encode(signature.sign());
    }
    JWSSigner signer =
        key.getKeyType().getValue().equals("RSA")
            ? new RSASSASigner(key.toRSAKey())
            : new ECDSASigner(key.toECKey());
    return signer.sign(header, input);
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }
}
