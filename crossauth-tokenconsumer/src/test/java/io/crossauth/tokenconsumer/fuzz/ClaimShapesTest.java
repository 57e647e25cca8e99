package io.crossauth.tokenconsumer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.testing.Corpus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The good payloads of the corpus, claims as providers and people have them, read late and at once.
 */
class ClaimShapesTest {

  /** What a byte is spoilt by: JSON's own signs, a control, halves and beginnings of characters. */
  private static final byte[] SPOILERS = {
    '"',
    '\\',
    ',',
    ':',
    '{',
    '}',
    '[',
    ']',
    '0',
    '-',
    'e',
    'u',
    ' ',
    0,
    (byte) 0x80,
    (byte) 0xc3,
    (byte) 0xed,
    (byte) 0xf5
  };

  @DisplayName("claims read late are those read at once, in their order")
  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void theSame(Path file) throws Exception {
    byte[] text = Files.readAllBytes(file);
    Map<String, ?> atOnce = Json.object(text);

    assertThat(Json.lazyObject(text)).isEqualTo(atOnce).hasToString(atOnce.toString());
    assertThat(Json.lazyObject(text).getClass()).isNotEqualTo(atOnce.getClass());
  }

  @DisplayName("S-29 with any byte spoilt or left out, they are read or refused alike")
  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void spoilt(Path file) throws Exception {
    byte[] text = Files.readAllBytes(file);
    for (int i = 0; i < text.length; i++) {
      byte[] spoilt = text.clone();
      spoilt[i] = SPOILERS[i % SPOILERS.length];
      assertAlike(spoilt);
      spoilt[i] = SPOILERS[(7 * i + 5) % SPOILERS.length];
      assertAlike(spoilt);
      assertAlike(without(text, i));
    }
  }

  private static byte[] without(byte[] text, int place) {
    byte[] shorter = Arrays.copyOf(text, text.length - 1);
    System.arraycopy(text, place + 1, shorter, place, shorter.length - place);
    return shorter;
  }

  private static void assertAlike(byte[] text) {
    Object late = outcome(text, Json::lazyObject);
    Object atOnce = outcome(text, Json::object);
    if (!late.equals(atOnce)) {
      fail("%s: late %s, at once %s", new String(text, StandardCharsets.UTF_8), late, atOnce);
    }
  }

  private interface Reader {
    Map<String, ?> read(byte[] text) throws JsonException;
  }

  /** The claims, or why there are none. */
  private static Object outcome(byte[] text, Reader reader) {
    try {
      return reader.read(text);
    } catch (JsonException e) {
      return String.valueOf(e.getMessage());
    }
  }

  static Stream<Path> good() throws Exception {
    return Corpus.of(CorpusTest.class, "ReadersFuzzInputs/payload")
        .filter(file -> file.getFileName().toString().startsWith("good-"));
  }
}
