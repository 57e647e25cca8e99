package io.crossauth.benchmarks.verify;

import io.crossauth.benchmarks.peers.Contestant;
import io.crossauth.benchmarks.peers.Contestants;
import io.crossauth.benchmarks.peers.RawVerify;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import io.crossauth.internal.json.Json;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.HeaderCache;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of our check, each alone, as lanes of a {@link Race}. */
final class CheckParts {

  static final String FORM = "form";
  static final String BASE64 = "base64";
  static final String HEADER = "header";
  static final String SIGNATURE = "signature";
  static final String CLAIMS = "claims";
  static final String SUBJECT = Contestants.OURS_LAZY;
  static final String ALL = Contestants.OURS;

  /** A token as it is behind the form. */
  private static final class Taken {
    private final CompactToken token;
    private final byte[] payload;
    private final byte[] signature;

    Taken(String text, TokenLexer lexer) {
      String[] segments = text.split("\\.", -1);
      this.token = lexer.read(text);
      this.payload = segments[1].getBytes(StandardCharsets.US_ASCII);
      this.signature = segments[2].getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final Scene scene;
  private final TokenLexer lexer = new TokenLexer(16 * 1024);
  private final HeaderCache headers = new HeaderCache();
  private final Map<String, Taken> taken = new HashMap<>();
  private final List<String> tokens;

  /** Takes tokens apart, for the steps that begin with what another has made of them. */
  CheckParts(Scene scene, List<String> tokens) {
    this.scene = scene;
    this.tokens = List.copyOf(tokens);
    for (String text : tokens) {
      Taken parts = new Taken(text, lexer);
      headers.remember(parts.token, headers.read(parts.token));
      taken.put(text, parts);
    }
  }

  private Taken of(String text) {
    Taken parts = taken.get(text);
    if (parts == null) {
      throw new IllegalArgumentException("text: expected one of the tokens");
    }
    return parts;
  }

  /** The bare signature and our whole check. */
  Map<String, Verifier> whole() throws Exception {
    Map<String, Verifier> lanes = new LinkedHashMap<>();
    lanes.put(Race.RAW, RawVerify.byDefault(scene, tokens));
    for (Contestant ours : Contestants.ours().subList(0, 2)) {
      lanes.put(ours.name(), ours.prepare(scene));
    }
    return lanes;
  }

  /** The same, and each step. */
  Map<String, Verifier> steps() throws Exception {
    Map<String, Verifier> lanes = whole();
    String alg = scene.algorithm().jose();
    VerificationKey key =
        KeySet.ofJwks(scene.jwks()).candidates(KeyRequest.of(scene.key().kid(), alg)).get(0);
    lanes.put(FORM, text -> found(lexer.read(text).signature().length));
    lanes.put(BASE64, text -> found(base64(of(text))));
    lanes.put(HEADER, text -> headers.read(of(text).token).alg());
    lanes.put(
        SIGNATURE,
        text -> {
          CompactToken token = of(text).token;
          if (!key.verify(alg, token.signed(), token.signedLength(), token.signature())) {
            throw new SignatureException("not signed by this key");
          }
          return alg;
        });
    lanes.put(CLAIMS, text -> found(Json.lazyObject(of(text).token.payload()).size()));
    return lanes;
  }

  private static int base64(Taken parts) {
    Base64.Decoder decoder = Base64.getUrlDecoder();
    return decoder.decode(parts.payload).length + decoder.decode(parts.signature).length;
  }

  private static String found(int count) {
    if (count == 0) {
      throw new IllegalStateException("expected something, found nothing");
    }
    return Scene.SUBJECT;
  }
}
