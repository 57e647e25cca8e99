package consumer;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.spring.OAuthClients;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts an application of Spring Boot with a client of its properties, and logs in by it. */
public final class Spring implements Part {

  @Override
  public void run(Provider provider) throws Exception {
    SpringApplication application = new SpringApplication(Application.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "crossauth.client.shop.issuer", provider.issuer(),
            "crossauth.client.shop.client-id", Provider.CLIENT,
            "crossauth.client.shop.client-secret", Provider.SECRET,
            "crossauth.client.shop.redirect-uri", Provider.CALLBACK.toString()));
    try (ConfigurableApplicationContext context = application.run()) {
      OAuthClient client = context.getBean(OAuthClients.class).get("shop");
      AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
      OAuthTokenResponse tokens =
          client.redirectEndpoint(
              AuthorizationResponse.of(provider.browser().browse(login.uri())), login.pending());
      Part.check(tokens.idToken().isPresent(), "an ID token");
      Part.check(context.containsBean("crossauthLoginRegistration"), "a login filter");
    }
  }

  /** Nothing of its own. */
  @SpringBootApplication(proxyBeanMethods = false)
  static class Application {}
}
