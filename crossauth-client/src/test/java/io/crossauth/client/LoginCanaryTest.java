package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.DevicePrompt.TerminalOptions;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.mfa.MfaChallenge;
import io.crossauth.client.mfa.MfaEnrolment;
import io.crossauth.client.mfa.OAuthMfaAuthenticator;
import io.crossauth.client.testing.Canaries;
import io.crossauth.client.testing.LogTrap;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.auth0.Auth0Tenant;
import io.crossauth.testkit.auth0.TenantMessage;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The logins of people, with every log turned on. */
@DisplayName("S-28 no secret shows in any message, cause, text form or log of a login by")
class LoginCanaryTest {

  private static final String TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

  private final LogTrap logs = new LogTrap();
  private final Canaries canaries = new Canaries();
  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  // The provider makes its keys when it is first asked, which takes a busy machine its time.
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();

  @AfterEach
  void nothing_has_leaked() {
    transport.close();
    logs.close();
    canaries.seen(logs.text());
    assertThat(canaries.count()).as("secrets that were searched for").isPositive();
    assertThat(canaries.leaks()).isEmpty();
  }

  private void see(Object... objects) {
    for (Object object : objects) {
      canaries.seen(object);
    }
  }

  @Nested
  class Provider {

    private final InProcessProvider provider =
        InProcessProvider.builder().clock(time).anyPollingPace().start();

    @AfterEach
    void everything_that_was_sent_is_secret() {
      provider.requests().forEach(canaries::secrets);
      provider.close();
    }

    private OAuthClient client(String id) {
      return OAuthClient.builder(provider.issuer().toString())
          .clientId(id)
          .transport(transport)
          .platform(time.platform().withScheduler(Scheduler.system()))
          .build();
    }

    @Test
    @DisplayName("S-28 device: shown in the terminal, approved, and polled once too often")
    void device() {
      OAuthClient client = client(TestClients.DEVICE);
      ByteArrayOutputStream shown = new ByteArrayOutputStream();
      DevicePrompt prompt =
          DevicePrompt.terminal(
              TerminalOptions.defaults()
                  .withOutput(new PrintStream(shown, true, StandardCharsets.UTF_8)));
      OAuthDeviceAuthorizationResponse code = client.startDeviceCodeFlow("openid");
      canaries.secret(code.deviceCode().reveal());
      prompt.show(code);
      see(code, client.device().poll(code));
      provider.approveDevice(code.userCode(), "alice");
      OAuthTokenResponse tokens =
          ((io.crossauth.client.token.PollAnswer.Done<OAuthTokenResponse>)
                  client.device().poll(code))
              .result();

      canaries.secrets(tokens);
      see(tokens, shown.toString(StandardCharsets.UTF_8));
      canaries.seen(catchThrowable(() -> client.device().poll(code)));
      client.close();
    }

    @Test
    @DisplayName("S-28 command line: with its page, and refused")
    void command_line() {
      OAuthClient client = client(TestClients.PUBLIC);
      Browser browser = Browser.builder().clock(time).build();
      OAuthTokenResponse tokens =
          client.commandLineFlow(
              address -> {
                Callback back = browser.login(address, "alice", TestUsers.password("alice"));
                back.find("code").ifPresent(canaries::secret);
                back.find("state").ifPresent(canaries::secret);
                see(visit(address, back.uri()), LoopbackOptions.defaults());
              },
              "openid");
      canaries.secrets(tokens);
      see(tokens);

      canaries.seen(
          catchThrowable(
              () ->
                  client.commandLineFlow(
                      address -> {
                        String state =
                            Form.parse(address.getRawQuery()).first("state").orElseThrow();
                        canaries.secret(state);
                        canaries.secret("code-of-nobody");
                        see(
                            visit(
                                address,
                                URI.create("/?code=code-of-nobody&state=" + Form.encode(state))));
                      },
                      "openid")));
      client.close();
    }

    /** Comes back to the port as browsers do, and reads the page. */
    private String visit(URI address, URI back) {
      URI port = URI.create(Form.parse(address.getRawQuery()).first("redirect_uri").orElseThrow());
      try (Socket socket = new Socket(port.getHost(), port.getPort())) {
        String request =
            "GET %s?%s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(port.getPath(), back.getRawQuery(), port.getAuthority());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Nested
  class SecondFactor {

    private final Auth0Tenant tenant = Auth0Tenant.start(time, true);
    private final OAuthClient client =
        OAuthClient.builder(tenant.issuer())
            .clientId(Auth0Tenant.CLIENT_ID)
            .clientSecret(Secret.of(Auth0Tenant.CLIENT_SECRET))
            .transport(transport)
            .platform(time.platform())
            .build();

    @AfterEach
    void everything_that_was_sent_is_secret() {
      tenant.requests().forEach(canaries::secrets);
      tenant.outbox().stream()
          .map(TenantMessage::code)
          .filter(code -> code.length() > 3)
          .forEach(canaries::secret);
      client.close();
      tenant.close();
    }

    private PasswordOutcome.MfaRequired login(String user) {
      PasswordOutcome.MfaRequired login =
          (PasswordOutcome.MfaRequired)
              client.passwordFlow(user, Secret.of("alice-password"), "openid");
      canaries.secret(login.mfaToken().reveal());
      see(login);
      return login;
    }

    private MfaChallenge challenge(PasswordOutcome.MfaRequired login, String id) {
      OAuthMfaAuthenticator factor =
          login.authenticators().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
      MfaChallenge challenge = login.challenge(factor);
      see(factor, challenge, challenge.response());
      challenge.response().oobCode().ifPresent(code -> canaries.secret(code.reveal()));
      return challenge;
    }

    private void ended(OAuthTokenResponse tokens) {
      canaries.secrets(tokens);
      see(tokens);
    }

    @Test
    @DisplayName("S-28 one-time code and message: wrong, and right")
    void codes() {
      tenant.addUser("alice", "alice-password").withOtp(TOTP_SECRET).withOob("sms");
      MfaChallenge.Otp otp = (MfaChallenge.Otp) challenge(login("alice"), "totp|dev_alice");
      canaries.seen(catchThrowable(() -> otp.complete(Secret.of("wrong-code"))));
      ended(otp.complete(Secret.of(Totp.code(TOTP_SECRET, time.instant()))));

      MfaChallenge.Prompt sms = (MfaChallenge.Prompt) challenge(login("alice"), "sms|dev_alice");
      canaries.seen(catchThrowable(() -> sms.complete(Secret.of("wrong-binding-code"))));
      ended(sms.complete(Secret.of(tenant.outbox().get(0).code())));
    }

    @Test
    @DisplayName("S-28 push: approved, refused, and not answered")
    void push() {
      tenant.addUser("alice", "alice-password").withOob("auth0");
      MfaChallenge.Push push = (MfaChallenge.Push) challenge(login("alice"), "push|dev_alice");
      see(push.poll());
      canaries.seen(catchThrowable(() -> push.await(Duration.ofSeconds(6))));
      tenant.answerPush("alice", true);
      ended(push.await(Duration.ofMinutes(1)));
      MfaChallenge.Push other = (MfaChallenge.Push) challenge(login("alice"), "push|dev_alice");
      tenant.answerPush("alice", false);
      canaries.seen(catchThrowable(() -> other.await(Duration.ofMinutes(1))));
    }

    @Test
    @DisplayName("S-28 recovery code: used, used again, and the new one")
    void recovery() {
      tenant.addUser("alice", "alice-password").withOtp(TOTP_SECRET).withRecoveryCode("RECOVER1");
      List<Secret> kept = new ArrayList<>();
      OAuthTokenResponse tokens = login("alice").recover(Secret.of("RECOVER1"), kept::add);
      canaries.secret(kept.get(0).reveal());
      see(kept);
      ended(tokens);
      canaries.seen(catchThrowable(() -> login("alice").recover(Secret.of("RECOVER1"), kept::add)));
    }

    @Test
    @DisplayName("S-28 enrolment and deletion, allowed and refused")
    void enrolment() {
      tenant.addUser("newcomer", "alice-password");
      PasswordOutcome.MfaRequired login = login("newcomer");
      MfaEnrolment.Otp app = (MfaEnrolment.Otp) login.enrol(MfaEnrolment.Request.otp());
      canaries.secret(app.secret().reveal());
      canaries.secret(app.barcodeUri().reveal());
      app.recoveryCodes().forEach(code -> canaries.secret(code.reveal()));
      see(app, MfaEnrolment.Request.sms("+491701234567"));
      ended(
          ((MfaChallenge.Otp) login.confirm(app))
              .complete(Secret.of(Totp.code(app.secret().reveal(), time.instant()))));
      canaries.seen(catchThrowable(() -> login("newcomer").enrol(MfaEnrolment.Request.push())));
      Secret api = Secret.of(tenant.mfaApiToken("newcomer", "remove:authenticators"));
      client.mfa().delete(api, "totp|dev_newcomer");
      canaries.seen(catchThrowable(() -> client.mfa().delete(api, "totp|dev_newcomer")));
    }
  }
}
