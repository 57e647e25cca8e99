package io.crossauth.client.testing;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.ProviderBuilder;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A provider that demands proofs, over real sockets; only the time is fake. */
public final class DpopScene implements AutoCloseable {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private final InProcessProvider provider;
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();

  public DpopScene() {
    this(ProviderBuilder::requireDpop);
  }

  public DpopScene(UnaryOperator<ProviderBuilder> settings) {
    provider = settings.apply(InProcessProvider.builder().clock(time).anyPollingPace()).start();
  }

  public FakeTime time() {
    return time;
  }

  public InProcessProvider provider() {
    return provider;
  }

  /** A client without DPoP yet. */
  public OAuthClientBuilder client(String id) {
    OAuthClientBuilder client =
        OAuthClient.builder(provider.issuer().toString())
            .clientId(id)
            .redirectUri(CALLBACK)
            .transport(transport)
            .platform(Background.platform(time));
    if (TestClients.KEY_CLIENTS.contains(id)) {
      return client.clientKey(JwtSigner.ofJwk(provider.privateJwk(id)));
    }
    return List.of(TestClients.PUBLIC, TestClients.DEVICE).contains(id)
        ? client
        : client.clientSecret(Secret.of(TestClients.SECRET));
  }

  /** What comes back when alice has logged in. */
  public AuthorizationResponse answer(AuthorizationRequest request) {
    return AuthorizationResponse.of(
        Browser.builder()
            .clock(time)
            .build()
            .login(request.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
            .uri());
  }

  public OAuthTokenResponse logIn(OAuthClient client) {
    AuthorizationRequest request =
        client.startAuthorizationCodeFlow(LoginOptions.scopes("openid", "profile"));
    return client.redirectEndpoint(answer(request), request.pending());
  }

  /** The requests of an endpoint. */
  public List<RecordedRequest> sent(Endpoint endpoint) {
    return provider.requests(endpoint);
  }

  /** The claims of a request's proof, which it must have. */
  public static Map<String, @Nullable Object> claims(RecordedRequest request) {
    return part(request, 1);
  }

  /** The header of a request's proof, which it must have. */
  public static Map<String, @Nullable Object> header(RecordedRequest request) {
    return part(request, 0);
  }

  private static Map<String, @Nullable Object> part(RecordedRequest request, int index) {
    String proof = request.header("DPoP").orElseThrow(() -> new AssertionError("no proof"));
    try {
      return Json.object(Base64.getUrlDecoder().decode(proof.split("\\.")[index]));
    } catch (JsonException e) {
      throw new AssertionError("a proof in JSON", e);
    }
  }

  @Override
  public void close() {
    provider.close();
    transport.close();
  }
}
