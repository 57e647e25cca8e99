package io.crossauth.client.internal.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.device.DeviceFlow;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login on another device")
class DeviceFlowTest {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport transport = new ScriptedTransport();
  private final Watcher prompt = new Watcher();

  @AfterEach
  void all_answers_were_asked_for() {
    Thread.interrupted();
    transport.close();
  }

  @Nested
  @DisplayName("begins with a request that")
  class Beginning {

    @Test
    @DisplayName("fault 5: goes to the endpoint of the metadata, without a grant type")
    void goes_to_the_endpoint_of_the_metadata() {
      transport.json(200, Answers.deviceCode());

      flow().start(TokenRequestOptions.scopes("openid", "email"));

      assertThat(transport.calls().get(0).method()).isEqualTo("POST");
      assertThat(transport.calls().get(0).uri()).isEqualTo(URI.create(Metadata.DEVICE));
      assertThat(transport.calls().get(0).uri().getQuery()).isNull();
      assertThat(Wire.lastForm(transport))
          .containsExactly(Map.entry("scope", "openid email"), Map.entry("client_id", "web"));
    }

    @Test
    void goes_where_the_program_says_when_the_metadata_does_not() {
      transport.json(200, Answers.deviceCode());

      flow(
              Contexts.context(
                  transport,
                  time,
                  ClientAuthentication.none(),
                  Metadata.complete().with("device_authorization_endpoint", "https://x.example/")),
              Optional.of(URI.create("https://device.example/code")))
          .start(TokenRequestOptions.none());

      assertThat(transport.calls().get(0).uri())
          .isEqualTo(URI.create("https://device.example/code"));
    }

    @Test
    @DisplayName("D8: proves who the client is, as at the token endpoint")
    void proves_who_the_client_is() {
      transport.json(200, Answers.deviceCode());

      flow(
              Contexts.context(
                  transport,
                  time,
                  ClientAuthentication.clientSecretBasic(Secret.of("s")),
                  Metadata.complete()),
              Optional.empty())
          .start(TokenRequestOptions.none().with("audience", "orders"));

      assertThat(Wire.basic(transport.calls().get(0))).isEqualTo("web:s");
      assertThat(transport.body(0)).isEqualTo("audience=orders");
    }

    @Test
    void cannot_be_made_at_a_server_without_the_endpoint() {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(
              () ->
                  flow(
                          Contexts.context(
                              transport,
                              time,
                              ClientAuthentication.none(),
                              io.crossauth.wellknown.OpenIdConfiguration.builder()
                                  .tokenEndpoint(Metadata.TOKEN)
                                  .build()),
                          Optional.empty())
                      .start(TokenRequestOptions.none()))
          .withMessageContaining("device_authorization_endpoint");
    }

    @Test
    void is_refused_as_any_request_is() {
      transport.json(401, Answers.error("invalid_client"));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> flow().start(TokenRequestOptions.none()))
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client"))
          .withMessageContaining("device authorization endpoint");
    }
  }

  @Nested
  @DisplayName("is polled by a request that")
  class Polling {

    @Test
    void has_the_device_code_in_its_body() {
      transport.json(400, Answers.error("authorization_pending"));

      flow().poll(code());

      assertThat(transport.calls().get(0).uri()).isEqualTo(URI.create(Metadata.TOKEN));
      assertThat(Wire.lastForm(transport))
          .containsExactly(
              Map.entry("grant_type", GRANT),
              Map.entry("device_code", "dc-1"),
              Map.entry("client_id", "web"));
    }

    @ParameterizedTest(name = "status {0}")
    @ValueSource(ints = {200, 400, 401, 403, 428})
    void is_told_by_the_error_whatever_its_status(int status) {
      transport
          .json(status, Answers.error("authorization_pending"))
          .json(status, Answers.error("slow_down"));

      assertThat(flow().poll(code())).isEqualTo(new PollAnswer.Pending<>());
      assertThat(flow().poll(code())).isEqualTo(new PollAnswer.SlowDown<>(Optional.empty()));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({"7, 7", "100000, 600"})
    void is_told_the_interval_by_github(String interval, long seconds) {
      transport.json(400, "{\"error\":\"slow_down\",\"interval\":" + interval + "}");

      assertThat(flow().poll(code()))
          .isEqualTo(new PollAnswer.SlowDown<>(Optional.of(Duration.ofSeconds(seconds))));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"0", "-1", "\"7\"", "{}", "null"})
    void is_told_nothing_by_an_interval_that_is_none(String interval) {
      transport.json(400, "{\"error\":\"slow_down\",\"interval\":" + interval + "}");

      assertThat(flow().poll(code())).isEqualTo(new PollAnswer.SlowDown<>(Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"access_denied", "expired_token", "invalid_grant", "something_new"})
    void ends_with_any_other_error(String error) {
      transport.json(400, Answers.error(error));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> flow().poll(code()))
          .satisfies(e -> assertThat(e.error()).isEqualTo(error));
    }

    @Test
    void brings_the_tokens_with_the_scopes_that_were_asked_for() {
      transport.json(200, Answers.tokens());

      assertThat(flow().poll(code()))
          .isInstanceOfSatisfying(
              PollAnswer.Done.class,
              done ->
                  assertThat(((OAuthTokenResponse) done.result()).scopes())
                      .containsExactly("openid"));
    }
  }

  @Nested
  @DisplayName("waited for on a thread")
  class Blocking {

    @Test
    void shows_the_code_and_polls_until_the_user_has_decided() {
      transport
          .json(200, deviceCode(5))
          .json(400, Answers.error("authorization_pending"))
          .json(400, Answers.error("slow_down"))
          .json(200, Answers.tokens());

      OAuthTokenResponse tokens = flow().await(flow().start(TokenRequestOptions.none()), prompt);

      assertThat(tokens.accessToken().reveal()).isEqualTo("at-1");
      assertThat(time.waits()).extracting(Duration::toSeconds).containsExactly(5L, 5L, 10L);
      assertThat(prompt.seen)
          .containsExactly("show ABCD-EFGH", "left 60", "left 55", "left 50", "finished");
    }

    @Test
    void ends_when_the_user_says_no() {
      transport.json(400, Answers.error("access_denied"));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> flow().await(code(), prompt))
          .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.access_denied"));
      assertThat(prompt.seen).endsWith("finished");
    }

    @Test
    void ends_when_the_code_is_over_by_our_own_ticker() {
      for (int i = 0; i < 11; i++) {
        transport.json(400, Answers.error("authorization_pending"));
      }

      assertThatExceptionOfType(LoginTimeoutException.class)
          .isThrownBy(() -> flow().await(code(), prompt))
          .satisfies(e -> assertThat(e.code()).isEqualTo("device.expired"))
          .withMessageContaining("new code");
      assertThat(prompt.seen).endsWith("finished");
    }

    @Test
    void survives_a_server_that_is_away_for_a_while() {
      transport
          .failure(
              new TransportException(
                  TransportException.Kind.CONNECT, URI.create(Metadata.TOKEN), false, "x", null))
          .reply(502, "text/html", "<p>bad gateway")
          .then(
              call ->
                  new io.crossauth.http.HttpReply(
                      503, io.crossauth.http.Headers.of("Retry-After", "25"), new byte[0]))
          .json(200, Answers.tokens());

      flow().await(codeFor(Duration.ofMinutes(10)), prompt);

      assertThat(time.waits()).extracting(Duration::toSeconds).containsExactly(5L, 10L, 20L, 40L);
    }

    @Test
    void ends_when_interrupted_and_polls_no_more() {
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(InterruptedCallException.class)
          .isThrownBy(() -> flow().await(code(), prompt));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(transport.calls()).isEmpty();
      assertThat(prompt.seen).endsWith("finished");
    }

    @Test
    void ends_when_the_code_cannot_be_shown() {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  flow()
                      .await(
                          code(),
                          shown -> {
                            throw new IllegalStateException("no display");
                          }));
      assertThat(transport.calls()).isEmpty();
    }
  }

  @Nested
  @DisplayName("waited for by a future")
  class NonBlocking {

    @Test
    void has_the_tokens_when_the_user_has_decided() {
      transport.json(400, Answers.error("authorization_pending")).json(200, Answers.tokens());

      CompletableFuture<OAuthTokenResponse> result = flow().start(code(), prompt);
      time.advance(Duration.ofSeconds(10));

      assertThat(result.join().accessToken().reveal()).isEqualTo("at-1");
      assertThat(prompt.seen).containsExactly("show ABCD-EFGH", "left 60", "left 55", "finished");
    }

    @Test
    void ends_when_the_user_says_no() {
      transport.json(400, Answers.error("access_denied"));

      CompletableFuture<OAuthTokenResponse> result = flow().start(code(), prompt);
      time.advance(Duration.ofSeconds(5));

      assertThatThrownBy(result::get)
          .cause()
          .isInstanceOfSatisfying(
              OAuthErrorException.class, e -> assertThat(e.error()).isEqualTo("access_denied"));
      assertThat(prompt.seen).endsWith("finished");
    }

    @Test
    void stops_when_it_is_cancelled() {
      CompletableFuture<OAuthTokenResponse> result = flow().start(code(), prompt);

      result.cancel(true);
      time.advance(Duration.ofMinutes(2));

      assertThat(transport.calls()).isEmpty();
      assertThat(time.plannedWork()).isZero();
      assertThat(prompt.seen).endsWith("finished");
    }

    @Test
    void has_its_result_even_if_the_display_breaks_at_the_end() {
      transport.json(200, Answers.tokens());
      DevicePrompt broken =
          new DevicePrompt() {
            @Override
            public void show(OAuthDeviceAuthorizationResponse shown) {}

            @Override
            public void finished() {
              throw new IllegalStateException("broken");
            }
          };

      CompletableFuture<OAuthTokenResponse> result = flow().start(code(), broken);
      time.advance(Duration.ofSeconds(5));

      assertThat(result).isCompleted();
    }

    @Test
    void does_not_poll_again_when_what_follows_fails() {
      transport.json(200, Answers.tokens());
      TransportException away =
          new TransportException(
              TransportException.Kind.TIMEOUT, URI.create(Metadata.USERINFO), true, "x", null);

      CompletableFuture<OAuthTokenResponse> result =
          flow(
                  Contexts.publicClient(transport, time),
                  Optional.empty(),
                  t -> {
                    throw away;
                  })
              .start(code(), prompt);
      time.advance(Duration.ofMinutes(2));

      assertThatThrownBy(result::get)
          .cause()
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.retryable()).isFalse())
          .hasMessageContaining("ask for a new one");
      assertThat(transport.calls()).hasSize(1);
    }
  }

  private DeviceFlow flow() {
    return flow(Contexts.publicClient(transport, time), Optional.empty());
  }

  private static DeviceFlow flow(ClientContext context, Optional<URI> endpoint) {
    return flow(context, endpoint, UnaryOperator.identity());
  }

  private static DeviceFlow flow(
      ClientContext context, Optional<URI> endpoint, UnaryOperator<OAuthTokenResponse> completion) {
    ProviderCalls calls =
        new ProviderCalls(
            context.withEndpoints(
                context
                    .endpoints()
                    .with(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT, endpoint.orElse(null))));
    return new DeviceCodeFlow(calls, new TokenEndpoint(calls, null), Grant::deviceCode, completion);
  }

  private static OAuthDeviceAuthorizationResponse code() {
    return codeFor(Duration.ofMinutes(1));
  }

  private static OAuthDeviceAuthorizationResponse codeFor(Duration life) {
    return new OAuthDeviceAuthorizationResponse(
        Secret.of("dc-1"),
        "ABCD-EFGH",
        URI.create("https://id.example.com/activate"),
        Optional.empty(),
        life,
        Duration.ofSeconds(5),
        java.util.Set.of("openid"));
  }

  private static String deviceCode(int interval) {
    return Answers.deviceCode().replace("}", ",\"interval\":" + interval + "}");
  }

  private static final class Watcher implements DevicePrompt {

    private final List<String> seen = new ArrayList<>();

    @Override
    public void show(OAuthDeviceAuthorizationResponse code) {
      seen.add("show " + code.userCode());
    }

    @Override
    public void waiting(Duration left) {
      seen.add("left " + left.toSeconds());
    }

    @Override
    public void finished() {
      seen.add("finished");
    }
  }
}
