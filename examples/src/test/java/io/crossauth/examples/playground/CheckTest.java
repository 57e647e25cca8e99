package io.crossauth.examples.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the page says of checks is what the client does: each is taken at its word. */
@DisplayName("Each check that the playground lists")
class CheckTest {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant MUCH_LATER = Instant.parse("2090-01-01T00:00:00Z");

  private final InProcessProvider provider = InProcessProvider.start();
  private final ApacheHttpTransport patient =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofMinutes(1))
          .callTimeout(Duration.ofMinutes(1))
          .build();
  private final OAuthClient client =
      OAuthClient.builder(provider.issuer().toString())
          .clientId(TestClients.CONFIDENTIAL)
          .clientSecret(Secret.of(TestClients.SECRET))
          .redirectUri(CALLBACK)
          .transport(patient)
          .build();

  @AfterEach
  void close() {
    client.close();
    patient.close();
    provider.close();
  }

  private OAuthTokenResponse logIn() {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
    URI back =
        Browser.create()
            .login(login.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
            .uri();
    return client.redirectEndpoint(AuthorizationResponse.of(back), login.pending());
  }

  private Map<String, Runnable> faults() {
    Map<String, Runnable> faults = new LinkedHashMap<>();
    faults.put("response.state_mismatch", () -> callback("state", "another"));
    faults.put("response.issuer_mismatch", () -> callback("iss", "https://evil.example"));
    faults.put("token.bad_signature", () -> idToken(token -> token.withSignature(new byte[256])));
    faults.put(
        "token.wrong_issuer", () -> idToken(token -> token.claim("iss", "https://evil.example")));
    faults.put("token.wrong_audience", () -> idToken(token -> token.claim("aud", "somebody-else")));
    faults.put("token.expired", () -> idToken(token -> token.claim("exp", LONG_AGO)));
    faults.put("token.issued_in_future", () -> idToken(token -> token.claim("iat", MUCH_LATER)));
    faults.put("token.wrong_nonce", () -> idToken(token -> token.claim("nonce", "another")));
    faults.put(
        "token.wrong_hash",
        () -> idToken(token -> token.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")));
    return faults;
  }

  private void callback(String parameter, String value) {
    provider.faults().callbackParameter(parameter, value);
  }

  private void idToken(UnaryOperator<TokenDraft> edit) {
    provider.faults().idToken(edit);
  }

  @Test
  void has_the_code_by_which_a_login_fails_that_does_not_pass_it() {
    Map<String, Object> claims = new LinkedHashMap<>(logIn().idToken().orElseThrow().claims());
    assertThat(
            Check.of(claims, provider.issuer(), TestClients.CONFIDENTIAL, Instant.now()).stream()
                .map(Check::code)
                .collect(Collectors.toList()))
        .containsExactlyElementsOf(faults().keySet());

    faults()
        .forEach(
            (code, fault) -> {
              provider.faults().clear();
              fault.run();
              CrossauthException refused =
                  catchThrowableOfType(CrossauthException.class, this::logIn);
              assertThat(refused).as(code).isNotNull();
              assertThat(refused.code()).isEqualTo(code);
            });
  }
}
