package io.crossauth.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.ProviderBuilder;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Logins over real sockets against the provider in this process; only the time is fake. */
public final class ProviderLogin implements AutoCloseable {

  public static final URI REDIRECT = URI.create("http://127.0.0.1/callback");

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private final InProcessProvider provider;
  private final Browser browser = Browser.builder().clock(time).build();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();

  public ProviderLogin() {
    this("RS256");
  }

  /**
   * @param responseAlgorithm what signs authorization responses
   */
  public ProviderLogin(String responseAlgorithm) {
    this(builder -> builder.authorizationResponseAlgorithm(responseAlgorithm));
  }

  /**
   * @param settings what else the provider does
   */
  public ProviderLogin(UnaryOperator<ProviderBuilder> settings) {
    provider = settings.apply(InProcessProvider.builder().clock(time)).start();
  }

  public FakeTime time() {
    return time;
  }

  public InProcessProvider provider() {
    return provider;
  }

  /** The confidential client. */
  public OAuthClientBuilder client() {
    return client(TestClients.CONFIDENTIAL);
  }

  /** A client that has the usual secret. */
  public OAuthClientBuilder client(String id) {
    return OAuthClient.builder(provider.issuer().toString())
        .clientId(id)
        .clientSecret(Secret.of(TestClients.SECRET))
        .redirectUri(REDIRECT)
        .transport(transport)
        .platform(time.platform());
  }

  /** A client of FAPI 2.0 with its key and DPoP, but for the switch. */
  public OAuthClientBuilder fapi2Client(String id) {
    return OAuthClient.builder(provider.issuer().toString())
        .clientId(id)
        .clientKey(JwtSigner.ofJwk(provider.privateJwk(id)))
        .dpop()
        .redirectUri(REDIRECT)
        .transport(transport)
        .platform(time.platform());
  }

  /** The transport of the clients. */
  public ApacheHttpTransport transport() {
    return transport;
  }

  /** Begins a login that asks for its response in this way. */
  public static AuthorizationRequest begin(OAuthClient client, String mode) {
    return client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").withResponseMode(mode));
  }

  /** What the provider sends back when alice has logged in. */
  public Callback logIn(AuthorizationRequest request) {
    return browser.login(request.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
  }

  /** The same, as the program gets it. */
  public AuthorizationResponse answer(AuthorizationRequest request) {
    return response(logIn(request));
  }

  /** A callback as the program gets it, however it came. */
  public static AuthorizationResponse response(Callback callback) {
    if (callback.method().equals("POST")) {
      return AuthorizationResponse.of(callback.uri(), Form.parse(callback.form()));
    }
    return callback.uri().getRawFragment() == null
        ? AuthorizationResponse.of(callback.uri())
        : AuthorizationResponse.ofFragment(callback.uri());
  }

  /** How often the token endpoint was called. */
  public int tokenCalls() {
    return provider.count(Endpoint.TOKEN);
  }

  /** Runs what must fail with this code, and have called the token endpoint so often. */
  public void refused(ThrowingCallable work, String code, int tokenCalls) {
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(work)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.retryable()).isFalse());
    assertThat(provider.count(Endpoint.TOKEN)).isEqualTo(tokenCalls);
  }

  @Override
  public void close() {
    provider.close();
    transport.close();
  }
}
