package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that gets tokens for itself, and the ways in which it proves who it is. */
class ServiceTokensTest extends Playground {

  @Test
  void aServiceGetsATokenForItself() {
    OAuthTokenResponse tokens = client.clientCredentialsFlow();
    String header = "Bearer " + tokens.accessToken().reveal();

    assertThat(header).hasSizeGreaterThan(100);
  }

  @Test
  void aServiceCallsAnother() {
    URI uri = URI.create("https://orders.example.com/orders");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);

    TokenSource service = client.tokenSource("orders:write");
    service.authorize("GET", uri).forEach(request::setHeader);

    assertThat(request.build().headers().firstValue("Authorization"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer "));
  }

  @Test
  void aServiceNamesWhatTheTokenIsFor() {
    OAuthTokenResponse tokens =
        client.clientCredentialsFlow(
            TokenRequestOptions.scopes("email").withResource("https://orders.example.com"));

    assertThat(tokens.refreshToken()).isEmpty();
  }

  @Test
  void aSecretIsAskedForAtEachCall(@TempDir Path vault) throws IOException {
    Path file = Files.writeString(vault.resolve("client-secret"), TestClients.SECRET);

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(() -> Secret.of(read(file)))
            .build();

    assertThat(client.clientCredentialsFlow().tokenType()).isEqualTo("Bearer");
    Files.writeString(file, "test-another-secret");
    assertThatThrownBy(client::clientCredentialsFlow).isInstanceOf(OAuthErrorException.class);
    client.close();
  }

  @Test
  void aServiceProvesItselfByItsKey() {
    String clientId = TestClients.KEY_CLIENTS.get(0);
    String privateJwk = provider.privateJwk(clientId);

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientKey(JwtSigner.ofJwk(privateJwk))
            .build();

    assertThat(client.clientCredentialsFlow().tokenType()).isEqualTo("Bearer");
    client.close();
  }

  @Test
  void aServiceSignsWithItsSecret() {
    String clientId = TestClients.SECRET_JWT;
    Secret longSecret = Secret.of(TestClients.LONG_SECRET);

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientAuthentication(ClientAuthentication.clientSecretJwt(() -> longSecret))
            .build();

    assertThat(client.clientCredentialsFlow().tokenType()).isEqualTo("Bearer");
    client.close();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the secret", e);
    }
  }
}
