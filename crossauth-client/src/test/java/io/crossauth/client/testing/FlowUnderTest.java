package io.crossauth.client.testing;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.PasswordOutcome.MfaRequired;
import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.mfa.MfaChallenge;
import io.crossauth.client.mfa.MfaEnrolment;
import io.crossauth.client.mfa.OAuthMfaChallengeResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
        client.redirectEndpoint(Scene.response(request.pending()), request.pending());
      }),
  CLIENT_CREDENTIALS(Kind.TOKEN, client -> client.clientCredentialsFlow("a")),
  REFRESH(
      Kind.TOKEN,
      client ->
          client.refreshTokenFlow(
              Secret.of("refresh-canary"), TokenExpectations.none(), TokenRequestOptions.none())),
  PASSWORD(Kind.TOKEN, client -> client.passwordFlow("alice", Secret.of("password-canary"))),
  DEVICE_START(Kind.DEVICE, client -> client.startDeviceCodeFlow()),
  DEVICE_POLL(Kind.TOKEN, client -> client.device().poll(code())),
  DEVICE_WAIT(Kind.TOKEN, FlowUnderTest::await),
  CIBA_START(
      Kind.DEVICE,
      client -> client.ciba().start(CibaRequest.loginHintToken(Secret.of("hint-canary")))),
  CIBA_POLL(Kind.HELD_TOKEN, client -> client.ciba().poll(acknowledgement())),
  CIBA_WAIT(Kind.HELD_TOKEN, FlowUnderTest::awaitDecision),
  TOKEN_EXCHANGE(Kind.TOKEN, client -> client.exchange(exchange())),
  EXCHANGED_SOURCE(Kind.TOKEN, client -> client.tokenSource(exchange(), "orders").accessToken()),
  JWT_GRANT(
      Kind.TOKEN,
      client -> client.requestTokens(Grant.jwtBearer(() -> Secret.of("assertion-canary")))),
  USERINFO(Kind.USERINFO, client -> client.userInfoEndpoint(Secret.of("access-canary"), "alice")),
  COMMAND_LINE(Kind.TOKEN, FlowUnderTest::commandLine),
  MFA_AUTHENTICATORS(Kind.MFA_LIST, client -> client.mfa().authenticators(mfaToken())),
  MFA_CHALLENGE(Kind.MFA, client -> client.mfa().challenge(mfaToken())),
  MFA_ENROL(Kind.MFA, client -> client.mfa().enrol(mfaToken(), MfaEnrolment.Request.otp())),
  MFA_DELETE(Kind.MFA_DELETE, client -> client.mfa().delete(mfaToken(), "sms|dev")),
  MFA_OTP(
      Kind.TOKEN,
      client -> client.mfa().otp(mfaToken(), Secret.of("otp-canary"), TokenRequestOptions.none())),
  MFA_OOB(
      Kind.TOKEN,
      client ->
          client
              .mfa()
              .oob(
                  mfaToken(),
                  Secret.of("oob-canary"),
                  Secret.of("binding-canary"),
                  TokenRequestOptions.none())),
  MFA_PUSH_POLL(
      Kind.TOKEN,
      client -> client.mfa().poll(mfaToken(), Secret.of("oob-canary"), TokenRequestOptions.none())),
  MFA_PUSH_WAIT(Kind.TOKEN, FlowUnderTest::awaitPush),
  MFA_RECOVERY_CODE(
      Kind.TOKEN,
      client ->
          client
              .mfa()
              .recoveryCode(
                  mfaToken(),
                  Secret.of("recovery-canary"),
                  TokenRequestOptions.none(),
                  next -> {}));

  /** What is asked. */
  public enum Kind {
    DISCOVERY,
    KEYS,
    TOKEN,

    /** Tokens for which the server may hold its answer: CIBA Core 1.0 section 7.3. */
    HELD_TOKEN,
    DEVICE,
    USERINFO,
    MFA,
    MFA_LIST,
    MFA_DELETE
  }

  private static final Set<String> MAY_PASS =
      Set.of(
          "transport.connect",
          "transport.timeout",
          "transport.broken",
          "oauth.temporarily_unavailable",
          "response.status:5xx");

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
    return this == DEVICE_WAIT
        || this == CIBA_WAIT
        || this == MFA_PUSH_WAIT
        || this == DISCOVERY
        || this == KEYS;
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
        .platform(
            this == COMMAND_LINE
                ? time.platform().withScheduler(Scheduler.system())
                : time.platform())
        .build();
  }

  /** Whether the code says that our own patience was over, not that a server refused. */
  public boolean endsByOurClock(String code) {
    return (this == DEVICE_WAIT && code.equals("device.expired"))
        || (this == CIBA_WAIT && code.equals("ciba.expired"))
        || (this == MFA_PUSH_WAIT && code.equals("mfa.expired"));
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
    if (this == DEVICE_WAIT && MAY_PASS.contains(code)) {
      return "device.expired";
    }
    if (this == CIBA_WAIT && MAY_PASS.contains(code)) {
      return "ciba.expired";
    }
    if (this == MFA_PUSH_WAIT && MAY_PASS.contains(code)) {
      return "mfa.expired";
    }
    boolean browser = this == AUTHORIZATION_CODE || this == COMMAND_LINE;
    if (browser && code.equals("transport.forbidden")) {
      // The first step is the browser's, which is not sent there either.
      return "response.authorization_endpoint";
    }
    if (this == KEYS) {
      // Whatever is wrong with the keys, it is not the token's fault.
      return failure instanceof TransportException ? failure.code() : "transport.any";
    }
    return code.replace(":5xx", "");
  }

  private static TokenExchange exchange() {
    return TokenExchange.ofAccessToken(Secret.of("subject-canary"))
        .withActor(Secret.of("actor-canary"));
  }

  private static Secret mfaToken() {
    return Secret.of("mfa-canary");
  }

  /** The browser comes back as soon as it is sent away. */
  private static void commandLine(OAuthClient client) {
    OAuthTokenResponse unused =
        client.commandLineFlow(
            address -> {
              Form asked = Form.parse(address.getRawQuery());
              URI back =
                  URI.create(
                      asked.first("redirect_uri").orElseThrow()
                          + "?"
                          + Form.of("code", "code-canary")
                              .plus("state", asked.first("state").orElseThrow())
                              .encode());
              visit(back);
            });
  }

  private static void visit(URI address) {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET %s?%s HTTP/1.1\r\nHost: %s\r\n\r\n"
                      .formatted(address.getPath(), address.getRawQuery(), address.getAuthority()))
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] unused = socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the time of our patience pass, and gives what the waiting has come to. */
  private static void awaitPush(OAuthClient client, FakeTime time) {
    MfaEnrolment.Oob enrolled =
        new MfaEnrolment.Oob(
            new OAuthMfaChallengeResponse(
                "oob", Optional.of(Secret.of("oob-canary")), Optional.empty()),
            Optional.empty(),
            List.of());
    MfaRequired login = new MfaRequired(client.mfa(), mfaToken(), TokenRequestOptions.none());
    CompletableFuture<OAuthTokenResponse> waiting =
        ((MfaChallenge.Push) login.confirm(enrolled)).start(Duration.ofMinutes(1));
    time.advance(Duration.ofMinutes(1));
    OAuthTokenResponse unused = waiting.join();
  }

  /** Lets the time of the code pass, and gives what the waiting has come to. */
  private static void await(OAuthClient client, FakeTime time) {
    CompletableFuture<OAuthTokenResponse> waiting = client.device().start(code(), shown -> {});
    time.advance(Duration.ofMinutes(1));
    OAuthTokenResponse unused = waiting.join();
  }

  /** Lets the time of the request pass, and gives what the waiting has come to. */
  private static void awaitDecision(OAuthClient client, FakeTime time) {
    CompletableFuture<OAuthTokenResponse> waiting = client.ciba().awaitAsync(acknowledgement());
    time.advance(Duration.ofMinutes(1));
    OAuthTokenResponse unused = waiting.join();
  }

  private static CibaAcknowledgement acknowledgement() {
    return new CibaAcknowledgement(
        Secret.of("auth-req-canary"),
        Duration.ofMinutes(1),
        Duration.ofSeconds(5),
        Set.of(),
        List.of(),
        Optional.empty());
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
