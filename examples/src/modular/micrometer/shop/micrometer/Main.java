package shop.micrometer;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpPolicy;
import io.crossauth.micrometer.HttpMeters;
import io.crossauth.micrometer.KeySetMeters;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.wellknown.Discovery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks an access token, and prints what the meters say. */
public final class Main {

  private Main() {}

  /** Takes the issuer, the file with the certificate to trust, and the audience. */
  public static void main(String[] args) throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    String trusted = Files.readString(Path.of(args[1]));
    try (ApacheHttpTransport https =
            ApacheHttpTransport.builder().trustedCertificates(trusted).build();
        OAuthTokenConsumer consumer =
            OAuthTokenConsumer.builder(args[0])
                .audience(args[2])
                .discovery(
                    Discovery.builder(args[0])
                        .transport(HttpPolicy.observed(https, HttpMeters.of(registry)))
                        .build())
                .keySetListener(KeySetMeters.of(registry))
                .build();
        BufferedReader tokens =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      System.out.println(
          "good, of " + consumer.verify(tokens.readLine(), TokenType.ACCESS).subject());
    }
    registry.getMeters().forEach(meter -> System.out.println("meter " + meter.getId().getName()));
  }
}
