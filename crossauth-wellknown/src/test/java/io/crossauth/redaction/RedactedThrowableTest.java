package io.crossauth.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedactedThrowableTest {

  private static final String SECRET = "hunter2!";

  private static String printed(Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all, true));
    return all.toString();
  }

  @Test
  @DisplayName("attack 6: a throwable without secrets stays itself")
  void clean() {
    IOException thrown = new IOException("reset", new IllegalStateException());

    assertThat(Redaction.redact(thrown)).isSameAs(thrown);
  }

  @Test
  @DisplayName("attack 6: a secret anywhere in a throwable is taken out, and the traces stay")
  void anywhere() {
    Throwable inCause = new IOException("a", new IllegalStateException("password=" + SECRET));
    Throwable inSuppressed = new IOException("b");
    inSuppressed.addSuppressed(new IOException("c", new IOException("token: " + SECRET)));
    Throwable inString =
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String toString() {
            return "otp=" + SECRET;
          }
        };

    for (Throwable thrown : new Throwable[] {inCause, inSuppressed, inString}) {
      String text = printed(Redaction.redact(thrown));
      assertThat(Redaction.redact(thrown).getStackTrace()).isEqualTo(thrown.getStackTrace());
      assertThat(text).doesNotContain("hunter2").contains("RedactedThrowableTest.anywhere");
    }
    assertThat(printed(Redaction.redact(inCause)))
        .startsWith("java.io.IOException: a")
        .contains("Caused by: java.lang.IllegalStateException: password=***");
    assertThat(printed(Redaction.redact(inSuppressed)))
        .contains(
            "Suppressed: java.io.IOException: c", "Caused by: java.io.IOException: token: ***");
  }

  @Test
  @DisplayName("attack 6: throwables in a circle, and thousands of them, come to an end")
  void circles() {
    IOException one = new IOException("password=" + SECRET);
    IOException two = new IOException("two", one);
    one.addSuppressed(two);
    assertThat(printed(Redaction.redact(two))).doesNotContain("hunter2").contains("password=***");

    Throwable chain = new IOException("password=" + SECRET);
    for (int i = 0; i < 5_000; i++) {
      chain = new IOException("n" + i, chain);
    }
    assertThat(printed(Redaction.redact(chain))).doesNotContain("hunter2").contains("n4999");
  }
}
