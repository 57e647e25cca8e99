package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.testkit.TestClients;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that are pushed or signed, and what they ask for in detail. */
class StrongRequestsTest extends Playground {

  private static final String KEY_CLIENT = "crossauth-pkjwt-es256";

  private final String jwk = provider.privateJwk(KEY_CLIENT);

  private OAuthTokenResponse finish(OAuthClient client, AuthorizationRequest login) {
    return client.redirectEndpoint(
        AuthorizationResponse.of(logIn(login.uri()).uri()), login.pending());
  }

  @Test
  void everyRequestIsPushed() {
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .pushedRequests()
            .build();

    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
    assertThat(login.uri().getQuery()).contains("request_uri=").doesNotContain("state=");
    assertThat(finish(client, login).idToken()).isPresent();
    client.close();
  }

  @Test
  void oneRequestIsPushed() {
    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").withPushedRequest());

    assertThat(finish(client, login).idToken()).isPresent();
  }

  @Test
  void everyRequestIsSigned() {
    String clientId = KEY_CLIENT;
    JwtSigner signer = JwtSigner.ofJwk(jwk);
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientKey(signer)
            .signedRequests(signer)
            .pushedRequests()
            .redirectUri(callback)
            .build();

    assertThat(finish(client, client.startAuthorizationCodeFlow("openid")).idToken()).isPresent();
    client.close();
  }

  @Test
  void everyRequestIsEncrypted() {
    String clientId = KEY_CLIENT;
    JwtSigner signer = JwtSigner.ofJwk(jwk);
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientKey(signer)
            .encryptedRequests("RSA-OAEP", "A256GCM")
            .redirectUri(callback)
            .build();

    assertThat(finish(client, client.startAuthorizationCodeFlow("openid")).idToken()).isPresent();
    client.close();
  }

  @Test
  void aLoginIsForOnePayment() {
    AuthorizationDetail payment =
        AuthorizationDetail.of("payment_initiation")
            .withActions("initiate")
            .with("instructedAmount", Map.of("currency", "EUR", "amount", "123.50"));
    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(
            LoginOptions.scopes("openid")
                .withAuthorizationDetails(AuthorizationDetails.of(payment))
                .withPushedRequest());

    OAuthTokenResponse tokens = finish(client, login);
    AuthorizationDetails granted = tokens.authorizationDetails();
    boolean mayPay = granted.ofType("payment_initiation").contains(payment);

    assertThat(mayPay).isTrue();
    OAuthTokenConsumer api =
        OAuthTokenConsumer.builder(issuer).audience(TestClients.AUDIENCE).build();
    VerifiedToken token = api.verify(tokens.accessToken().reveal(), TokenType.ACCESS);
    AuthorizationDetail allowed =
        token.requireAuthorizationDetail("payment_initiation", "initiate");
    Object amount = allowed.member("instructedAmount").orElseThrow();

    assertThat(amount).isEqualTo(Map.of("currency", "EUR", "amount", "123.50"));
    assertThatThrownBy(() -> token.requireAuthorizationDetail("payment_initiation", "cancel"))
        .isInstanceOf(InsufficientPrivilegesException.class);
    api.close();
  }

  @Test
  void aServiceAsksForDetails() {
    OAuthTokenResponse tokens =
        client.clientCredentialsFlow(
            TokenRequestOptions.none()
                .withAuthorizationDetails(
                    AuthorizationDetails.of(AuthorizationDetail.of("account_information"))));

    assertThat(tokens.authorizationDetails().isEmpty()).isFalse();
  }
}
