package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.LogTrap;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("attack 4: an answer without iss")
class SharedRedirectTest {

  private static final String HONEST = "https://honest.example";
  private static final String EVIL = "https://evil.example";

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport transport = new ScriptedTransport();
  private final List<OAuthClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(OAuthClient::close);
    transport.close();
  }

  private OAuthClient client(String provider, String redirectUri, FakeTime program) {
    OAuthClient client =
        OAuthClient.builder(
                OpenIdConfiguration.builder()
                    .authorizationEndpoint(provider + "/authorize")
                    .tokenEndpoint(provider + "/token")
                    .build())
            .clientId("web")
            .redirectUri(URI.create(redirectUri))
            .transport(transport)
            .platform(program.platform())
            .build();
    clients.add(client);
    return client;
  }

  private static AuthorizationResponse at(String address, AuthorizationRequest login) {
    String query =
        Form.of("code", "code-1").plus("state", login.pending().state().reveal()).encode();
    return AuthorizationResponse.of(URI.create(address + "?" + query));
  }

  private void taken(OAuthClient client, String address, AuthorizationRequest login) {
    transport.json(200, Answers.tokens());
    client.redirectEndpoint(at(address, login), login.pending());
    assertThat(transport.calls()).isNotEmpty();
  }

  private void refused(OAuthClient client, String address, AuthorizationRequest login) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> client.redirectEndpoint(at(address, login), login.pending()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.issuer_missing"));
    assertThat(transport.calls()).isEmpty();
  }

  @ParameterizedTest(name = "{0} and {1}, at {2}")
  @CsvSource({
    "https://app.example/cb, https://app.example/cb, https://app.example/cb",
    "https://app.example/cb, https://app.example/cb, /cb",
    "https://app.example/cb, https://app.example/cb?tenant=1, https://app.example/cb",
    "https://app.example/, https://app.example, https://app.example/",
    "https://APP.example/cb, https://app.example/cb, https://app.example/cb",
    "https://a.example/cb, https://b.example/cb, /cb",
    "https://a.example/cb, https://b.example/cb, http://10.0.0.7:8080/cb",
    "https://a.example/cb, https://b.example/cb, https://b.example/cb",
    "com.example.app:/cb, com.example.app:/cb, com.example.app:/cb"
  })
  @DisplayName("attack 4: is refused where another provider's would come to the same place:")
  void shared(String own, String others, String address) {
    OAuthClient evil = client(EVIL, own, time);
    OAuthClient unused = client(HONEST, others, time);

    refused(evil, address, evil.startAuthorizationCodeFlow("email"));
  }

  @ParameterizedTest(name = "{0} and {1}, at {2}")
  @CsvSource({
    "https://app.example/cb/evil, https://app.example/cb/honest, https://app.example/cb/evil",
    "https://app.example/cb/evil, https://app.example/cb/honest, /cb/evil",
    "https://a.example/cb, https://b.example/cb, https://a.example/cb",
    "https://app.example:8443/cb, https://app.example/cb, https://app.example:8443/cb",
    "com.example.app:/cb, com.example.app:/other, com.example.app:/cb"
  })
  @DisplayName("attack 4: is taken where each provider has a place of its own:")
  void apart(String own, String others, String address) {
    OAuthClient client = client(EVIL, own, time);
    OAuthClient unused = client(HONEST, others, time);

    taken(client, address, client.startAuthorizationCodeFlow("email"));
  }

  @Test
  @DisplayName("attack 4: is taken where the others are clients of the same provider")
  void sameProvider() {
    OAuthClient client = client(EVIL, "https://app.example/cb", time);
    OAuthClient unused = client(EVIL, "https://app.example/cb", time);

    taken(client, "/cb", client.startAuthorizationCodeFlow("email"));
  }

  @Test
  @DisplayName("attack 4: is taken where the other client is closed, or of another program")
  void others() {
    OAuthClient client = client(EVIL, "https://app.example/cb", time);
    OAuthClient unused = client(HONEST, "https://app.example/cb", FakeTime.create());
    OAuthClient closed = client(HONEST, "https://app.example/cb", time);
    AuthorizationRequest login = client.startAuthorizationCodeFlow("email");
    refused(client, "https://app.example/cb", login);

    closed.close();

    taken(client, "https://app.example/cb", login);
  }

  @Test
  @DisplayName("attack 4: is refused where a single login of another provider has the same place")
  void optionsOfALogin() {
    OAuthClient client = client(EVIL, "https://app.example/cb", time);
    OAuthClient other = client(HONEST, "https://app.example/other", time);
    AuthorizationRequest unused =
        other.startAuthorizationCodeFlow(
            LoginOptions.scopes("email").withRedirectUri(URI.create("https://app.example/cb")));

    refused(client, "https://app.example/cb", client.startAuthorizationCodeFlow("email"));
  }

  @Test
  @DisplayName("attack 4: is refused where another client has used too many redirect URIs to know")
  void unknown() {
    OAuthClient client = client(EVIL, "https://app.example/cb", time);
    OAuthClient other = client(HONEST, "https://app.example/other", time);
    AuthorizationRequest login = client.startAuthorizationCodeFlow("email");
    for (int i = 1; i < 1_000; i++) {
      begin(other, "https://app.example/t/" + i);
      // The same place is no further one.
      begin(other, "https://app.example/t/1?tenant=" + i);
    }
    taken(client, "https://app.example/cb", login);

    begin(other, "https://app.example/one-more");

    AuthorizationRequest next = client.startAuthorizationCodeFlow("email");
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(
            () -> client.redirectEndpoint(at("https://app.example/cb", next), next.pending()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.issuer_missing"))
        .withMessageContaining("1000 redirect URIs");
    other.close();
    taken(client, "https://app.example/cb", next);
  }

  private static void begin(OAuthClient client, String redirectUri) {
    AuthorizationRequest unused =
        client.startAuthorizationCodeFlow(
            LoginOptions.scopes("email").withRedirectUri(URI.create(redirectUri)));
  }

  @Test
  @DisplayName("attack 4: is warned of, once, where its host is not that of the redirect URI")
  void warned() {
    OAuthClient client = client(EVIL, "https://app.example/cb", time);
    try (LogTrap log = new LogTrap()) {
      taken(client, "https://app.example/cb", client.startAuthorizationCodeFlow("email"));
      assertThat(log.text()).doesNotContain("RFC 9207");
      taken(client, "/cb", client.startAuthorizationCodeFlow("email"));
      taken(client, "http://10.0.0.7/cb", client.startAuthorizationCodeFlow("email"));
      assertThat(log.text()).containsOnlyOnce("sends no iss (RFC 9207)");
    }
  }
}
