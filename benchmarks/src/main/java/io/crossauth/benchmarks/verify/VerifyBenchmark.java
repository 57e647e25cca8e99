package io.crossauth.benchmarks.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** An access token through all checks, and its signature alone by the JDK. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class VerifyBenchmark {

  private static final String ISSUER = "https://id.example.com";
  private static final byte[] SECRET = "a secret of more than thirty-two bytes".getBytes(US_ASCII);

  /** The algorithm of the signature. */
  @Param({"RS256", "ES256", "HS256"})
  private String algorithm = "RS256";

  private String token = "";
  private OAuthTokenConsumer consumer = consumer(TestKeys.hmac(SECRET));
  private RawSignature raw = RawSignature.of(TestKeys.hmac(SECRET), "a.b.");

  /** Makes the token, which outlives the measurement. */
  @Setup
  public void setUp() {
    TestKey key =
        switch (algorithm) {
          case "RS256" -> TestKeys.rsa();
          case "ES256" -> TestKeys.p256();
          default -> TestKeys.hmac(SECRET);
        };
    token =
        TokenMint.issuedBy(ISSUER)
            .withKey(key)
            .accessToken()
            .claim("exp", Clock.systemUTC().instant().plus(Duration.ofDays(1)))
            .compact();
    consumer.close();
    consumer = consumer(key);
    raw = RawSignature.of(key, token);
  }

  /** Ends what was begun. */
  @TearDown
  public void tearDown() {
    consumer.close();
  }

  /** Form, header, key, signature, claims. */
  @Benchmark
  public VerifiedToken all() {
    return consumer.verify(token, TokenType.ACCESS);
  }

  /** The signature alone: the least that any library needs. */
  @Benchmark
  public boolean signatureAlone() throws GeneralSecurityException {
    return raw.verify();
  }

  private static OAuthTokenConsumer consumer(TestKey key) {
    OAuthTokenConsumerBuilder builder =
        OAuthTokenConsumer.builder(ISSUER).audience(TestClients.AUDIENCE);
    return key.algorithm().startsWith("HS")
        ? builder.sharedSecret(Secret.of(new String(SECRET, US_ASCII))).build()
        : builder.publicKeyPem(key.publicPem(), key.algorithm()).build();
  }
}
