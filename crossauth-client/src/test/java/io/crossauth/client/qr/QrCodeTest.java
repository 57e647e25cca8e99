package io.crossauth.client.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {

  private static final String ADDRESS =
      "https://id.example.com/realms/shop/device?user_code=WDJB-MJHT";

  private final QrCode code = QrCode.of(ADDRESS);

  @Nested
  class OnATerminalWithColours {

    @Test
    void isReadBackFromTheScreen() {
      assertThat(QrReader.screen(code.terminal(), true)).isEqualTo(ADDRESS);
    }

    @Test
    void everyLineSetsInkAndGroundAndTakesThemBack() {
      assertThat(code.terminal().lines())
          .allSatisfy(
              line ->
                  assertThat(line).startsWith("\u001b[38;5;16;48;5;231m").endsWith("\u001b[0m"));
    }

    @Test
    void hasAQuietZoneOfFourModulesOnEachSide() {
      String[] lines = code.terminal().replaceAll("\u001b\\[[0-9;]*m", "").split("\n");

      assertThat(lines[0]).isBlank().hasSize(code.size());
      assertThat(lines[1]).isBlank();
      assertThat(lines[lines.length - 2]).isBlank();
      assertThat(lines).allSatisfy(line -> assertThat(line).startsWith("    ").endsWith("    "));
    }
  }

  @Nested
  class OnATerminalWithoutColours {

    @Test
    void isReadBackFromADarkScreen() {
      assertThat(QrReader.screen(code.text(), false)).isEqualTo(ADDRESS);
    }

    @Test
    void holdsNothingButBlocksBlanksAndLineFeeds() {
      assertThat(code.text()).matches("[ \u2580\u2584\u2588\n]+");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void isReadBackFromAPicture(int scale) throws Exception {
    assertThat(QrReader.picture(code.png(scale))).isEqualTo(ADDRESS);
  }

  @Test
  void svgHasTheSameSquaresAsThePicture() {
    String svg = code.svg();

    assertThat(svg).startsWith("<svg ").endsWith("</svg>").doesNotContain("WDJB");
    assertThat(svg).contains("viewBox=\"0 0 " + code.size() + " " + code.size() + "\"");
    assertThat(QrReader.vector(svg, code.size())).isEqualTo(ADDRESS);
  }

  @Test
  void holdsCharactersOfAnyLanguage() {
    assertThat(QrReader.screen(QrCode.of("Привет, 世界").terminal(), true)).isEqualTo("Привет, 世界");
  }

  @Test
  void writesAnAddressInAscii() {
    URI address = URI.create("https://id.example.com/gerät");

    assertThat(QrReader.screen(QrCode.of(address).terminal(), true))
        .isEqualTo("https://id.example.com/ger%C3%A4t");
  }

  @Test
  void refusesAnEmptyText() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> QrCode.of(""))
        .withMessageContaining("empty");
  }

  @Test
  void refusesMoreThanACodeCanHoldWithoutQuotingIt() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> QrCode.of("secret".repeat(400)))
        .withMessage("content: expected at most 2331 bytes, found 2400 characters");
  }

  @Test
  void holdsAsMuchAsItSays() {
    assertThat(QrCode.of("x".repeat(2331)).size()).isEqualTo(185);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void refusesAScaleWithoutSense(int scale) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> code.png(scale))
        .withMessage("scale: expected 1 to 100, found " + scale);
  }

  @Test
  void itsTextFormDoesNotShowItsContent() {
    assertThat(code).hasToString("QrCode[" + code.size() + " modules]");
  }
}
