package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Together;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@DisplayName("What an exchange has brought")
class ExchangedTokensTest {

  private static final TokenRequestOptions READ = TokenRequestOptions.scopes("orders:read");
  private static final URI API = URI.create("https://api.example/");

  private final FakeTime time = FakeTime.create();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExchangedTokens tokens = new ExchangedTokens(context(), Metadata.ISSUER);

  private ClientContext context() {
    return Contexts.context(
        new ScriptedTransport(), time, ClientAuthentication.none(), Metadata.complete());
  }

  /** A token of an hour. */
  private OAuthTokenResponse next() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", "issued-" + requests.incrementAndGet());
    members.put("expires_in", 3600L);
    return Given.tokens(time, members);
  }

  private TokenSource source(TokenExchange exchange) {
    return source(exchange, READ);
  }

  private TokenSource source(TokenExchange exchange, TokenRequestOptions options) {
    return tokens.source(exchange, options, this::next);
  }

  private static TokenExchange subject(String token) {
    return TokenExchange.ofAccessToken(Secret.of(token));
  }

  private TokenExchange endingIn(Duration life) {
    return subject("subject").withSubjectEnd(time.instant().plus(life));
  }

  private static String token(TokenSource source) {
    return source.accessToken().reveal();
  }

  @Test
  void is_given_to_all_who_ask_the_same() {
    assertThat(token(source(subject("subject")))).isEqualTo("issued-1");
    assertThat(token(source(subject("subject")))).isEqualTo("issued-1");
    assertThat(source(subject("subject")).authorize("GET", API))
        .containsExactly(Map.entry("Authorization", "Bearer issued-1"));
    assertThat(requests).hasValue(1);
  }

  static Stream<Arguments> others() {
    TokenExchange one = subject("subject");
    Secret actor = Secret.of("actor");
    String jwt = "urn:ietf:params:oauth:token-type:jwt";
    return Stream.of(
        Arguments.of("another subject token", subject("subject2"), READ),
        Arguments.of(
            "another subject token type", TokenExchange.ofIdToken(Secret.of("subject")), READ),
        Arguments.of("an actor", one.withActor(actor), READ),
        Arguments.of("another actor", one.withActor(Secret.of("actor2")), READ),
        Arguments.of("another actor token type", one.withActor(actor, jwt), READ),
        Arguments.of("an audience", one.withAudience("orders"), READ),
        Arguments.of("another audience", one.withAudience("stock"), READ),
        Arguments.of("two audiences", one.withAudience("orders").withAudience("stock"), READ),
        Arguments.of("two audiences as one", one.withAudience("orders8:audience5:stock"), READ),
        Arguments.of("a resource", one.withResource("https://orders.example"), READ),
        Arguments.of("another resource", one.withResource("https://stock.example"), READ),
        Arguments.of("a requested type", one.withRequestedType(jwt), READ),
        Arguments.of("no scope", one, TokenRequestOptions.none()),
        Arguments.of("another scope", one, TokenRequestOptions.scopes("orders:write")),
        Arguments.of("more scopes", one, TokenRequestOptions.scopes("orders:read", "orders:write")),
        Arguments.of("a parameter", one, READ.with("tenant", "a")),
        Arguments.of("another parameter", one, READ.with("tenant", "b")),
        Arguments.of("a name that ends early", one, READ.with("ab", "c")),
        Arguments.of("a name that ends late", one, READ.with("a", "bc")),
        Arguments.of("a header", one, READ.withHeaders(Headers.of("X-Tenant", "a"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void is_not_given_to_who_asks_something_else(
      String what, TokenExchange exchange, TokenRequestOptions options) {
    assertThat(token(source(subject("subject")))).isEqualTo("issued-1");

    assertThat(token(source(exchange, options))).isEqualTo("issued-2");
  }

  @Test
  void differs_between_any_two_that_ask_something_else() {
    List<String> given =
        others()
            .map(one -> source((TokenExchange) one.get()[1], (TokenRequestOptions) one.get()[2]))
            .map(ExchangedTokensTest::token)
            .toList();

    assertThat(given).doesNotHaveDuplicates();
  }

  @Test
  void differs_between_clients_issuers_and_certificates() {
    List<String> keys = new ArrayList<>();
    for (ExchangedTokens place :
        List.of(
            tokens,
            new ExchangedTokens(context(), "https://other.example"),
            new ExchangedTokens(
                ClientContext.of(
                    "other",
                    ClientAuthentication.none(),
                    Metadata::complete,
                    new ScriptedTransport(),
                    time.platform()),
                Metadata.ISSUER),
            new ExchangedTokens(
                context().withCertificate(() -> TestCertificates.shared().authority()),
                Metadata.ISSUER))) {
      keys.add(((ExchangedTokenSource) place.source(subject("subject"), READ, this::next)).key());
    }

    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("F-13: lives no longer than its subject token")
  void lives_no_longer_than_its_subject_token() {
    TokenSource source = source(endingIn(Duration.ofMinutes(10)));
    assertThat(token(source)).isEqualTo("issued-1");

    time.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(token(source)).isEqualTo("issued-1");
    time.advance(Duration.ofMillis(1));
    assertThat(token(source)).isEqualTo("issued-2");
  }

  @Test
  @DisplayName("F-13: lives no longer than its subject token while the machine sleeps")
  void lives_no_longer_than_its_subject_token_by_date() {
    FakeTime date = new FakeTime(time.instant());
    ExchangedTokens asleep =
        new ExchangedTokens(
            ClientContext.of(
                "web",
                ClientAuthentication.none(),
                Metadata::complete,
                new ScriptedTransport(),
                time.platform().withClock(date)),
            Metadata.ISSUER);
    TokenSource source = asleep.source(endingIn(Duration.ofMinutes(10)), READ, this::next);
    assertThat(token(source)).isEqualTo("issued-1");

    date.advance(Duration.ofMinutes(10));
    assertThat(token(source)).isEqualTo("issued-2");
  }

  @Test
  @DisplayName("F-13: lives a minute where the end of its subject token is not known")
  void lives_a_minute_where_the_end_of_its_subject_token_is_not_known() {
    TokenSource source = source(subject("subject"));
    assertThat(token(source)).isEqualTo("issued-1");

    time.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(token(source)).isEqualTo("issued-1");
    time.advance(Duration.ofMillis(1));
    assertThat(token(source)).isEqualTo("issued-2");
  }

  @Test
  void lives_no_longer_than_it_says_itself() {
    TokenSource source = source(endingIn(Duration.ofHours(9)));
    assertThat(token(source)).isEqualTo("issued-1");

    time.advance(Duration.ofHours(1));
    assertThat(token(source)).isEqualTo("issued-2");
  }

  @Test
  void is_asked_for_once_a_second_for_a_subject_that_is_over_by_our_clock() {
    TokenSource source = source(endingIn(Duration.ofSeconds(-5)));
    assertThat(token(source)).isEqualTo("issued-1");
    assertThat(token(source)).isEqualTo("issued-1");

    time.advance(Duration.ofSeconds(1));
    assertThat(token(source)).isEqualTo("issued-2");
  }

  @Test
  void is_got_anew_when_an_api_has_refused_it() {
    TokenSource source = source(endingIn(Duration.ofMinutes(10)));
    String first = token(source);
    time.advance(Duration.ofSeconds(3));

    source(endingIn(Duration.ofMinutes(10)).withSubjectEnd(time.instant()))
        .rejected(Secret.of(first));

    assertThat(token(source)).isEqualTo("issued-2");
  }

  @Test
  void is_one_request_for_a_thousand_threads_with_ten_subjects() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(10);
    List<Together.Call<String>> calls =
        Together.start(
            1000,
            () -> {
              int subject = turn.getAndIncrement() % 10;
              return token(
                  tokens.source(
                      subject("subject-" + subject),
                      READ,
                      () -> {
                        all.countDown();
                        await(all);
                        requests.incrementAndGet();
                        return Given.tokens(time, "for-" + subject);
                      }));
            });

    List<String> given = new ArrayList<>();
    for (Together.Call<String> call : calls) {
      given.add(call.get());
    }
    assertThat(requests).hasValue(10);
    assertThat(given).hasSize(1000);
    for (int subject = 0; subject < 10; subject++) {
      String token = "for-" + subject;
      assertThat(given).filteredOn(token::equals).hasSize(100);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keeps_the_failure_of_one_subject_from_all_others() {
    TransportException down =
        new TransportException(TransportException.Kind.CONNECT, API, false, "nobody listens", null);
    TokenSource failing =
        tokens.source(
            subject("bad"),
            READ,
            () -> {
              requests.incrementAndGet();
              throw down;
            });

    for (int i = 0; i < 5; i++) {
      assertThatExceptionOfType(TransportException.class).isThrownBy(failing::accessToken);
    }
    assertThat(requests).as("a server in trouble is not flooded").hasValue(2);
    assertThat(token(source(subject("good")))).isEqualTo("issued-3");
  }

  @Test
  void is_kept_of_so_many_subjects_at_most() {
    for (int i = 0; i < 10_050; i++) {
      source(subject("subject-" + i)).accessToken();
    }

    assertThat(tokens.size()).isLessThanOrEqualTo(10_000).isGreaterThan(9_000);
  }

  @Test
  void is_kept_of_so_many_characters_at_most() {
    String long64k = "x".repeat(64 * 1024);
    for (int i = 0; i < 1100; i++) {
      source(subject(i + long64k)).accessToken();
    }

    assertThat(tokens.size()).isLessThanOrEqualTo(1024).isGreaterThan(900);
  }

  @Test
  @DisplayName("F-25: is in no text form, nor are the tokens that it came of")
  void is_in_no_text_form() {
    TokenSource source = source(subject("subject-canary").withActor(Secret.of("actor-canary")));
    source.accessToken();

    assertThat(source + " " + tokens).doesNotContain("canary", "issued", "orders");
  }

  @Test
  void is_not_kept_when_the_server_refuses() {
    TokenSource refused =
        tokens.source(
            subject("subject"),
            READ,
            () -> {
              throw new OAuthErrorException("invalid_target", null, null, 400, null, null);
            });

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(refused::accessToken)
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.invalid_target"));
  }
}
