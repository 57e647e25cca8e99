package io.crossauth.examples.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is noted of the wire, and how it gets into a page. */
@DisplayName("The playground's wire log")
class WireTest {

  private static final URI API = URI.create("http://127.0.0.1:700");
  private static final URI TOKEN = URI.create("https://id.example.com/token");

  private final WireLog log = new WireLog();

  private void send(HttpCall call, HttpTransport transport) throws IOException {
    HttpReply unused = new WireTransport(transport, log, Party.APPLICATION, API).send(call);
  }

  private static HttpReply json(String body) {
    return new HttpReply(
        200, Headers.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void stars_what_is_secret_in_requests_and_answers() throws IOException {
    HttpCall call =
        HttpCall.post(
                TOKEN,
                Form.of("grant_type", "authorization_code")
                    .plus("code", "the-code-itself")
                    .plus("code_verifier", "the-verifier-itself"))
            .withHeader("Authorization", "Basic dXNlcjpwYXNzd29yZA==")
            .withHeader("DPoP", "eyJ0eXAiOiJkcG9wK2p3dCJ9.e30.c2ln");

    send(call, c -> json("{\"access_token\":\"the-token-itself\",\"expires_in\":300}"));

    WireEntry entry = log.entries().get(0);
    assertThat(entry.what()).isEqualTo("POST https://id.example.com/token");
    assertThat(entry.to()).isEqualTo(Party.PROVIDER);
    assertThat(entry.sent())
        .containsExactly(
            new WireEntry.Field("Authorization", "Basic ***"),
            new WireEntry.Field("DPoP", "***"),
            new WireEntry.Field("grant_type", "authorization_code"),
            new WireEntry.Field("code", "***"),
            new WireEntry.Field("code_verifier", "***"));
    assertThat(entry.received()).contains("\"expires_in\":300").doesNotContain("the-token-itself");
  }

  @Test
  void knows_the_api_by_its_origin_alone() throws IOException {
    send(HttpCall.get(API.resolve("/orders")), call -> json("{}"));
    send(HttpCall.get(URI.create("http://127.0.0.1:7001/orders")), c -> json("{}"));

    assertThat(log.entries()).extracting(WireEntry::to).containsExactly(Party.API, Party.PROVIDER);
  }

  @Test
  void shows_a_request_that_was_never_answered() {
    assertThatThrownBy(
            () ->
                send(
                    HttpCall.get(TOKEN),
                    call -> {
                      throw new IOException("broken");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(log.entries().get(0).status()).isEqualTo("failed");
  }

  @Test
  void keeps_the_newest_sixty() {
    for (int i = 0; i < 100; i++) {
      log.answered(log.sent(Party.BROWSER, Party.API, "GET /" + i, List.of()), "200", "");
    }

    assertThat(log.entries()).hasSize(60);
    assertThat(log.entries().get(59)).extracting(WireEntry::what).isEqualTo("GET /99");
    assertThat(log.revision()).isEqualTo(200);
  }

  @Test
  void says_of_a_query_that_cannot_be_read_that_it_cannot() {
    assertThat(Shown.parameters("state=%zz"))
        .containsExactly(new WireEntry.Field("query", "not well encoded"));
  }

  @Test
  void is_escaped_in_the_page() {
    Html html = Html.of("<p title=\"{}\">{}</p>", "\"><script>", Html.of("<b>{}</b>", "a & b's"));

    assertThat(html.markup())
        .isEqualTo("<p title=\"&quot;&gt;&lt;script&gt;\"><b>a &amp; b&#39;s</b></p>");
    assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{}", "a", "b"));
    assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{}{}", "a"));
  }
}
