package io.crossauth.benchmarks.dpop;

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
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * A proof that a client makes beside one raw signature, and a request that an API checks, token and
 * proof, beside two raw verifications of what these have signed; ES256, one thread, by turns.
 */
final class ProofRun {

  private static final String RAW = "SHA256withECDSAinP1363Format";
  private static final int TURN = 50;

  private final Cost sign = new Cost();
  private final Cost made = new Cost();
  private final Cost verifies = new Cost();
  private final Cost checked = new Cost();

  private ProofRun() {}

  /**
   * Runs and prints.
   *
   * @param args how many rounds (200), and {@code native} for the native provider that is found
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    boolean nativeOne = args.length > 1 && args[1].equals("native");
    if (nativeOne) {
      ServiceLoader.load(Provider.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(provider -> provider.getName().startsWith("AmazonCorretto"))
          .forEach(provider -> Security.insertProviderAt(provider, 1));
    }
    ProofRun run = new ProofRun();
    run.measure(rounds);
    run.print(Signature.getInstance(RAW).getProvider().getName());
    System.exit(0);
  }

  private void measure(int rounds) throws Exception {
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

  private void print(String provider) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.printf(Locale.ROOT, "ES256 by %s, one thread%n", provider);
    row(out, "one raw signature", sign);
    row(out, "a proof made", made);
    out.printf(
        Locale.ROOT,
        "  ratio %.2f (goal 1.15, gate 1.35); %,.0f proofs a second and core%n",
        made.micros() / sign.micros(),
        1_000_000 / made.micros());
    row(out, "two raw verifications", verifies);
    row(out, "a request checked, token and proof", checked);
    out.printf(
        Locale.ROOT, "  ratio %.2f (goal 1.10, gate 1.25)%n", checked.micros() / verifies.micros());
  }

  private static void row(PrintWriter out, String what, Cost cost) {
    out.printf(Locale.ROOT, "%-36s %10.1f us %10.0f B%n", what, cost.micros(), cost.bytes());
  }
}
