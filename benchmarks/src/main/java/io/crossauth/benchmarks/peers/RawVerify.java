package io.crossauth.benchmarks.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The signature alone, of tokens that have been taken apart before: the least that any library
 * needs, and what all are measured by. It looks at nothing else, so it can refuse nothing else.
 */
public final class RawVerify implements Verifier {

  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private static final class Parts {
    private final byte[] input;
    private final byte[] signature;

    Parts(byte[] input, byte[] signature) {
      this.input = input;
      this.signature = signature;
    }
  }

  private final String name;
  private final Key key;
  private final @Nullable Provider provider;
  private final Map<String, Parts> tokens = new HashMap<>();

  private RawVerify(Scene scene, @Nullable Provider provider, List<String> tokens) {
    Provider chosen = provider == null ? Security.getProviders()[0] : provider;
    this.name = name(scene.algorithm(), chosen);
    this.key = scene.key().verificationKey();
    this.provider = provider;
    tokens.forEach(token -> this.tokens.put(token, parts(token)));
  }

  /** By whatever provider the JDK is set to use. */
  public static RawVerify byDefault(Scene scene, List<String> tokens) {
    return new RawVerify(scene, null, tokens);
  }

  /** By the JDK's own provider, whatever stands in front of it. */
  public static RawVerify byJdk(Scene scene, List<String> tokens) {
    String own =
        switch (scene.algorithm()) {
          case RS256, PS256 -> "SunRsaSign";
          case ES256, EDDSA -> "SunEC";
          case HS256 -> "SunJCE";
        };
    return new RawVerify(scene, Security.getProvider(own), tokens);
  }

  private static String name(Algorithm algorithm, Provider provider) {
    return switch (algorithm) {
      case RS256 -> "SHA256withRSA";
      case PS256 -> "RSASSA-PSS";
      case ES256 -> onlyDer(provider) ? "SHA256withECDSA" : "SHA256withECDSAinP1363Format";
      case EDDSA -> "Ed25519";
      case HS256 -> "HmacSHA256";
    };
  }

  /** Conscrypt takes no other form, and the JDK's own provider would step in for it. */
  private static boolean onlyDer(Provider provider) {
    return provider.getService("Signature", "SHA256withECDSAinP1363Format") == null
        && provider.getService("Signature", "SHA256withECDSA") != null;
  }

  private Parts parts(String token) {
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    return new Parts(
        token.substring(0, dot).getBytes(US_ASCII),
        name.equals("SHA256withECDSA") ? Der.ofConcatenated(signature) : signature);
  }

  @Override
  public String verify(String token) throws GeneralSecurityException {
    Parts parts = tokens.get(token);
    if (parts == null || !(key instanceof PublicKey open ? signed(parts, open) : sealed(parts))) {
      throw new SignatureException("not signed by this key");
    }
    return Scene.SUBJECT;
  }

  private boolean signed(Parts parts, PublicKey open) throws GeneralSecurityException {
    Signature check =
        provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    if (name.equals("RSASSA-PSS")) {
      check.setParameter(PSS);
    }
    check.initVerify(open);
    check.update(parts.input);
    return check.verify(parts.signature);
  }

  private boolean sealed(Parts parts) throws GeneralSecurityException {
    Mac mac = provider == null ? Mac.getInstance(name) : Mac.getInstance(name, provider);
    mac.init(key);
    return MessageDigest.isEqual(mac.doFinal(parts.input), parts.signature);
  }
}
