package io.crossauth.tokenconsumer.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.Checkpoint;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.tokenconsumer.internal.Thumbprint;
import io.crossauth.value.SealingKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("DPoP at the API:")
class DpopAtTheApiTest {

  private static final String ADDRESS = "https://api.example.com/orders";
  private static final TestKey KEY = TestKeys.p256("client");
  private static final SealingKey NONCES = SealingKey.ephemeral();

  private final Checkpoint at = new Checkpoint();
  private final DpopProofs proofs =
      DpopProofs.at(URI.create("https://api.example.com")).withPlatform(at.time.platform());
  private final String bound = token(KEY);

  private String token(TestKey key) {
    return at.mint
        .accessToken()
        .claim("cnf", Map.of("jkt", Thumbprint.ofJwk(key.publicJwk())))
        .compact();
  }

  /** A good proof of {@code GET /orders} with the bound token. */
  private TokenDraft proof() {
    return proofWith(KEY);
  }

  private TokenDraft proofWith(TestKey key) {
    Map<String, Object> jwk = new LinkedHashMap<>(key.publicJwk());
    jwk.keySet().removeAll(List.of("kid", "use", "alg"));
    return TokenDraft.empty()
        .signedWith(key)
        .withoutHeader("kid")
        .header("typ", "dpop+jwt")
        .header("jwk", jwk)
        .claim("jti", "proof-1")
        .claim("htm", "GET")
        .claim("htu", ADDRESS)
        .claim("iat", at.time.instant().getEpochSecond())
        .claim("ath", Hashes.sha256(bound));
  }

  private Access access(DpopProofs checked, String authorization, String... proof) {
    return access(server(checked), "GET", "/orders", authorization, proof);
  }

  private OAuthResourceServer server(DpopProofs checked) {
    return OAuthResourceServer.builder(at.forAccess().build()).dpop(checked).build();
  }

  private static Access access(
      OAuthResourceServer server,
      String method,
      String target,
      String authorization,
      String... proof) {
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of(authorization), "DPoP", List.of(proof));
    return server.access(ApiRequest.of(method, target, headers::get), AccessRequirement.none());
  }

  private static Access.Denied denied(Access access, String error, RejectionReason reason) {
    assertThat(access).isInstanceOf(Access.Denied.class);
    Access.Denied denied = (Access.Denied) access;
    assertThat(denied.rejection())
        .get()
        .satisfies(
            e -> assertThat(((TokenRejectedException) e).reason()).as("%s", e).isEqualTo(reason));
    assertThat(denied.challenge().error()).contains(error);
    assertThat(denied.challenge().status()).isEqualTo(401);
    return denied;
  }

  private static void granted(Access access) {
    assertThat(access).isInstanceOf(Access.Granted.class);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"DPoP ", "dpop ", "DPOP  "})
  @DisplayName("F-08 a good proof passes, in whatever case the scheme is written:")
  void good(String scheme) {
    granted(access(proofs, scheme + bound, proof().compact()));
  }

  static Stream<TestKey> keys() {
    return Stream.of(
        TestKeys.p256("a"),
        TestKeys.p384("b"),
        TestKeys.p521("c"),
        TestKeys.ed25519("d"),
        TestKeys.rsa("e"),
        TestKeys.rsa("f").withAlgorithm("PS256"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  @DisplayName("F-05 a proof by every kind of key passes:")
  void everyKind(TestKey key) {
    String token = token(key);
    String proof = proofWith(key).claim("ath", Hashes.sha256(token)).compact();

    granted(access(proofs, "DPoP " + token, proof));
  }

  private static Arguments spoiled(String what, UnaryOperator<TokenDraft> how) {
    return Arguments.of(what, how);
  }

  static Stream<Arguments> spoiledProofs() {
    Map<String, Object> privateJwk = KEY.privateJwk();
    Map<String, Object> offCurve = new LinkedHashMap<>(KEY.publicJwk());
    offCurve.put("y", offCurve.get("x"));
    return Stream.of(
        spoiled("typ JWT", p -> p.header("typ", "JWT")),
        spoiled("no typ", p -> p.withoutHeader("typ")),
        spoiled("typ a number", p -> p.header("typ", 1)),
        spoiled("alg none", TokenDraft::unsigned),
        spoiled("alg HS256 by the public key", p -> p.hmacWith(KEY.publicDer())),
        spoiled("alg of another kind of key", p -> p.header("alg", "ES384")),
        spoiled("no jwk", p -> p.withoutHeader("jwk")),
        spoiled("jwk a string", p -> p.header("jwk", "x")),
        spoiled("jwk with its private member", p -> p.header("jwk", privateJwk)),
        spoiled("jwk of a secret", p -> p.header("jwk", TestKeys.hmac(32).privateJwk())),
        spoiled("jwk off the curve", p -> p.header("jwk", offCurve)),
        spoiled(
            "jwk of weak RSA",
            p ->
                p.signedWith(TestKeys.weakRsa(), "RS256")
                    .header("jwk", TestKeys.weakRsa().publicJwk())),
        spoiled("crit", p -> p.header("crit", List.of("x"))),
        spoiled("b64", p -> p.header("b64", false)),
        spoiled(
            "another key's signature",
            p ->
                p.signedWith(TestKeys.p256("other"))
                    .withoutHeader("kid")
                    .header("jwk", KEY.publicJwk())),
        spoiled("no signature", p -> p.withSignature(new byte[0])),
        spoiled("header no JSON", p -> p.rawHeader("{")),
        spoiled("payload no JSON", p -> p.rawPayload("[]")),
        spoiled("a member twice", p -> p.rawClaim("jti", "\"a\",\"jti\":\"b\"")),
        spoiled("no jti", p -> p.without("jti")),
        spoiled("jti empty", p -> p.claim("jti", "")),
        spoiled("jti a number", p -> p.claim("jti", 7)),
        spoiled("jti of 257 characters", p -> p.claim("jti", "x".repeat(257))),
        spoiled("no htm", p -> p.without("htm")),
        spoiled("htm of another method", p -> p.claim("htm", "POST")),
        spoiled("htm in small letters", p -> p.claim("htm", "get")),
        spoiled("no htu", p -> p.without("htu")),
        spoiled("htu a number", p -> p.claim("htu", 1)),
        spoiled("no ath", p -> p.without("ath")),
        spoiled("ath of another token", p -> p.claim("ath", Hashes.sha256("x"))),
        spoiled("no iat", p -> p.without("iat")),
        spoiled("iat a string", p -> p.claim("iat", "1")),
        spoiled("iat beyond all dates", p -> p.rawClaim("iat", "1e300")),
        spoiled("exp over", p -> p.claim("exp", 1)),
        spoiled("nbf to come", p -> p.rawClaim("nbf", "99999999999")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiledProofs")
  @DisplayName("F-05 a proof that is none is refused:")
  void none(String what, UnaryOperator<TokenDraft> how) {
    Access.Denied denied =
        denied(
            access(proofs, "DPoP " + bound, how.apply(proof()).compact()),
            "invalid_dpop_proof",
            RejectionReason.INVALID_PROOF);

    assertThat(denied.challenge().header()).startsWith("DPoP error=\"invalid_dpop_proof\"");
    assertThat(denied.toString()).doesNotContain(bound);
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"", "x", "a.b", "a.b.c.d.e", "a.b.c", "ä.ö.ü"})
  @DisplayName("F-05 so is what is no JWT at all:")
  void noJwt(String proof) {
    denied(
        access(proofs, "DPoP " + bound, proof),
        "invalid_dpop_proof",
        RejectionReason.INVALID_PROOF);
  }

  @Test
  @DisplayName("F-05 so is a proof of more than 8 KiB")
  void tooLong() {
    String proof = proof().claim("more", "x".repeat(8_000)).compact();

    assertThat(
            denied(
                    access(proofs, "DPoP " + bound, proof),
                    "invalid_dpop_proof",
                    RejectionReason.INVALID_PROOF)
                .rejection()
                .orElseThrow())
        .hasMessageContaining("8192");
  }

  @Test
  @DisplayName("F-05 there is one proof: none and two are refused")
  void one() {
    denied(access(proofs, "DPoP " + bound), "invalid_dpop_proof", RejectionReason.INVALID_PROOF);
    denied(
        access(proofs, "DPoP " + bound, proof().compact(), proof().claim("jti", "2").compact()),
        "invalid_dpop_proof",
        RejectionReason.INVALID_PROOF);
  }

  @ParameterizedTest(name = "{0} s: {1}")
  @CsvSource({"-61, false", "-60, true", "0, true", "10, true", "11, false"})
  @DisplayName("F-05 a proof is made at most a minute ago, and ten seconds ahead:")
  void age(int seconds, boolean good) {
    long issued = at.time.instant().getEpochSecond() + seconds;
    Access access = access(proofs, "DPoP " + bound, proof().claim("iat", issued).compact());

    if (good) {
      granted(access);
    } else {
      assertThat(
              denied(access, "invalid_dpop_proof", RejectionReason.INVALID_PROOF)
                  .rejection()
                  .orElseThrow())
          .hasMessageContaining(Math.abs(seconds) + " s")
          .hasMessageContaining("clock");
    }
  }

  @Test
  @DisplayName("F-05 an API may take proofs for a shorter time")
  void shorter() {
    long issued = at.time.instant().getEpochSecond() - 6;
    String proof = proof().claim("iat", issued).compact();

    granted(access(proofs.withMaxAge(Duration.ofSeconds(6)), "DPoP " + bound, proof));
    denied(
        access(proofs.withMaxAge(Duration.ofSeconds(5)), "DPoP " + bound, proof),
        "invalid_dpop_proof",
        RejectionReason.INVALID_PROOF);
  }

  @Test
  @DisplayName("F-05 a token that is bound to a key and a certificate needs both")
  void both() {
    var certificate = TestCertificates.shared().authority();
    String token =
        at.mint
            .accessToken()
            .claim(
                "cnf",
                Map.of(
                    "jkt",
                    Thumbprint.ofJwk(KEY.publicJwk()),
                    "x5t#S256",
                    Thumbprint.ofCertificate(certificate)))
            .compact();
    Map<String, List<String>> headers =
        Map.of(
            "Authorization",
            List.of("DPoP " + token),
            "DPoP",
            List.of(proof().claim("ath", Hashes.sha256(token)).compact()));
    ApiRequest request = ApiRequest.of("GET", "/orders", headers::get);

    denied(
        server(proofs).access(request, AccessRequirement.none()),
        "invalid_token",
        RejectionReason.WRONG_CONFIRMATION);
    granted(server(proofs).access(request.withCertificate(certificate), AccessRequirement.none()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://api.example.com/orders, true",
    "HTTPS://API.Example.COM/orders, true",
    "https://api.example.com:443/orders, true",
    "https://api.example.com/orders?page=2, true",
    "https://api.example.com/orders#part, true",
    "https://api.example.com/%6frders, true",
    "https://api.example.com/x/../orders, true",
    "https://api.example.com/./orders, true",
    "http://api.example.com/orders, false",
    "https://api.example.com:8443/orders, false",
    "https://api.example.com/orders/, false",
    "https://api.example.com/Orders, false",
    "https://api.example.com//orders, false",
    "https://evil.example.com/orders, false",
    "https://api.example.com.evil.example/orders, false",
    "https://user@api.example.com/orders, false",
    "/orders, false",
    "https://api.example.com/or%ders, false",
    "'https://api.example.com/orders ', false"
  })
  @DisplayName("F-05 htu is the address of the request, in any equivalent form:")
  void address(String htu, boolean good) {
    Access access = access(proofs, "DPoP " + bound, proof().claim("htu", htu).compact());

    if (good) {
      granted(access);
    } else {
      denied(access, "invalid_dpop_proof", RejectionReason.INVALID_PROOF);
    }
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "https://api.example.com/a%2fb, /a%2Fb",
    "https://api.example.com/, /",
    "https://api.example.com, /",
    "https://api.example.com/x/, /x/.",
    "https://api.example.com/, /x/..",
    "https://api.example.com/x/, /x/y/..",
    "https://api.example.com/orders, /orders?htu=https://evil.example"
  })
  @DisplayName("F-05 the request's own path is compared in the same form:")
  void paths(String htu, String target) {
    granted(
        access(
            server(proofs), "GET", target, "DPoP " + bound, proof().claim("htu", htu).compact()));
  }

  @Test
  @DisplayName("F-05 a path that a proxy takes away is a part of the configured address")
  void prefix() {
    DpopProofs behind =
        DpopProofs.at(URI.create("https://api.example.com/v1/")).withPlatform(at.time.platform());

    granted(
        access(
            behind,
            "DPoP " + bound,
            proof().claim("htu", "https://api.example.com/v1/orders").compact()));
    denied(
        access(behind, "DPoP " + bound, proof().compact()),
        "invalid_dpop_proof",
        RejectionReason.INVALID_PROOF);
  }

  @Test
  @DisplayName("F-05 a proof passes once, and again when it is too old to pass by its age")
  void replay() {
    OAuthResourceServer server = server(proofs);
    String proof = proof().claim("iat", at.time.instant().getEpochSecond() + 10).compact();
    granted(access(server, "GET", "/orders", "DPoP " + bound, proof));
    // Until the last second in which its age would pass.
    for (int second : new int[] {0, 35, 35}) {
      at.time.advance(Duration.ofSeconds(second));
      denied(
          access(server, "GET", "/orders", "DPoP " + bound, proof),
          "invalid_dpop_proof",
          RejectionReason.REPLAYED);
    }
    at.time.advance(Duration.ofSeconds(1));
    denied(
        access(server, "GET", "/orders", "DPoP " + bound, proof),
        "invalid_dpop_proof",
        RejectionReason.INVALID_PROOF);
  }

  @Test
  @DisplayName("F-05 the same identifier by another key is another proof")
  void otherKeysIdentifier() {
    OAuthResourceServer server = server(proofs);
    TestKey other = TestKeys.p256("second");
    String token = token(other);
    granted(access(server, "GET", "/orders", "DPoP " + bound, proof().compact()));

    granted(
        access(
            server,
            "GET",
            "/orders",
            "DPoP " + token,
            proofWith(other).claim("ath", Hashes.sha256(token)).compact()));
  }

  @Test
  @DisplayName("F-05 a bad token leaves its proof unused, so that strangers fill no memory")
  void badTokensUseNothing() {
    List<String> used = new ArrayList<>();
    OneTimeStore memory = (kind, owner, id, time) -> used.add(kind + " " + id);
    OAuthResourceServer server = server(proofs.withMemory(memory));
    String expired =
        at.mint
            .accessToken()
            .claim("cnf", Map.of("jkt", Thumbprint.ofJwk(KEY.publicJwk())))
            .claim("exp", 1)
            .compact();
    String proof = proof().claim("ath", Hashes.sha256(expired)).compact();

    denied(
        access(server, "GET", "/orders", "DPoP " + expired, proof),
        "invalid_token",
        RejectionReason.EXPIRED);
    assertThat(used).isEmpty();

    granted(access(server, "GET", "/orders", "DPoP " + bound, proof().compact()));
    assertThat(used).containsExactly("dpop proof-1");
  }

  @Test
  @DisplayName("F-05 a memory that is full lets nobody in")
  void fullMemory() {
    OneTimeStore one = OneTimeStore.inMemoryForgettingNothing(at.time.platform(), 1);
    OAuthResourceServer server = server(proofs.withMemory(one));
    granted(access(server, "GET", "/orders", "DPoP " + bound, proof().compact()));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                access(
                    server,
                    "GET",
                    "/orders",
                    "DPoP " + bound,
                    proof().claim("jti", "2").compact()));
  }

  @Test
  @DisplayName("F-05 another key's proof does not pass with a stolen token")
  void stolenToken() {
    TestKey thief = TestKeys.p256("thief");

    denied(
        access(proofs, "DPoP " + bound, proofWith(thief).compact()),
        "invalid_token",
        RejectionReason.WRONG_CONFIRMATION);
  }

  @Test
  @DisplayName("F-08 a bound token as Bearer is refused, with and without its proof")
  void downgrade() {
    for (String[] proof : new String[][] {{}, {proof().compact()}}) {
      Access.Denied denied =
          denied(
              access(proofs, "Bearer " + bound, proof),
              "invalid_token",
              RejectionReason.WRONG_CONFIRMATION);
      // RFC 9449 section 7.2
      assertThat(denied.challenge().header())
          .startsWith("Bearer error=\"invalid_token\"")
          .contains(", DPoP algs=\"ES256 ");
    }
  }

  @Test
  @DisplayName("F-08 a token that is bound to nothing does not pass as DPoP")
  void unbound() {
    String plain = at.mint.accessToken().compact();
    String proof = proof().claim("ath", Hashes.sha256(plain)).compact();

    denied(
        access(proofs, "DPoP " + plain, proof),
        "invalid_token",
        RejectionReason.WRONG_CONFIRMATION);
    granted(access(proofs, "Bearer " + plain));
  }

  @Test
  @DisplayName("F-08 where proofs are required, no token passes as Bearer")
  void required() {
    Access.Denied denied =
        denied(
            access(proofs.required(), "Bearer " + at.mint.accessToken().compact()),
            "invalid_token",
            RejectionReason.UNSUPPORTED_SCHEME);

    assertThat(denied.challenge().scheme()).isEqualTo("DPoP");
    assertThat(denied.challenge().header()).doesNotContain("Bearer");
    granted(access(proofs.required(), "DPoP " + bound, proof().compact()));
  }

  @Test
  @DisplayName("F-08 nor does it where the API is asked with the header alone")
  void requiredOfTheHeaderAlone() {
    String bearer = "Bearer " + at.mint.accessToken().compact();

    denied(
        server(proofs.required()).access(List.of(bearer), AccessRequirement.none()),
        "invalid_token",
        RejectionReason.UNSUPPORTED_SCHEME);
    granted(server(proofs).access(List.of(bearer), AccessRequirement.none()));
  }

  @Test
  @DisplayName("F-08 a request without a token is told both schemes")
  void noToken() {
    OAuthResourceServer server = server(proofs.withAlgorithms("ES256", "PS256"));
    Access access =
        server.access(ApiRequest.of("GET", "/", name -> null), AccessRequirement.none());

    assertThat(((Access.Denied) access).challenge().header())
        .isEqualTo("Bearer, DPoP algs=\"ES256 PS256\"");
  }

  @Test
  @DisplayName("F-05 an algorithm that is not among those that were chosen is refused")
  void algorithms() {
    denied(
        access(proofs.withAlgorithms("PS256"), "DPoP " + bound, proof().compact()),
        "invalid_dpop_proof",
        RejectionReason.INVALID_PROOF);
    assertThatIllegalArgumentException().isThrownBy(() -> proofs.withAlgorithms("HS256"));
    assertThatIllegalArgumentException().isThrownBy(() -> proofs.withAlgorithms());
  }

  @Test
  @DisplayName("F-06 a nonce is asked for once, and the proof with it passes")
  void nonce() {
    OAuthResourceServer server = server(proofs.withNonces(NONCES));
    Access.Denied denied =
        denied(
            access(server, "GET", "/orders", "DPoP " + bound, proof().compact()),
            "use_dpop_nonce",
            RejectionReason.PROOF_WITHOUT_NONCE);
    String nonce = denied.challenge().nonce().orElseThrow();

    assertThat(denied.challenge().headers())
        .containsEntry("DPoP-Nonce", nonce)
        .containsEntry("WWW-Authenticate", denied.challenge().header());
    granted(
        access(server, "GET", "/orders", "DPoP " + bound, proof().claim("nonce", nonce).compact()));
    assertThat(server.dpopNonce()).contains(nonce);
  }

  @Test
  @DisplayName("F-06 a nonce of one node passes at another, and not at another API")
  void nodes() {
    String nonce = server(proofs.withNonces(NONCES)).dpopNonce().orElseThrow();
    String proof = proof().claim("nonce", nonce).compact();

    granted(access(proofs.withNonces(NONCES), "DPoP " + bound, proof));
    denied(
        access(proofs.withNonces(SealingKey.ephemeral()), "DPoP " + bound, proof),
        "use_dpop_nonce",
        RejectionReason.PROOF_WITHOUT_NONCE);
  }

  @ParameterizedTest(name = "after {0} s: {1}")
  @CsvSource({"0, true", "149, true", "300, true", "301, false"})
  @DisplayName("F-06 a nonce is good for its time, and half of it at least when it is given out:")
  void nonceLifetime(int seconds, boolean good) {
    OAuthResourceServer server = server(proofs.withNonces(NONCES));
    // At the beginning of a step.
    long past = at.time.instant().getEpochSecond() % 150;
    at.time.advance(Duration.ofSeconds(150 - past));
    String nonce = server.dpopNonce().orElseThrow();
    at.time.advance(Duration.ofSeconds(seconds));
    String token = token(KEY);
    Access access =
        access(
            server,
            "GET",
            "/orders",
            "DPoP " + token,
            proof().claim("nonce", nonce).claim("ath", Hashes.sha256(token)).compact());

    if (good) {
      granted(access);
    } else {
      denied(access, "use_dpop_nonce", RejectionReason.PROOF_WITHOUT_NONCE);
    }
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"", "x", "-", "-x", "zz-x", "1-", "zzzzzzzzzzzzzz-x", "ä-x"})
  @DisplayName("F-06 what is no nonce of ours is refused:")
  void otherNonces(String nonce) {
    denied(
        access(proofs.withNonces(NONCES), "DPoP " + bound, proof().claim("nonce", nonce).compact()),
        "use_dpop_nonce",
        RejectionReason.PROOF_WITHOUT_NONCE);
  }

  @Test
  @DisplayName("F-06 without nonces of its own, the API takes no notice of a proof's")
  void foreignNonce() {
    granted(access(proofs, "DPoP " + bound, proof().claim("nonce", "of the provider").compact()));
    assertThat(server(proofs).dpopNonce()).isEmpty();
  }

  @Test
  @DisplayName("F-05 what is asked of the user comes after the proof, which is used up by it")
  void requirement() {
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of("DPoP " + bound), "DPoP", List.of(proof().compact()));
    OAuthResourceServer server = server(proofs);
    ApiRequest request = ApiRequest.of("GET", "/orders", headers::get);
    Access.Denied denied =
        (Access.Denied) server.access(request, AccessRequirement.scopes("orders:never"));

    assertThat(denied.challenge().status()).isEqualTo(403);
    assertThat(denied.challenge().header()).startsWith("DPoP error=\"insufficient_scope\"");
    denied(
        server.access(request, AccessRequirement.none()),
        "invalid_dpop_proof",
        RejectionReason.REPLAYED);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "http://api.example.com",
        "https://api.example.com?x=1",
        "https://api.example.com#x",
        "https://u@api.example.com",
        "api.example.com",
        "mailto:x@example.com"
      })
  @DisplayName("F-05 what is no address of an API is refused at once:")
  void origins(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DpopProofs.at(URI.create(origin)))
        .withMessageContaining("origin: expected https");
  }

  @Test
  @DisplayName("F-05 settings have bounds")
  void bounds() {
    for (Duration time : List.of(Duration.ZERO, Duration.ofMinutes(11))) {
      assertThatIllegalArgumentException().isThrownBy(() -> proofs.withMaxAge(time));
    }
    for (Duration time : List.of(Duration.ZERO, Duration.ofDays(2))) {
      assertThatIllegalArgumentException().isThrownBy(() -> proofs.withNonces(NONCES, time));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> ApiRequest.of("", "/", name -> null));
    assertThatIllegalArgumentException().isThrownBy(() -> ApiRequest.of("GET", "x", name -> null));
  }

  @Test
  @DisplayName("F-25 no text form shows a token or a proof")
  void texts() {
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of("DPoP " + bound), "DPoP", List.of(proof().compact()));

    assertThat(ApiRequest.of("GET", "/orders?x=1", headers::get)).hasToString("GET /orders");
    assertThat(new DpopProof("jkt", "jti", 1)).hasToString("DpopProof[***]");
    assertThat(proofs).hasToString("DpopProofs[https://api.example.com]");
  }
}
