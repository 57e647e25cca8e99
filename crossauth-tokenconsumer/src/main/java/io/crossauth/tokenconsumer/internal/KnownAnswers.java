package io.crossauth.tokenconsumer.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Signatures of which it is known whether they are good, to try a provider with: for each algorithm
 * a good one, one of another text, one with a bit turned, and for EdDSA the good one in a second
 * spelling (RFC 8032 section 5.1.7: S beyond the order is refused).
 */
final class KnownAnswers {

  private static final String RESOURCE = "known-answers.txt";

  /** One question and its answer. */
  static final class Answer {
    private final JwsAlgorithm algorithm;
    private final boolean good;
    private final PublicKey key;
    private final byte[] message;
    private final byte[] signature;

    private Answer(
        JwsAlgorithm algorithm, boolean good, PublicKey key, byte[] message, byte[] signature) {
      this.algorithm = algorithm;
      this.good = good;
      this.key = key;
      this.message = message;
      this.signature = signature;
    }

    JwsAlgorithm algorithm() {
      return algorithm;
    }

    boolean good() {
      return good;
    }
  }

  private static final List<Answer> ALL = read();

  private KnownAnswers() {}

  static List<Answer> all() {
    return ALL;
  }

  /** Whether all answers for an algorithm come out right. */
  static boolean right(JwsAlgorithm algorithm, CryptoProvider provider) {
    try {
      List<Answer> answers = ALL.stream().filter(answer -> answer.algorithm == algorithm).toList();
      return !answers.isEmpty()
          && answers.stream().allMatch(answer -> given(answer, provider) == answer.good);
    } catch (IllegalStateException | LinkageError e) {
      return false;
    }
  }

  private static boolean given(Answer answer, CryptoProvider provider) {
    PublicKey key = provider.ready(answer.algorithm, answer.key);
    return Signatures.verify(
        provider,
        answer.algorithm,
        answer.key,
        key,
        answer.message,
        answer.message.length,
        answer.signature);
  }

  private static List<Answer> read() {
    try (InputStream in = KnownAnswers.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        return List.of();
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(KnownAnswers::answer)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Algorithm, good or bad, kind of key, key (SubjectPublicKeyInfo), message, signature. */
  private static Answer answer(String line) {
    String[] parts = line.split(" ", -1);
    Base64.Decoder decoder = Base64.getDecoder();
    try {
      PublicKey key =
          KeyFactory.getInstance(parts[2])
              .generatePublic(new X509EncodedKeySpec(decoder.decode(parts[3])));
      return new Answer(
          JwsAlgorithm.valueOf(parts[0]),
          parts[1].equals("good"),
          key,
          decoder.decode(parts[4]),
          decoder.decode(parts[5]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(RESOURCE + ": a key of another kind", e);
    }
  }
}
