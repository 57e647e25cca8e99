package io.crossauth.client.testing;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.authorize.AuthorizationRequest;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.http.HttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Each flow of the client, up to the one call that fails. All of its secrets say "canary". */
public enum FlowUnderTest {
  DISCOVERY(Kind.DISCOVERY, OAuthClient::loadConfig),
  KEYS(
      Kind.KEYS,
      client ->
          client.validateIdToken(
              Secret.of(
                  TokenMint.issuedBy(client.loadConfig().issuer().orElseThrow())
                      .withClock(FakeTime.create())
                      .withClientId("web")
                      .idToken()
                      .compact()))),
  AUTHORIZATION_CODE(
      Kind.TOKEN,
      client -> {
        AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
        client.redirectEndpoint(Scene.callback(request.pending()), request.pending());
      }),
  CLIENT_CREDENTIALS(Kind.TOKEN, client -> client.clientCredentialsFlow("a")),
  REFRESH(
      Kind.TOKEN,
      client ->
          client.refreshTokenFlow(
              Secret.of("refresh-canary"), TokenExpectations.none(), TokenRequestOptions.none())),
  PASSWORD(Kind.TOKEN, client -> client.passwordFlow("alice", Secret.of("password-canary"))),
  DEVICE_START(Kind.DEVICE, client -> client.startDeviceCodeFlow()),
  DEVICE_POLL(Kind.TOKEN, client -> client.pollDeviceCodeFlow(code())),
  DEVICE_WAIT(Kind.TOKEN, FlowUnderTest::await),
  USERINFO(Kind.USERINFO, client -> client.userInfoEndpoint(Secret.of("access-canary"), "alice"));

  /** What is asked. */
  public enum Kind {
    DISCOVERY,
    KEYS,
    TOKEN,
    DEVICE,
    USERINFO
  }

  private final Kind kind;
  private final BiConsumer<OAuthClient, FakeTime> run;

  FlowUnderTest(Kind kind, Consumer<OAuthClient> run) {
    this(kind, (client, time) -> run.accept(client));
  }

  FlowUnderTest(Kind kind, BiConsumer<OAuthClient, FakeTime> run) {
    this.kind = kind;
    this.run = run;
  }

  /** What is asked by the call that fails. */
  public Kind kind() {
    return kind;
  }

  /** Whether more than one request may be made: polls, and the two addresses of discovery. */
  public boolean repeats() {
    return this == DEVICE_WAIT || this == DISCOVERY || this == KEYS;
  }

  /** A client with a secret, whose time is fake but for that of the transport. */
  public OAuthClient client(OpenIdConfiguration metadata, HttpTransport transport, FakeTime time) {
    OAuthClientBuilder builder =
        this == DISCOVERY
            ? OAuthClient.builder(metadata.issuer().orElseThrow())
            : OAuthClient.builder(metadata);
    return builder
        .clientId("web")
        .clientSecret(Secret.of("secret-canary"))
        .redirectUri(URI.create(Logins.REDIRECT))
        .transport(transport)
        .world(time.world())
        .build();
  }

  /** Runs the flow. */
  public void run(OAuthClient client, FakeTime time) {
    try {
      run.accept(client, time);
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  /**
   * The code that the flow ends with: waiting for a device goes on, until the code is over, after
   * what may pass.
   */
  public String codeFor(String code, CrossauthException failure) {
    boolean mayPass =
        Set.of("transport.connect", "transport.timeout", "transport.broken").contains(code)
            || code.equals("oauth.temporarily_unavailable")
            || code.equals("response.status:5xx");
    if (this == DEVICE_WAIT && mayPass) {
      return "oauth.expired_token";
    }
    if (this == KEYS) {
      // Whatever is wrong with the keys, it is not the token's fault.
      return failure instanceof TransportException ? failure.code() : "transport.any";
    }
    return code.replace(":5xx", "");
  }

  /** Lets the time of the code pass, and gives what the waiting has come to. */
  private static void await(OAuthClient client, FakeTime time) {
    CompletableFuture<OAuthTokenResponse> waiting = client.deviceCodeFlow(code(), shown -> {});
    time.advance(Duration.ofMinutes(1));
    OAuthTokenResponse unused = waiting.join();
  }

  private static OAuthDeviceAuthorizationResponse code() {
    return new OAuthDeviceAuthorizationResponse(
        Secret.of("device-canary"),
        "ABCD",
        URI.create("https://id.example.com/activate"),
        Optional.empty(),
        Duration.ofMinutes(1),
        Duration.ofSeconds(5),
        Set.of());
  }
}
