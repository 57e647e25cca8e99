package io.crossauth.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ReplyTest {

  @Test
  void writesItsHead() {
    Reply reply = Reply.json("{}").addHeader("Set-Cookie", "a=1").addHeader("Set-Cookie", "b=2");

    assertThat(new String(reply.head(), ISO_8859_1))
        .isEqualTo(
            "HTTP/1.1 200 \r\nContent-Type: application/json\r\nSet-Cookie: a=1\r\n"
                + "Set-Cookie: b=2\r\nContent-Length: 2\r\n\r\n");
    assertThat(new String(reply.header("content-length", "9").head(), ISO_8859_1))
        .contains("content-length: 9")
        .doesNotContain("Content-Length: 2");
  }

  @Test
  void editsItsJson() {
    Reply reply =
        Reply.json(Map.of("a", 1))
            .editJson(
                json -> {
                  json.put("b", List.of("c"));
                  return json;
                });

    assertThat(reply.bodyText()).isEqualTo("{\"a\":1,\"b\":[\"c\"]}");
    assertThatThrownBy(() -> Reply.html("<p>").editJson(json -> json))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void compressesItself() throws Exception {
    Reply reply = Reply.json("{\"a\":1}").gzipped();

    assertThat(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes())
        .asString()
        .isEqualTo("{\"a\":1}");
    assertThat(reply.header("content-encoding")).contains("gzip");
  }

  @Test
  void aRecordReadsQueryAndForm() {
    RecordedRequest request =
        new RecordedRequest(
            "POST",
            "/token?a=1&a=2&b",
            Map.of("Content-Type", List.of("x")),
            "scope=openid+profile&pw=%26%3D".getBytes(ISO_8859_1));

    assertThat(request.path()).isEqualTo("/token");
    assertThat(request.query())
        .containsEntry("a", List.of("1", "2"))
        .containsEntry("b", List.of(""));
    assertThat(request.formParameter("scope")).contains("openid profile");
    assertThat(request.formParameter("pw")).contains("&=");
    assertThat(request.header("content-TYPE")).contains("x");
    assertThat(request.toString()).isEqualTo("POST /token");
  }

  @Test
  void anErrorIsJsonWithAStatus() {
    Reply text = Reply.json(400, "{}");
    Reply object = Reply.json(401, Map.of("error", "invalid_client"));

    assertThat(text.status()).isEqualTo(400);
    assertThat(object.status()).isEqualTo(401);
    assertThat(object.header("Content-Type")).contains("application/json");
    assertThat(object.bodyText()).isEqualTo("{\"error\":\"invalid_client\"}");
    assertThat(object.withStatus(403).status()).isEqualTo(403);
  }
}
