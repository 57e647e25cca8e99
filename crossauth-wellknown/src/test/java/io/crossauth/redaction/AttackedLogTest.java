package io.crossauth.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that an attacker found in logs, and what must stay readable there. */
class AttackedLogTest {

  private static final String SECRET = "hunter2!";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: %s",
        "client-secret: %s",
        "newPassword=%s",
        "new_password: %s",
        "registration_access_token=%s",
        "recovery_code=%s",
        "binding_code=%s",
        "oob_code: %s",
        "assertion=%s",
        "client_assertion=%s&x=1",
        "https://u:%s@h/",
        "jdbc:postgresql://u:%s@h:5432/db",
        "JSESSIONID=%s; Path=/",
        "PHPSESSID=%s",
        "connect.sid=%s",
        "SAMLResponse=%s",
        "Authorization: %s",
        "Authorization: Custom %s",
        "Authorization=%s, user=alice",
        "Authorization: Digest username=\"alice\", response=\"%s\"",
        "token=Bearer %s",
        "{\"recovery_codes\":[\"a\",\"%s\"]}",
        "{\"password\":[\"%s\"]}",
        "{Authorization=[Bearer %s], Host=[h]}",
        "{Cookie=[sid=1; x=%s]}",
        "{\"name\":\"password\",\"value\":\"%s\"}",
        "<input name=\"password\" value=\"%s\">",
        "<wsse:Password>%s</wsse:Password>",
        "<password kind=\"text\">%s</password>",
        "password \"%s\"",
        ":password => \"%s\"",
        "user[password]=%s",
        "spring.datasource.password=%s",
        "?next=%%2Fcb%%3Fcode%%3D%s%%26state%%3D1",
        "X-Api-Key: %s",
        "{\"wsse:Password\":\"%s\"}",
        "{\"my password\":\"%s\"}",
        "{\"@password\" : \"%s\"}",
        "{'user/password' : '%s'}",
        "{\\\"a:token\\\":\\\"%s\\\"}",
        "<wsse:Password type=\"x\">%s</wsse:Password>",
        "<token\npassword=%s\n>a</token>",
        "<a:b.token id='1'>%s</a:b.token>",
        "<password><![CDATA[%s]]></password>",
        "<x:secret n=\"1\"><![CDATA[%s]]></x:secret>",
        "passwords[0]=%s",
        "password[12]: %s",
        "tokens[] = %s",
        "--password %s",
        "--client-secret  %s --n 1",
        "run --otp-code %s",
        "password\\u003d%s",
        "?next\\u003d/cb?code\\u003d%s\\u0026a",
        "password%%253D%s",
        "password\u00a0=\u00a0%s",
        "pwd=%s",
        "verification_code: %s",
        "tokenValue=%s",
        "password_hash=%s",
        "crossauth.sealing-keys=%s",
        "crossauth.sealing-keys[0]: %s",
        "CROSSAUTH_SEALINGKEYS=%s",
        "sealing_key: %s",
        "aws_secret_access_key=%s",
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----"
      })
  @DisplayName("attack 6: the value of a secret name, whatever stands between them")
  void secrets(String line) {
    assertThat(Redaction.redact(String.format(line, SECRET)))
        .doesNotContain("hunter2")
        .contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error code=5",
        "status code: 404",
        "code=invalid_grant",
        "\"code\":\"token.expired\"",
        "state=RUNNING",
        "state: RUNNING",
        "code: none",
        "code: qr_pending",
        "code: invalid_grant",
        "code: token.expired",
        "error code: 5",
        "state: half_open, thread: t-1",
        "code: the server sent none",
        "state: is kept in the session",
        "session: alice",
        "{\"state\":\"half_open\"}",
        "session closed",
        "see --password/readme",
        "the settings of the pool that the shop has now are password={user=alice}",
        "session=alice",
        "request 123e4567-e89b-12d3-a456-426614174000 took 5 ms",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "at io.crossauth.client.internal.token.TokenEndpoint.exchange",
        "host orders-service.production.svc.cluster.local is up",
        "org.apache.hc.client5.http.impl.classic.CloseableHttpClient",
        "----------------------------------------",
        "access token: expected a string, found a number",
        "token_type=Bearer, expires_in=3600",
        "{\"token\":null,\"tokens\":3}",
        "https://id.example.com/realms/shop?x=1#y@z",
        "Token rejected by the server",
        "--token-endpoint https://id.example.com/token",
        "a password \"\" b",
        "<token n=\"1\"/>",
        "<a:b>password</a:b>",
        "12:00:01.123 [http-nio-8080-exec-1] INFO"
      })
  @DisplayName("attack 6: what is not secret stays as it is")
  void readable(String line) {
    assertThat(Redaction.redact(line)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "password: x, user: y;password: ***, user: y",
        "https://u:p@h/a@b;https://***@h/a@b",
        "Authorization=abc, user=alice;Authorization=***, user=alice",
        "{\"codes\":[\"a]\",\"b\"],\"n\":1};{\"codes\":[\"a]\",\"b\"],\"n\":1}",
        "private_keys=[-----BEGIN PRIVATE KEY----- a], n=1;private_keys=[***], n=1",
        "{\"private_key\":\"-----BEGIN PRIVATE"
            + " KEY-----\",\"n\":1};{\"private_key\":\"***\",\"n\":1}",
        "{\"tokens\":[\"a]\",\"b\"],\"n\":1};{\"tokens\":[***],\"n\":1}",
        "{\"tokens\":[\"a\\\"]\",\"b\"],\"n\":1};{\"tokens\":[***],\"n\":1}",
        "tokens[1234]=x, n=1;tokens[1234]=***, n=1",
        "sent Bearer abc.def/gh+1=x|y rest;sent Bearer *** rest",
        "negotiate abcdefgh rest;negotiate *** rest",
        "?next=%2Fcb%3Fcode%3Dx%26a%3D1;?next=%2Fcb%3Fcode%3D***%26a%3D1",
        "password={;password=***",
        "Q1w2E3r4T5y6U7i8O9p0Q1w2E3r4T5y6_token=x;Q1w2E3r4T5y6U7i8O9p0Q1w2E3r4T5y6_token=***",
        "<token password=\"x\">a</token>;<token password=\"***\">***</token>",
        "https://u:p@h a@b;https://***@h a@b",
        "<password>x</password><n>1</n>;<password>***</password><n>1</n>"
      })
  @DisplayName("attack 6: a value is taken out to its end and no further")
  void ends(String line, String clean) {
    assertThat(Redaction.redact(line)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private_key=%s",
        "private_key: x%s",
        "private_key={%s",
        "<private_key>%s</private_key>",
        "<private_key>x%s</private_key>",
        "Authorization: %s",
        "private_keys=%s",
        "x%s",
        "sent\\n%s",
        "password=a%s",
        "<p>-----BEGIN PRIVATE KEY-----a-----END PRIVATE KEY----- %s</p>",
        "<token>-----BEGIN PRIVATE KEY-----a-----END PRIVATE KEY----- %s</token>",
        "Bearer %s"
      })
  @DisplayName("attack 6: a private key in PEM without quotes, to its end")
  void keys(String line) {
    String key = "-----BEGIN PRIVATE KEY-----\nMIIEvQ\nhunter2\n";

    assertThat(Redaction.redact(String.format(line, key + "-----END PRIVATE KEY-----")))
        .doesNotContain("hunter2", "MIIEvQ")
        .contains("***");
    assertThat(Redaction.redact(String.format(line, key))).doesNotContain("hunter2", "MIIEvQ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=-----BEGINhunter2",
        "password=-----BEGIN PUBLIC KEY-----",
        "{\"keys\":1,\"private_keys\":[\"-----BEGIN PRIVATE KEY-----\",\"hunter2\"]}",
        "private_keys=[-----BEGIN PRIVATE KEY-----a-----END PRIVATE KEY-----, hunter2]",
        "<password>-----BEGIN PRIVATE KEY-----a-----END PRIVATE KEY-----hunter2</password>"
      })
  @DisplayName("attack 6: what looks like the beginning of a key does not save a secret")
  void feignedKeys(String line) {
    assertThat(Redaction.redact(line)).doesNotContain("hunter2", "=-----BEGIN").contains("***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "password={hunter2;password=***",
        "password={noop}hunter2;password=***",
        "password={}hunter2;password=***",
        "password={a}}hunter2;password=***",
        "password=a}hunter2;password=***",
        "client_secret={x&a=1;client_secret=***&a=1",
        "{user=x, password={noop}hunter2};{user=x, password=***}",
        "{password={noop}hunter2, user=x};{password=***, user=x}",
        "Authorization={noop}hunter2, user=x;Authorization=***, user=x",
        "Authorization={Bearer}hunter2 hunter2};Authorization=***}",
        "<password>{noop}hunter2</password>;<password>***</password>",
        "access_tokens=abc123;access_tokens=***",
        "access_tokens={abc123;access_tokens=***",
        "recovery_codes=12345678;recovery_codes=***",
        "<access_tokens>abc123</access_tokens>;<access_tokens>***</access_tokens>",
        "access_tokens=3;access_tokens=3",
        "<tokens>3</tokens>;<tokens>3</tokens>",
        "token={};token={}",
        "token={ } x;token={ } x",
        "token={value=x, id=1};token={value=x, id=1}",
        "{\"token\":{\"id\":1,\"secret\":\"x\"}};{\"token\":{\"id\":1,\"secret\":\"***\"}}",
        "{\\\"token\\\":{\\\"id\\\":1}};{\\\"token\\\":{\\\"id\\\":1}}"
      })
  @DisplayName("attack 6: a brace before a secret does not make it an object")
  void braces(String line, String clean) {
    assertThat(Redaction.redact(line)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "/cb?code=QWERTYUIOP&state=abcdefgh;/cb?code=***&state=***",
        "code = QWERTYUIOP;code = ***",
        "code := QWERTYUIOP;code := ***",
        "code%3DQWERTYUIOP;code%3D***",
        "{\"code\":\"QWERTYUIOP\"};{\"code\":\"***\"}",
        "{'state' : 'abc_def'};{'state' : '***'}",
        "code=abc.def;code=***",
        "code=RunNing;code=***",
        "credential=qwertyuiop;credential=***",
        "session=qwertyuiop;session=***",
        "<code>RUNNING</code>;<code>***</code>",
        "code=1234;code=***",
        "code: QWERTYUIOP;code: ***",
        "code: qwertyuiop;code: ***",
        "Code: WDJBMJHT;Code: ***",
        "code : QWERTY_UIOP;code : ***",
        "code:qwertyuiop, n: 1;code:***, n: 1",
        "state: ABCDEF;state: ***",
        "STATE: abc_def;STATE: ***",
        "session: QWERTYUIOP;session: ***",
        "credential: qwerty;credential: ***",
        "code: 1234;code: ***",
        "code: QWERTYUIOP was refused;code: *** was refused",
        "oauth code: qwertyuiop state: zxcvbnm;oauth code: *** state: ***"
      })
  @DisplayName("attack 6: a code of letters alone is no word")
  void codesOfLetters(String line, String clean) {
    assertThat(Redaction.redact(line)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\u000b", "\f", "\u0085", "\u2028", "\u2029"})
  @DisplayName("attack 6: line breaks of every kind are bars")
  void lineBreaks(String lineBreak) {
    assertThat(Redaction.redact("a" + lineBreak + "b")).isEqualTo("a | b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY---M\nI-\n-EI-----END PRIVATE K",
        "\"password\"\n:\n\"x\"",
        "{\"name\":\"password\",\n\"value\":\"x\"}",
        "password=a\u001bb",
        "token=[\"a\",\n\"b\"\n]",
        "<token\u2028a='1'>x",
        "code\u00a0: RUNNING\u009b",
        "\"state\"\u000b=\f\"RUNNING\""
      })
  @DisplayName("attack 6: no line break comes through between a name and its value")
  void lineBreaksBetween(String text) {
    assertThat(Redaction.redact(text)).doesNotContainPattern("[\\p{Cc}\u2028\u2029]");
  }

  @Test
  @DisplayName("attack 6: a scheme with no blank behind it hides none of what follows")
  void aSchemeAlone() {
    assertThat(Redaction.redact("Authorization: Bearer,hunter2\nHost: h"))
        .isEqualTo("Authorization: *** | Host: h");
  }

  @Test
  @DisplayName("attack 6: what a terminal obeys is made visible")
  void controlCharacters() {
    assertThat(Redaction.redact("a\u001b[2Jb\u009bc\u0000\u202ed\te"))
        .isEqualTo("a\\u001b[2Jb\\u009bc\\u0000\\u202ed\te");
  }

  @Test
  @DisplayName("attack 6: what has been redacted stays so when it is redacted again")
  void twice() {
    String once = Redaction.redact("password=a Authorization: Bearer abcdefgh x\ntoken=[\"a\"]");

    assertThat(Redaction.redact(once)).isEqualTo(once);

    String key = Redaction.redact("private_key=x-----BEGIN PRIVATE KEY-----\na\n-----END");

    assertThat(Redaction.redact(key)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01 INFO GET /orders?id=5&access_token=abc123 -> 200 {\"otp\": 123456}"
            + " io.crossauth.client.OAuthClient\n",
        "token",
        "token ",
        "\"token\":\"",
        "\"token\":[",
        "<token ",
        "://u:p",
        "-----BEGIN",
        "x-----BEGIN",
        "token=-----BEGIN",
        "private_key=-----BEGIN PRIVATE KEY",
        "token={",
        "token={a}",
        "token={}",
        "token={ ",
        "}",
        "code=token.expired",
        "code=abc,",
        "%3Dtoken",
        "\\\"token\\\"",
        "Authorization: ",
        "\u001b[2J"
      })
  @DisplayName("attack 6: ten megabytes are read in one pass: what looks twice takes hours")
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void onePass(String piece) {
    String text = piece.repeat(10 * 1024 * 1024 / piece.length());
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();

    assertThat(Redaction.redact(text)).isNotEmpty();

    long took = threads.getCurrentThreadCpuTime() - before;
    System.out.printf("attack 6: 10 MB of %s: %d ms%n", Redaction.redact(piece), took / 1_000_000);
  }
}
