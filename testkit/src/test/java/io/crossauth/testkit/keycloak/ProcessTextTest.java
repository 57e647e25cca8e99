package io.crossauth.testkit.keycloak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Names of files reach a process as they are on the disk, whatever the default charset. */
class ProcessTextTest {

  private static final String HOME = "/home/müller/Ärger mit ß";

  @Test
  @DisplayName("in another default charset the bytes on the way are those of the locale")
  void theBytesOfTheLocale() {
    String told = ProcessText.of(HOME, UTF_8, ISO_8859_1);

    assertThat(told).isNotEqualTo(HOME);
    assertThat(told.getBytes(ISO_8859_1)).isEqualTo(HOME.getBytes(UTF_8));
  }

  @Test
  @DisplayName("where both charsets are the same nothing changes")
  void theSameCharset() {
    assertThat(ProcessText.of(HOME, UTF_8, UTF_8)).isEqualTo(HOME);
  }

  @Test
  @DisplayName("what the default charset cannot write stays as it is")
  void notToBeWritten() {
    assertThat(ProcessText.of(HOME, UTF_8, US_ASCII)).isEqualTo(HOME);
  }
}
