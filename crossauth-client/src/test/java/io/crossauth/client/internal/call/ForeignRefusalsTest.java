package io.crossauth.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A refusal in the words of its server")
class ForeignRefusalsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String CODE = "code-canary-0123456789abcdef";

  @ParameterizedTest(name = "case C5 {0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "Facebook | {`error`:{`message`:`This authorization code has been used.`,"
            + "`type`:`OAuthException`,`code`:100,`fbtrace_id`:`A1`}} | This authorization code has"
            + " been used.",
        "GitHub | {`message`:`Bad credentials`,`documentation_url`:`https://docs.example`} | Bad"
            + " credentials",
        "Okta | {`errorCode`:`E0000011`,`errorSummary`:`Invalid token provided`,`errorLink`:`x`} |"
            + " Invalid token provided",
        "problem details | {`type`:`about:blank`,`title`:`Not allowed`,`detail`:`The client is"
            + " locked.`} | The client is locked.",
        "Google | {`error`:{`code`:403,`message`:`Quota exceeded.`,`status`:`RESOURCE_EXHAUSTED`}}"
            + " | Quota exceeded.",
        "errors in a list | {`errors`:[{`message`:`Invalid parameter`,`code`:7}]} | Invalid"
            + " parameter",
        "a gateway | {`fault`:{`faultstring`:`x`,`detail`:{`errorcode`:`y`},`message`:`Too big`}} |"
            + " Too big",
        "AWS | {`__type`:`NotAuthorizedException`,`message`:`Incorrect username.`} | Incorrect"
            + " username.",
        "an error in a list | {`error`:[`the client is locked`]} | the client is locked",
        "an error that is no name | {`error`:`Kein Zugriff auf f\u00fcnf`} | Kein Zugriff",
      })
  void in_json_of_another_form_is_told(String server, String json, String sentence) {
    CrossauthException e = refusal(400, json.replace('`', '"'));

    assertThat(e.getMessage()).contains(sentence);
  }

  @ParameterizedTest(name = "case C5 {0}")
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"not %s here\"}}",
        "{\"message\":\"not %s here\"}",
        "{\"errors\":[{\"detail\":\"not %s here\"}]}"
      })
  void shows_nothing_of_what_was_sent_and_is_cut(String json) {
    String page = json.replace("here", "x".repeat(5000) + "\\u001b[2J");

    CrossauthException e = refusal(400, String.format(page, CODE));

    assertThat(e.getMessage()).contains("not *** x").doesNotContain("canary", "\u001b");
    assertThat(e.getMessage().length()).isLessThan(600);
  }

  @Test
  @DisplayName("case C5 a nest of objects has an end")
  void a_nest_has_an_end() {
    String json = "{\"error\":".repeat(20) + "{\"message\":\"deep\"}" + "}".repeat(20);

    assertThat(refusal(400, json).getMessage()).doesNotContain("deep");
  }

  @ParameterizedTest(name = "case C5 HTTP {0} with an object is told to be busy")
  @ValueSource(ints = {429, 503})
  void that_says_that_the_server_is_busy(int status) {
    CrossauthException e =
        refusal(status, "{\"error\":{\"message\":\"slower, please\"}}", "Retry-After", "7");

    assertThat(e.retryable()).isTrue();
    assertThat(((OAuthErrorException) e).retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(e.getMessage()).contains("slower, please");
  }

  @ParameterizedTest(name = "case C24 an error of {0} characters")
  @ValueSource(ints = {65, 200, 201, 255, 5000})
  void a_long_error_is_read_and_cut(int length) {
    OAuthErrorException e =
        catchThrowableOfType(
            OAuthErrorException.class,
            () ->
                read(
                        400,
                        "{\"error\":\""
                            + "x".repeat(length)
                            + "\",\"error_description\":\"the server's words\"}")
                    .orThrow());

    assertThat(e.error()).startsWith("x".repeat(64)).hasSizeLessThan(80);
    assertThat(e.description()).contains("the server's words");
    assertThat(e.getMessage().length()).isLessThan(300);
  }

  @ParameterizedTest(name = "case C16 {0}: {1}")
  @CsvSource({
    "password, Username and/or password do not match",
    "secret, the client secret is wrong",
    "123456, code 123456 is over",
    "a b, user a b is locked",
    "grant, no such grant",
  })
  void a_sentence_with_a_short_secret_is_dropped(String secret, String description) {
    OAuthErrorException e =
        catchThrowableOfType(
            OAuthErrorException.class,
            () ->
                AnswerReader.read(
                        "token endpoint",
                        json(
                            400,
                            "{\"error\":\"invalid_grant\",\"error_description\":\""
                                + description
                                + "\",\"hint\":\""
                                + description
                                + "\"}"),
                        SecretMasker.of(Secret.of(secret)),
                        NOW)
                    .orThrow());

    assertThat(e.error()).isEqualTo("invalid_grant");
    assertThat(e.description()).isEmpty();
    assertThat(e.member("hint")).contains("***");
    assertThat(e.getMessage()).doesNotContain("***");
  }

  @Test
  @DisplayName("case C16 a long secret leaves the rest of the sentence")
  void a_long_secret_leaves_the_rest() {
    OAuthErrorException e =
        catchThrowableOfType(
            OAuthErrorException.class,
            () ->
                read(
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"code "
                            + CODE
                            + " is over\"}")
                    .orThrow());

    assertThat(e.description()).contains("code *** is over");
  }

  private static CrossauthException refusal(int status, String json, String... header) {
    return catchThrowableOfType(
        CrossauthException.class, () -> read(status, json, header).orThrow());
  }

  private static OAuthResponse read(int status, String json, String... header) {
    HttpReply reply = json(status, json);
    if (header.length > 0) {
      reply = new HttpReply(status, reply.headers().with(header[0], header[1]), reply.body());
    }
    return AnswerReader.read("token endpoint", reply, SecretMasker.of(Secret.of(CODE)), NOW);
  }

  private static HttpReply json(int status, String json) {
    return new HttpReply(
        status,
        Headers.of("Content-Type", "application/json"),
        json.getBytes(StandardCharsets.UTF_8));
  }
}
