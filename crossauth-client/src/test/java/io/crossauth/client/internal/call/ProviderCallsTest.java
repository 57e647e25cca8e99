package io.crossauth.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A call as the client")
class ProviderCallsTest {

  private static final URI ENDPOINT = URI.create(Metadata.TOKEN);

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  @Test
  @DisplayName("fault 3: is a form by default, with its right content type")
  void is_a_form() {
    transport.json(200, "{}");

    post(context(), Form.of("a", "1 2"));

    HttpCall call = transport.calls().get(0);
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.uri()).isEqualTo(ENDPOINT);
    assertThat(call.headers().all("Content-Type"))
        .containsExactly("application/x-www-form-urlencoded");
    assertThat(call.headers().all("Accept")).containsExactly("application/json");
    assertThat(transport.body(0)).isEqualTo("a=1+2&client_id=web");
  }

  @Test
  void is_json_on_request() {
    transport.json(200, "{}");

    post(
        with(context(), Headers.none(), ClientContext.BodyType.JSON),
        Form.of("a", "1 2").plus("resource", "x").plus("resource", "y"));

    assertThat(transport.calls().get(0).headers().all("Content-Type"))
        .containsExactly("application/json");
    assertThat(transport.body(0))
        .isEqualTo("{\"a\":\"1 2\",\"resource\":[\"x\",\"y\"],\"client_id\":\"web\"}");
  }

  @Test
  void carries_the_headers_of_the_client_and_those_of_the_call() {
    transport.json(200, "{}");
    Headers ofTheClient = Headers.of("X-Tenant", "one").plus("X-Key", "k");

    OAuthResponse unused =
        new ProviderCalls(with(context(), ofTheClient, ClientContext.BodyType.FORM))
            .send(
                ProviderCall.post(MetadataField.TOKEN_ENDPOINT, Form.empty())
                    .withHeaders(Headers.of("X-Tenant", "two")));

    Headers sent = transport.calls().get(0).headers();
    assertThat(sent.all("X-Tenant")).containsExactly("two");
    assertThat(sent.all("X-Key")).containsExactly("k");
  }

  @Test
  void goes_where_the_authentication_sends_it() {
    transport.json(200, "{}");
    URI alias = URI.create("https://mtls.example.com/token");

    post(
        Contexts.context(transport, time, call -> call.withEndpoint(alias), Metadata.complete()),
        Form.empty());

    assertThat(transport.calls().get(0).uri()).isEqualTo(alias);
  }

  @Test
  void presents_an_access_token_in_the_header_alone() {
    transport.json(200, "{}");

    OAuthResponse unused =
        new ProviderCalls(context())
            .send(
                ProviderCall.of(
                        "GET",
                        MetadataField.USERINFO_ENDPOINT,
                        Credential.token("Bearer", Secret.of("at-1")))
                    .withMaxBytes(1000));

    HttpCall call = transport.calls().get(0);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.body()).isEmpty();
    assertThat(call.uri().getQuery()).isNull();
    assertThat(call.headers().all("Authorization")).containsExactly("Bearer at-1");
    assertThat(call.maxBytes()).isEqualTo(1000);
  }

  @Nested
  @DisplayName("whose secrets the server repeats")
  class Masking {

    static Stream<ClientAuthentication> methods() {
      return Stream.of(
          ClientAuthentication.clientSecretBasic(Secret.of("canary secret/+%")),
          ClientAuthentication.legacyRawBasic(() -> Secret.of("canary secret/+%")),
          ClientAuthentication.clientSecretPost(Secret.of("canary secret/+%")));
    }

    @ParameterizedTest(name = "way {index}")
    @MethodSource("methods")
    void shows_none_of_them_in_the_description(ClientAuthentication method) {
      transport.then(
          call -> {
            String header = call.headers().first("Authorization").orElse("");
            String credentials = header.isEmpty() ? "" : Wire.basic(call);
            return json(
                400,
                Answers.error(
                    "invalid_client",
                    "canary secret/+% and canary+secret%2F%2B%25 and "
                        + header
                        + " and "
                        + credentials
                        + " and pw-canary-0123456789, pw canary 0123456789 and "
                        + Form.encode("pw canary 0123456789")));
          });

      OAuthErrorException e =
          refusal(
              method,
              Form.empty()
                  .plus("p", Secret.of("pw-canary-0123456789"))
                  .plus("q", Secret.of("pw canary 0123456789")));

      assertThat(everything(e)).contains("***").doesNotContain("canary");
      transport
          .calls()
          .get(0)
          .headers()
          .first("Authorization")
          .ifPresent(header -> assertThat(everything(e)).doesNotContain(header.substring(6)));
    }

    @Test
    void shows_none_of_them_in_the_name_or_the_page() {
      transport.json(
          400,
          """
          {"error":"bad canary-password",
           "error_uri":"https://id.example.com/help?p=canary-password"}\
          """);

      OAuthErrorException e =
          refusal(
              ClientAuthentication.none(),
              Form.empty().plus("password", Secret.of("canary-password")));

      assertThat(everything(e)).doesNotContain("canary");
      assertThat(e.error()).isEqualTo("***");
    }

    @ParameterizedTest(name = "password \"{0}\"")
    @ValueSource(strings = {"invalid", "grant", "e", "invalid_grant", "_"})
    void still_has_the_name_of_an_error_that_is_known(String password) {
      transport.json(400, Answers.error("invalid_grant"));

      OAuthErrorException e =
          refusal(ClientAuthentication.none(), Form.empty().plus("p", Secret.of(password)));

      assertThat(e.error()).isEqualTo("invalid_grant");
      assertThat(e.code()).isEqualTo("oauth.invalid_grant");
    }

    private OAuthErrorException refusal(ClientAuthentication method, Form form) {
      ClientContext context = Contexts.context(transport, time, method, Metadata.complete());
      OAuthResponse answer = post(context, form);
      OAuthErrorException[] seen = new OAuthErrorException[1];
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(answer::orThrow)
          .satisfies(e -> seen[0] = e);
      return seen[0];
    }

    private static String everything(OAuthErrorException e) {
      return e + " " + e.code() + " " + e.description() + " " + e.uri() + " " + e.error();
    }
  }

  private static io.crossauth.http.HttpReply json(int status, String body) {
    return new io.crossauth.http.HttpReply(
        status,
        Headers.of("Content-Type", "application/json"),
        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private ClientContext context() {
    return Contexts.publicClient(transport, time);
  }

  private static ClientContext with(
      ClientContext context, Headers headers, ClientContext.BodyType body) {
    return context.withHeadersAndBody(headers, body);
  }

  private static OAuthResponse post(ClientContext context, Form form) {
    return new ProviderCalls(context).send(ProviderCall.post(MetadataField.TOKEN_ENDPOINT, form));
  }
}
