package io.crossauth.benchmarks.athand;

import static java.util.Objects.requireNonNull;

import io.crossauth.benchmarks.peers.Verifier;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.TokenExchangeOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/**
 * Spring Security's {@code OAuth2AuthorizedClientManager}, with the token at hand: what it keeps
 * was put there as after a call, so that a lane that calls the provider fails at once.
 */
public final class SpringLanes {

  private static final String ALICE = "alice";
  private static final int DAY = 86_400;

  private SpringLanes() {}

  static Map<String, Verifier> all() {
    Map<String, Verifier> lanes = new LinkedHashMap<>();
    lanes.put(
        "Spring, token of a service",
        lane(
            AuthorizationGrantType.CLIENT_CREDENTIALS,
            OAuth2AuthorizedClientProviderBuilder.builder().clientCredentials().build(),
            InMemoryOAuth2AuthorizedClientService::new));
    lanes.put("Spring, token of a session", session(InMemoryOAuth2AuthorizedClientService::new));
    lanes.put(
        "Spring, exchanged token",
        lane(
            AuthorizationGrantType.TOKEN_EXCHANGE,
            new TokenExchangeOAuth2AuthorizedClientProvider(),
            InMemoryOAuth2AuthorizedClientService::new));
    return lanes;
  }

  /**
   * The token of somebody who has logged in.
   *
   * @param store where tokens are kept
   */
  public static Verifier session(
      Function<ClientRegistrationRepository, OAuth2AuthorizedClientService> store) {
    return lane(
        AuthorizationGrantType.AUTHORIZATION_CODE,
        OAuth2AuthorizedClientProviderBuilder.builder().authorizationCode().refreshToken().build(),
        store);
  }

  private static Verifier lane(
      AuthorizationGrantType grant,
      OAuth2AuthorizedClientProvider provider,
      Function<ClientRegistrationRepository, OAuth2AuthorizedClientService> store) {
    ClientRegistration registration = registration(grant);
    ClientRegistrationRepository registrations =
        new InMemoryClientRegistrationRepository(registration);
    OAuth2AuthorizedClientService kept = store.apply(registrations);
    AuthorizedClientServiceOAuth2AuthorizedClientManager manager =
        new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, kept);
    manager.setAuthorizedClientProvider(provider);
    Authentication alice = new TestingAuthenticationToken(ALICE, "none");
    kept.saveAuthorizedClient(tokens(registration), alice);
    return unused -> token(manager, registration, alice);
  }

  /** As Spring's reference has it: a request for each call. */
  private static String token(
      OAuth2AuthorizedClientManager manager, ClientRegistration registration, Authentication who) {
    OAuth2AuthorizeRequest request =
        OAuth2AuthorizeRequest.withClientRegistrationId(registration.getRegistrationId())
            .principal(who)
            .build();
    return requireNonNull(manager.authorize(request)).getAccessToken().getTokenValue();
  }

  private static OAuth2AuthorizedClient tokens(ClientRegistration registration) {
    Instant now = Instant.now();
    Instant end = now.plusSeconds(DAY);
    return new OAuth2AuthorizedClient(
        registration,
        ALICE,
        new OAuth2AccessToken(
            TokenType.BEARER, "a".repeat(1_500), now, end, Set.of("orders:write")),
        new OAuth2RefreshToken("r".repeat(700), now, end));
  }

  /** The addresses are nobody's: a call would fail. */
  private static ClientRegistration registration(AuthorizationGrantType grant) {
    return ClientRegistration.withRegistrationId("shop")
        .authorizationGrantType(grant)
        .clientId(Provider.CLIENT)
        .clientSecret(Provider.SECRET)
        .authorizationUri("http://127.0.0.1:1/authorize")
        .tokenUri("http://127.0.0.1:1/token")
        .redirectUri("http://127.0.0.1:1/callback")
        .scope("orders:write")
        .build();
  }
}
