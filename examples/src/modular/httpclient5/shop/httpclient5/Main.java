package shop.httpclient5;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenSource;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.httpclient5.TokenExecHandler;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Calls an API with the token of a service. */
public final class Main {

  private Main() {}

  /** Takes the issuer, the certificate's file, the client and its secret, and an API's address. */
  public static void main(String[] args) throws IOException {
    URI address = URI.create(args[4]);
    String trusted = Files.readString(Path.of(args[1]));
    try (ApacheHttpTransport https =
            ApacheHttpTransport.builder().trustedCertificates(trusted).build();
        OAuthClient client =
            OAuthClient.builder(args[0])
                .clientId(args[2])
                .clientSecret(Secret.of(args[3]))
                .transport(https)
                .build()) {
      TokenSource tokens = client.tokenSource("openid");
      try (CloseableHttpClient calls =
          TokenExecHandler.of(tokens, address.resolve("/")).addTo(HttpClients.custom()).build()) {
        int status = calls.execute(new HttpGet(address), answer -> answer.getCode());
        System.out.println("the API said " + status);
      }
    }
  }
}
