package io.crossauth.tokenconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CryptoProviderTest {

  @ParameterizedTest
  @EnumSource(
      value = JwsAlgorithm.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HS256", "HS384", "HS512"})
  void theJdkKnowsAllAnswers(JwsAlgorithm algorithm) {
    assertThat(KnownAnswers.right(algorithm, CryptoProvider.jdk())).isTrue();
    assertThat(KnownAnswers.all().stream().filter(a -> a.algorithm() == algorithm && a.good()))
        .hasSize(1);
    assertThat(KnownAnswers.all().stream().filter(a -> a.algorithm() == algorithm && !a.good()))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void anAlgorithmWithoutAnswersIsNotTrusted() {
    assertThat(KnownAnswers.right(JwsAlgorithm.HS256, CryptoProvider.jdk())).isFalse();
  }

  @Test
  void aProviderThatCallsEverythingGoodIsNotUsed() {
    assertThat(tried("Ed25519", () -> new Answering(true))).isSameAs(CryptoProvider.jdk());
  }

  @Test
  void aProviderThatCallsEverythingBadIsNotUsed() {
    assertThat(tried("Ed25519", () -> new Answering(false))).isSameAs(CryptoProvider.jdk());
  }

  @Test
  void aProviderThatFailsIsNotUsed() {
    assertThat(
            tried(
                "SHA256withRSA",
                () -> {
                  throw new ProviderException("no such machine");
                }))
        .isSameAs(CryptoProvider.jdk());
  }

  @Test
  void aProviderIsUsedForWhatItDoesRightly() {
    CryptoProvider provider = tried("SHA256withRSA", () -> new Delegating("SHA256withRSA"));

    assertThat(provider.name()).isEqualTo("Tried 7");
    assertThat(provider).hasToString("Tried 7");
    assertThat(provider.does(JwsAlgorithm.RS256)).isTrue();
    assertThat(provider.does(JwsAlgorithm.RS384)).isFalse();
    assertThat(provider.does(JwsAlgorithm.ES256)).isFalse();
  }

  @Test
  void whatItDoesNotDoTheJdkDoes() {
    CryptoProvider provider = tried("SHA256withRSA", () -> new Delegating("SHA256withRSA"));

    assertThat(KnownAnswers.right(JwsAlgorithm.ES512, provider)).isTrue();
    assertThat(KnownAnswers.right(JwsAlgorithm.PS256, provider)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = JwsAlgorithm.class,
      names = {"ES256", "ES384", "ES512"})
  void aProviderThatKnowsDerAloneIsGivenDer(JwsAlgorithm algorithm) {
    String name = "SHA" + algorithm.hashBits() + "withECDSA";

    CryptoProvider provider = tried(name, () -> new Delegating(name));

    assertThat(provider.does(algorithm)).isTrue();
    assertThat(provider.wantsDer(algorithm)).isTrue();
  }

  @Test
  void derHoldsNumbersThatLookNegativeAndSmallOnes() {
    byte[] signature = new byte[64];
    signature[0] = (byte) 0x80;
    signature[63] = 5;

    byte[] der = Der.ofRAndS(signature);

    assertThat(der).startsWith(0x30, 38, 0x02, 33, 0, 0x80).endsWith(0x02, 1, 5);
  }

  @Test
  void aKeyThatAProviderCannotReadStaysAsItIs() {
    CryptoProvider provider = tried("SHA256withRSA", () -> new Delegating("SHA256withRSA"));
    PublicKey key = (PublicKey) ((TestKey) TestKeys.rsa()).verificationKey();

    assertThat(provider.ready(JwsAlgorithm.RS256, key)).isSameAs(key);
    assertThat(CryptoProvider.jdk().ready(JwsAlgorithm.RS256, key)).isSameAs(key);
  }

  private static CryptoProvider tried(String signature, Supplier<SignatureSpi> made) {
    return CryptoProvider.tried(new OneService(signature, made));
  }

  /** A provider that has one kind of signature. */
  private static final class OneService extends Provider {
    private static final long serialVersionUID = 1;

    OneService(String signature, Supplier<SignatureSpi> made) {
      super("Tried", "7", "one kind of signature");
      putService(
          new Service(this, "Signature", signature, "none", List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
              return made.get();
            }
          });
    }
  }

  /** Gives the same answer to everything. */
  private static final class Answering extends Spi {
    private final boolean answer;

    private Answering(boolean answer) {
      this.answer = answer;
    }

    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineUpdate(byte[] bytes, int from, int length) {}

    @Override
    protected boolean engineVerify(byte[] signature) {
      return answer;
    }
  }

  /** Asks the JDK. */
  private static final class Delegating extends Spi {
    private final Signature signature;

    private Delegating(String algorithm) {
      try {
        signature = Signature.getInstance(algorithm);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      signature.initVerify(key);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
      signature.update(bytes, from, length);
    }

    @Override
    protected boolean engineVerify(byte[] bytes) throws SignatureException {
      return signature.verify(bytes);
    }
  }

  /** What nobody needs here. */
  private abstract static class Spi extends SignatureSpi {
    @Override
    protected void engineInitSign(PrivateKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineUpdate(byte one) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected byte[] engineSign() {
      throw new UnsupportedOperationException();
    }

    @Deprecated
    @Override
    protected void engineSetParameter(String name, Object value) {
      throw new InvalidParameterException();
    }

    @Deprecated
    @Override
    protected Object engineGetParameter(String name) {
      throw new InvalidParameterException();
    }
  }
}
