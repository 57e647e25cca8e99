package shop.client;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Logs a user in by the browser, refreshes the tokens, and gets one for itself. */
public final class Main {

  private Main() {}

  /** Takes the issuer, the file with the certificate to trust, the client and its secret. */
  public static void main(String[] args) throws IOException {
    String trusted = Files.readString(Path.of(args[1]));
    try (ApacheHttpTransport https =
            ApacheHttpTransport.builder().trustedCertificates(trusted).build();
        OAuthClient client =
            OAuthClient.builder(args[0])
                .clientId(args[2])
                .clientSecret(Secret.of(args[3]))
                .transport(https)
                .build()) {
      OAuthTokenResponse tokens =
          client.commandLineFlow(
              address -> System.out.println("open " + address), "openid", "offline_access");
      System.out.println("logged in: " + tokens.idToken().orElseThrow().subject());
      System.out.println("userinfo: " + client.userInfoEndpoint(tokens).subject());

      OAuthTokenResponse fresh = client.refreshTokenFlow(tokens);
      System.out.println("refreshed: " + !fresh.accessToken().equals(tokens.accessToken()));
      System.out.println("own token: " + client.tokenSource("openid").accessToken());
    }
  }
}
