package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.InProcessProvider;
import java.net.URI;
import java.security.PrivateKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-04 a login with a signed response (JARM),")
class SignedResponsesTest extends Playground {

  private final TestKey recipient = TestKeys.rsa("responses");
  private final PrivateKey privateKey = (PrivateKey) recipient.signingKey();

  @Test
  void byTheAlgorithmOfTheRegistration() {
    try (InProcessProvider fapi =
        InProcessProvider.builder().authorizationResponseAlgorithm("PS256").start()) {
      String issuer = fapi.issuer().toString();

      OAuthClient signed =
          OAuthClient.builder(issuer)
              .clientId(clientId)
              .clientSecret(secret)
              .redirectUri(callback)
              .signedResponses(responses -> responses.by("PS256"))
              .build();

      AuthorizationRequest login =
          signed.startAuthorizationCodeFlow(
              LoginOptions.scopes("openid").withResponseMode("query.jwt"));
      URI requestUri = logIn(login.uri()).uri();

      assertThat(
              signed
                  .redirectEndpoint(AuthorizationResponse.of(requestUri), login.pending())
                  .idToken())
          .isPresent();
      signed.close();
    }
  }

  @Test
  void encryptedToo() {
    provider.faults().sealAuthorizationResponseBy(draft -> draft.encryptedFor(recipient).compact());
    OAuthClient encrypted =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .signedResponses(
                responses ->
                    responses.encryptedBy("RSA-OAEP-256", "A256GCM").withDecryptionKey(privateKey))
            .build();
    AuthorizationRequest login =
        encrypted.startAuthorizationCodeFlow(
            LoginOptions.scopes("openid").withResponseMode("fragment.jwt"));
    AuthorizationResponse answer = AuthorizationResponse.ofFragment(logIn(login.uri()).uri());

    assertThat(encrypted.loginId(answer)).isEqualTo(login.pending().id());
    assertThat(encrypted.redirectEndpoint(answer, login.pending()).idToken()).isPresent();
    encrypted.close();
  }
}
