package io.crossauth.client.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome.MfaRequired;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting for a push message to be answered, at servers on sockets that do what servers do. */
@DisplayName("The wait for a push message")
@Execution(ExecutionMode.CONCURRENT)
class PushServersTest {

  private static final Reply PENDING =
      Reply.json(Answers.error("authorization_pending")).status(400);
  private static final Reply TOKENS = Reply.json(Answers.tokens());
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final FakeTime time = FakeTime.create();
  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport door = door(Duration.ofSeconds(30));
  private final ApacheHttpTransport hasty = door(Duration.ofSeconds(1));

  private static ApacheHttpTransport door(Duration patience) {
    return ApacheHttpTransport.builder()
        .connectTimeout(Duration.ofSeconds(10))
        .responseTimeout(patience)
        .callTimeout(patience.multipliedBy(2))
        .build();
  }

  private OAuthClient client(ApacheHttpTransport transport) {
    return OAuthClient.builder(Metadata.at(server.uri("")))
        .clientId(Contexts.CLIENT_ID)
        .transport(transport)
        .platform(time.platform())
        .build();
  }

  @AfterEach
  void close() {
    door.close();
    hasty.close();
    server.close();
  }

  private MfaChallenge.Push push() {
    return push(door);
  }

  private MfaChallenge.Push push(ApacheHttpTransport transport) {
    OAuthClient client = client(transport);
    MfaRequired login =
        new MfaRequired(client.mfa(), Secret.of("mfa-token"), TokenRequestOptions.none());
    MfaEnrolment.Oob enrolled =
        new MfaEnrolment.Oob(
            new OAuthMfaChallengeResponse(
                "oob", Optional.of(Secret.of("oob-code")), Optional.empty()),
            Optional.empty(),
            List.of());
    return (MfaChallenge.Push) login.confirm(enrolled);
  }

  private List<Long> waits() {
    return time.waits().stream().map(Duration::toSeconds).toList();
  }

  private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    List<String> codes = new ArrayList<>();
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(call)
        .satisfies(e -> codes.add(e.code()));
    return codes.get(0);
  }

  static Stream<Arguments> failuresThatPass() {
    Reply page = Reply.html("<h1>out of order</h1>");
    Duration slowly = Duration.ofMillis(40);
    return Stream.of(
        Arguments.of("hangs", Behaviour.hangBeforeHeaders()),
        Arguments.of("hangs in the body", Behaviour.hangInBody(TOKENS)),
        Arguments.of("drips for ever", Behaviour.dripBodyForever(slowly)),
        Arguments.of("goes away", Behaviour.resetBeforeHeaders()),
        Arguments.of("closes in the body", Behaviour.closeInBody(TOKENS)),
        Arguments.of("says 502 in HTML", Behaviour.reply(page.status(502))),
        Arguments.of("says 503 in HTML", Behaviour.reply(page.status(503))),
        Arguments.of(
            "says in JSON that it is busy",
            Behaviour.reply(Reply.json(Answers.error("temporarily_unavailable")).status(429))),
        Arguments.of("says 429 and nothing", Behaviour.reply(Reply.of(429))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failuresThatPass")
  @DisplayName("goes on, less and less often, while the server")
  void goes_on(String name, Behaviour failure) {
    server.next(failure, failure).next(PENDING, TOKENS);

    assertThat(push(hasty).await(PATIENCE).accessToken().reveal()).isEqualTo("at-1");
    assertThat(waits()).containsExactly(5L, 10L, 20L, 5L);
    assertThat(server.requests()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"429,seconds", "503,seconds", "429,date", "503,date", "400,seconds", "400,date"})
  @DisplayName("keeps away as long as Retry-After says, in seconds or by a date:")
  void retry_after(int status, String form) {
    String until =
        form.equals("seconds")
            ? "40"
            : DateTimeFormatter.RFC_1123_DATE_TIME.format(
                time.instant().plusSeconds(45).atOffset(ZoneOffset.UTC));
    Reply busy = status == 400 ? PENDING : Reply.of(status);
    server.next(busy.header("Retry-After", until), TOKENS);

    push().await(PATIENCE);

    assertThat(waits()).containsExactly(5L, 40L);
  }

  @Test
  void obeys_retry_after_when_told_to_slow_down() {
    server.next(
        Reply.json(Answers.error("slow_down")).status(429).header("Retry-After", "40"),
        PENDING,
        TOKENS);

    push().await(PATIENCE);

    assertThat(waits()).containsExactly(5L, 40L, 10L);
  }

  @Test
  void ends_with_our_patience_when_the_server_says_pending_for_ever() {
    server.always(PENDING);

    assertThat(code(() -> push().await(Duration.ofMinutes(1)))).isEqualTo("mfa.expired");
    assertThat(server.requests()).hasSize(11);
  }

  @Test
  void ends_with_our_patience_when_the_server_is_away_for_ever() {
    server.always(Behaviour.resetOnConnect());

    assertThat(code(() -> push().await(Duration.ofSeconds(100)))).isEqualTo("mfa.expired");
    assertThat(waits()).containsExactly(5L, 10L, 20L, 40L, 25L);
  }

  @ParameterizedTest
  @CsvSource({
    "403,invalid_grant,mfa.refused_by_user",
    "403,access_denied,mfa.refused_by_user",
    "401,expired_token,mfa.expired",
    "429,too_many_attempts,mfa.too_many_attempts",
    "400,invalid_request,oauth.invalid_request",
    "200,access_denied,mfa.refused_by_user"
  })
  @DisplayName("ends at once with the server's word, whatever its status:")
  void ends(int status, String error, String code) {
    server.next(Reply.json(Answers.error(error)).status(status));

    assertThat(code(() -> push().await(PATIENCE))).isEqualTo(code);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @DisplayName("sends its code no more when tokens came that cannot be checked")
  void does_not_poll_again_when_what_follows_fails() {
    String idToken =
        TokenMint.issuedBy(server.uri("").toString())
            .withClock(time)
            .withClientId(Contexts.CLIENT_ID)
            .idToken()
            .compact();
    server.next(Reply.json(Answers.tokens().replace("}", ",\"id_token\":\"" + idToken + "\"}")));
    server.always(Behaviour.resetOnConnect());

    assertThat(code(() -> push().await(PATIENCE))).startsWith("transport.");
    assertThat(server.requests()).filteredOn(request -> request.path().equals("/token")).hasSize(1);
    assertThat(waits()).containsExactly(5L);
  }

  @Test
  void without_a_thread_ends_the_same_way() {
    server.next(Reply.of(503), PENDING, TOKENS);
    CompletableFuture<?> waiting = push().start(PATIENCE);
    time.advance(Duration.ofSeconds(20));

    assertThat(waiting).isCompleted();
    assertThat(time.plannedWork()).isZero();
  }

  @Test
  void cancelled_polls_no_more() {
    server.always(PENDING);
    CompletableFuture<?> waiting = push().start(PATIENCE);
    time.advance(Duration.ofSeconds(6));
    waiting.cancel(true);
    time.advance(Duration.ofMinutes(1));

    assertThat(server.requests()).hasSize(1);
    assertThat(time.plannedWork()).isZero();
  }
}
