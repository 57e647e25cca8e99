package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpReplyTest {

  private static HttpReply reply(int status, String type) {
    return new HttpReply(status, Headers.of("Content-Type", type), new byte[0]);
  }

  @ParameterizedTest
  @CsvSource({"199, false", "200, true", "299, true", "300, false"})
  void isSuccessfulWithAStatusOf2xx(int status, boolean successful) {
    assertThat(reply(status, "text/plain").successful()).isEqualTo(successful);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/Plain | text/plain",
        "application/JSON ; charset=x | application/json",
        ";charset=x | ''"
      })
  void hasAMediaTypeWithoutParameters(String type, String plain) {
    assertThat(reply(200, type).mediaType()).contains(plain);
  }
}
