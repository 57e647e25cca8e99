package io.crossauth.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken out of a line of a log, and what is left in it. */
class RedactionTest {

  private static final String A31 = "a".repeat(31);
  private static final String A32 = "a".repeat(32);
  private static final String CANARY = "s3cr3t!#$x";

  @Test
  @DisplayName("Y-82 the examples of the original")
  void examples() {
    assertThat(Redaction.redact("OAuth abcdefgh")).isEqualTo("OAuth ***");
    assertThat(Redaction.redact("OAuth abcdefg")).isEqualTo("OAuth abcdefg");
    assertThat(Redaction.redact(A32)).isEqualTo("***");
    assertThat(Redaction.redact(A31)).isEqualTo(A31);
    assertThat(Redaction.redact("x_token=" + A32)).isEqualTo("x_token=***");
    assertThat(Redaction.redact("eyJhbGciOi.eyJzdWIiOiIxMjM0.SflKxwRJSMeK")).isEqualTo("***");
    assertThat(Redaction.redact("hello\r\nFAKE")).isEqualTo("hello | FAKE");
    assertThat(Redaction.redact("one\n\n\ntwo\rthree")).isEqualTo("one | two | three");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "BEARER", "oauth", "Basic", "DPoP"})
  @DisplayName("Y-82 tokens of every scheme, in any case")
  void schemes(String scheme) {
    assertThat(Redaction.redact("Authorization: " + scheme + " abcdefgh.1/+=x rest"))
        .isEqualTo("Authorization: " + scheme + " *** rest");
    assertThat(Redaction.redact("sent " + scheme + " abcdefgh"))
        .isEqualTo("sent " + scheme + " ***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "access_token=s3cr3t!#$x&b=1;access_token=***&b=1",
        "password = s3cr3t!#$x, user=alice;password = ***, user=alice",
        "{\"access_token\":\"s3cr3t!#$x\",\"uid\":7};{\"access_token\":\"***\",\"uid\":7}",
        "{'csrf_token' : 's3cr3t!#$x'};{'csrf_token' : '***'}",
        "{\\\"refresh_token\\\":\\\"s3cr3t!#$x\\\"};{\\\"refresh_token\\\":\\\"***\\\"}",
        "Record[interval=1, user_code=s3cr3t!#$x];Record[interval=1, user_code=***]",
        "GET /x?track_id=s3cr3t!#$x HTTP/1.1;GET /x?track_id=*** HTTP/1.1"
      })
  @DisplayName("Y-82 values of names that are secret, in forms, queries, JSON and records")
  void pairs(String line, String clean) {
    assertThat(Redaction.redact(line)).isEqualTo(clean).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"password\":\"pa\\\"s3cr3t!#$x\",\"n\":1};{\"password\":\"***\",\"n\":1}",
        "{\"password\":\"\\\"s3cr3t!#$x\"};{\"password\":\"***\"}",
        "{\"password\":\"s3cr3t!#$x\\\\\",\"n\":1};{\"password\":\"***\",\"n\":1}",
        "{'password':'it\\'s s3cr3t!#$x'};{'password':'***'}",
        "password=\"two s3cr3t!#$x\";password=\"***\"",
        "{\\\"password\\\":\\\"a\\\\\\\"s3cr3t!#$x\\\",\\\"n\\\":1};"
            + "{\\\"password\\\":\\\"***\\\",\\\"n\\\":1}",
        "{\\\"password\\\":\\\"\\\\\\\"s3cr3t!#$x\\\"};{\\\"password\\\":\\\"***\\\"}",
        "{\\\"password\\\":\\\"s3cr3t!#$x\\\\\\\\\\\",\\\"n\\\":1};"
            + "{\\\"password\\\":\\\"***\\\",\\\"n\\\":1}"
      })
  @DisplayName("Y-82 a value with quotes and backslashes in it, to its end and no further")
  void quotesInside(String line, String clean) {
    assertThat(Redaction.redact(line)).isEqualTo(clean).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refreshToken",
        "accessToken",
        "idToken",
        "clientSecret",
        "deviceCode",
        "mfaToken",
        "subject_token",
        "logout_token",
        "authState",
        "X-CSRF-Token",
        "xToken",
        "otp"
      })
  @DisplayName("Y-82 names in the manner of records, of forms and of headers")
  void names(String name) {
    assertThat(Redaction.isSecret(name)).isTrue();
    assertThat(Redaction.redact("Record[" + name + "=" + CANARY + "]"))
        .isEqualTo("Record[" + name + "=***]");
    assertThat(Redaction.redact("{\"" + name + "\":\"two " + CANARY + "\"}"))
        .isEqualTo("{\"" + name + "\":\"***\"}");
    assertThat(Redaction.redact("{\"" + name + "\": 123456}")).isEqualTo("{\"" + name + "\": ***}");
  }

  @Test
  @DisplayName("Y-82 the names of headers that are secret as a whole, and of what is not secret")
  void headers() {
    assertThat(Redaction.isSecret("Authorization")).isTrue();
    assertThat(Redaction.isSecret("Set-Cookie")).isTrue();
    assertThat(Redaction.isSecret("status")).isFalse();
    assertThat(Redaction.redact("{\"Authorization\":\"" + CANARY + "\"}"))
        .isEqualTo("{\"Authorization\":\"***\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cookie", "Set-Cookie", "Ya-Client-Cookie", "cookie"})
  @DisplayName("Y-82 a header of cookies as a whole, up to the end of its line")
  void cookies(String name) {
    assertThat(
            Redaction.redact(
                name + ": Session_id=3:1700|0:AbC; L=x/y; yandexuid=12\r\nHost: ya.ru"))
        .isEqualTo(name + ": *** | Host: ya.ru");
  }

  @Test
  @DisplayName("Y-82 session cookies without their header")
  void bareCookies() {
    assertThat(Redaction.redact("jar has Session_id=3:17|x.y; sessionid2=3:18; lang=ru"))
        .isEqualTo("jar has Session_id=***; sessionid2=***; lang=ru");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "QR confirmed",
        "GET https://passport.yandex.ru/pwl-yandex -> 200 in 31 ms",
        "status=ok, uid=1130000012345678, interval=5",
        "the token of the page was found"
      })
  @DisplayName("Y-82 what holds no secret stays as it is")
  void harmless(String line) {
    assertThat(Redaction.redact(line)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"token\":\"",
        "token=",
        "OAuth ",
        "Cookie:",
        "\\",
        "a.",
        "\r\n",
        "'csrf'",
        "\\\""
      })
  @DisplayName("Y-82 hostile lines of a mebibyte are read in one walk for each rule")
  void hostile(String piece) {
    String line = piece.repeat(1_048_576 / piece.length());

    // Patterns that tried again and again would not end within the time of the whole build.
    assertThat(Redaction.redact(line)).isNotNull();
    assertThat(Redaction.redact("\"token\":\"" + line)).isNotNull();
  }
}
