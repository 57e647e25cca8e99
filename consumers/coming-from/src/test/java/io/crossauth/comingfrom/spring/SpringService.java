package io.crossauth.comingfrom.spring;

import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver;
import org.springframework.web.client.RestClient;

/** A service that calls another one. */
final class SpringService {

  private final ClientRegistrationRepository registrations;
  private final OAuth2AuthorizedClientService clients;

  SpringService(ClientRegistrationRepository registrations, OAuth2AuthorizedClientService clients) {
    this.registrations = registrations;
    this.clients = clients;
  }

  String orders() {
    OAuth2AuthorizedClientManager manager =
        new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
    RestClient api =
        RestClient.builder()
            .baseUrl("https://orders.example.com")
            .requestInterceptor(new OAuth2ClientHttpRequestInterceptor(manager))
            .build();
    return api.get()
        .uri("/orders")
        .attributes(
            RequestAttributeClientRegistrationIdResolver.clientRegistrationId("orders-service"))
        .retrieve()
        .body(String.class);
  }

  String token() {
    OAuth2AuthorizedClientManager manager =
        new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
    OAuth2AuthorizedClient client =
        manager.authorize(
            OAuth2AuthorizeRequest.withClientRegistrationId("orders-service")
                .principal("orders-service")
                .build());
    return client.getAccessToken().getTokenValue();
  }
}
