package consumer;

import io.crossauth.client.OAuthClient;
import io.crossauth.servlet.ApiRoute;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.value.SealingKey;
import java.net.URI;

/** Makes the filter of a web application. */
public final class Servlet implements Part {

  @Override
  public void run(Provider provider) {
    URI home = URI.create("https://shop.example.com");
    URI orders = URI.create("https://orders.example.com/v1");
    try (OAuthClient client = Client.client(provider);
        LoginFilter login =
            LoginFilter.builder(client, home, SealingKey.ephemeral())
                .protect("/account/*")
                .routes(ApiRoute.of("/api/orders", orders, "GET"))
                .build()) {
      Part.check(login.toString().contains("shop.example.com"), "a filter of the application");
    }
  }
}
