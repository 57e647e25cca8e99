package consumer;

import io.crossauth.client.OAuthClient;
import io.crossauth.httpclient5.TokenExecHandler;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Calls with a token by the program's own HttpClient. */
public final class HttpClient5 implements Part {

  @Override
  public void run(Provider provider) throws Exception {
    URI issuer = URI.create(provider.issuer());
    URI origin = URI.create("http://" + issuer.getAuthority());
    try (OAuthClient client = Client.client(provider);
        CloseableHttpClient http =
            TokenExecHandler.of(client.tokenSource(), origin)
                .addTo(HttpClientBuilder.create())
                .build()) {
      URI metadata = URI.create(provider.issuer() + "/.well-known/openid-configuration");
      int status = http.execute(new HttpGet(metadata), response -> response.getCode());
      Part.check(status == 200, "HTTP 200, found " + status);
    }
  }
}
