package shop.tokenconsumer;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.wellknown.Discovery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the access tokens that come in, one a line. */
public final class Main {

  private Main() {}

  /** Takes the issuer, the file with the certificate to trust, and the audience. */
  public static void main(String[] args) throws IOException {
    String trusted = Files.readString(Path.of(args[1]));
    try (ApacheHttpTransport https =
            ApacheHttpTransport.builder().trustedCertificates(trusted).build();
        OAuthTokenConsumer consumer =
            OAuthTokenConsumer.builder(args[0])
                .audience(args[2])
                .discovery(Discovery.builder(args[0]).transport(https).build())
                .build();
        BufferedReader tokens =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String token = tokens.readLine(); token != null; token = tokens.readLine()) {
        System.out.println(said(consumer, token));
      }
    }
  }

  private static String said(OAuthTokenConsumer consumer, String token) {
    try {
      VerifiedToken good = consumer.verify(token, TokenType.ACCESS);
      return "good, of " + good.requireSubject();
    } catch (TokenRejectedException e) {
      return "refused: " + e.reason();
    }
  }
}
