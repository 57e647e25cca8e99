package io.crossauth.benchmarks.dpop;

import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.CryptoSetting;
import io.crossauth.client.Dpop;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenSource;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.Secret;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A proof that a client makes beside one raw signature, and a request that an API checks, token and
 * proof, beside two raw verifications of what these have signed; ES256, one thread, by turns.
 */
final class ProofRun {

  private static final String RAW = "SHA256withECDSAinP1363Format";
  private static final int TURN = 20;

  private final Cost sign = new Cost();
  private final Cost made = new Cost();
  private final Cost verifies = new Cost();
  private final Cost checked = new Cost();

  ProofRun() {}

  /**
   * Runs, prints and writes the results.
   *
   * @param args how many rounds; {@code jdk} or {@code accp}; and a folder for the results, if they
   *     are wanted
   */
  public static void main(String[] args) throws Exception {
    CryptoSetting setting = CryptoSetting.valueOf(args[1].toUpperCase(Locale.ROOT));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    if (setting.install()) {
      ProofRun run = new ProofRun();
      run.measure(Integer.parseInt(args[0]));
      run.print(out, Signature.getInstance(RAW).getProvider().getName());
      if (args.length > 2) {
        run.results(setting.label()).write(Path.of(args[2], "proofs-" + args[1] + ".tsv"));
      }
    } else {
      out.println(setting.label() + ": not for this machine");
    }
    System.exit(0);
  }

  /** What was measured, below the name of the provider. */
  Results results(String provider) {
    String path = "dpop/" + provider + "/";
    return new Results()
        .put(path + "proof made/ratio", made.by(sign))
        .put(path + "proof made/micros", made.micros())
        .put(path + "proof made/bytes", made.bytes())
        .put(path + "request checked/ratio", checked.by(verifies))
        .put(path + "request checked/micros", checked.micros())
        .put(path + "request checked/bytes", checked.bytes());
  }

  void measure(int rounds) throws Exception {
    SignedRequest request = new SignedRequest();
    URI target = URI.create(SignedRequest.ORIGIN + SignedRequest.PATH);
    try (InProcessProvider provider = InProcessProvider.start();
        OAuthClient client = client(provider);
        OAuthTokenConsumer consumer = consumer(request.issuerKey)) {
      TokenSource source = client.tokenSource();
      OAuthResourceServer api =
          OAuthResourceServer.builder(consumer).dpop(DpopProofs.at(SignedRequest.ORIGIN)).build();
      PrivateKey key = (PrivateKey) TestKeys.p256("raw").signingKey();
      byte[] input = SignedRequest.input(request.proof("raw"));
      for (int round = 0; round < rounds; round++) {
        String[] proofs = new String[TURN];
        for (int i = 0; i < TURN; i++) {
          proofs[i] = request.proof(round + "-" + i);
        }
        sign.round(TURN, i -> sign(key, input));
        made.round(TURN, i -> source.authorize("GET", target));
        verifies.round(TURN, i -> verifyBoth(request, proofs[i]));
        checked.round(TURN, i -> check(api, request.token, proofs[i]));
      }
    }
  }

  private static OAuthClient client(InProcessProvider provider) {
    return OAuthClient.builder(provider.issuer().toString())
        .clientId(TestClients.DPOP)
        .clientSecret(Secret.of(TestClients.SECRET))
        .dpop(Dpop.keyPerLogin())
        .build();
  }

  private static OAuthTokenConsumer consumer(TestKey key) {
    return OAuthTokenConsumer.builder(SignedRequest.ISSUER)
        .audience(SignedRequest.API)
        .keys(KeySet.ofJwks(TestKeys.jwks(key)))
        .build();
  }

  private static void sign(PrivateKey key, byte[] input) throws Exception {
    Signature signature = Signature.getInstance(RAW);
    signature.initSign(key);
    signature.update(input);
    byte[] unused = signature.sign();
  }

  private static void verifyBoth(SignedRequest request, String proof) throws Exception {
    verify(request.issuerKey, request.token);
    verify(request.clientKey, proof);
  }

  private static void verify(TestKey key, String compact) throws Exception {
    Signature signature = Signature.getInstance(RAW);
    signature.initVerify((PublicKey) key.verificationKey());
    signature.update(SignedRequest.input(compact));
    if (!signature.verify(SignedRequest.signature(compact))) {
      throw new IllegalStateException("a good signature was refused");
    }
  }

  private static void check(OAuthResourceServer api, String token, String proof) {
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of("DPoP " + token), "DPoP", List.of(proof));
    Access access =
        api.access(
            ApiRequest.of("GET", SignedRequest.PATH, name -> headers.getOrDefault(name, List.of())),
            AccessRequirement.none());
    if (!(access instanceof Access.Granted)) {
      throw new IllegalStateException("a good request was refused: " + access);
    }
  }

  private void print(PrintWriter out, String provider) {
    out.printf(Locale.ROOT, "ES256 by %s, one thread%n", provider);
    row(out, "one raw signature", sign);
    row(out, "a proof made", made);
    out.printf(
        Locale.ROOT,
        "  ratio %.2f; %,.0f proofs a second and core%n",
        made.by(sign),
        1_000_000 / made.micros());
    row(out, "two raw verifications", verifies);
    row(out, "a request checked, token and proof", checked);
    out.printf(Locale.ROOT, "  ratio %.2f%n", checked.by(verifies));
  }

  private static void row(PrintWriter out, String what, Cost cost) {
    out.printf(Locale.ROOT, "%-36s %10.1f us %10.0f B%n", what, cost.micros(), cost.bytes());
  }
}
