package io.crossauth.examples.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contrast of WCAG 2.2, success criteria 1.4.3 and 1.4.11, computed from the style sheet. */
@DisplayName("In the playground's style sheet")
class StyleSheetTest {

  private static final Pattern COLOR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final double TEXT = 4.5;
  private static final double EDGES = 3;

  private final String style = read("style.css");

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "text, back",
    "text, panel",
    "text, good-back",
    "text, bad-back",
    "soft, panel",
    "link, panel",
    "link, good-back",
    "link, bad-back",
    "button-text, button",
    "good, good-back",
    "bad, bad-back",
    "bad, good-back"
  })
  void text_can_be_read_in_light_and_dark(String front, String behind) {
    assertThat(contrast(light(), front, behind)).as("light").isGreaterThanOrEqualTo(TEXT);
    assertThat(contrast(dark(), front, behind)).as("dark").isGreaterThanOrEqualTo(TEXT);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({"edge, panel", "link, back", "button, panel", "good, good-back", "bad, bad-back"})
  void what_is_to_be_found_stands_out(String front, String behind) {
    assertThat(contrast(light(), front, behind)).as("light").isGreaterThanOrEqualTo(EDGES);
    assertThat(contrast(dark(), front, behind)).as("dark").isGreaterThanOrEqualTo(EDGES);
  }

  @Test
  void colors_stand_in_one_place_for_each_taste() {
    assertThat(light().keySet()).isEqualTo(dark().keySet());
    assertThat(style.replaceAll("--[a-z-]+: #[0-9a-f]{6};", "")).doesNotContain("#1", "#f", "rgb(");
  }

  @Test
  void nothing_is_wider_than_a_phone() {
    Matcher width = Pattern.compile("(?<![\\w-])width: ([^;]+);").matcher(style);
    while (width.find()) {
      assertThat(width.group(1)).isEqualTo("100%");
    }
    assertThat(style).doesNotContain("white-space: nowrap", "outline: none");
  }

  @Test
  void nothing_comes_from_elsewhere() {
    String all = style + read("script.js").replace("http://www.w3.org/2000/svg", "");

    assertThat(all)
        .doesNotContain("http:", "https:", "//cdn", "@import", "url(", "innerHTML", "eval");
  }

  private Map<String, String> light() {
    return colors(style.substring(0, style.indexOf("@media (prefers-color-scheme: dark)")));
  }

  private Map<String, String> dark() {
    return colors(style.substring(style.indexOf("@media (prefers-color-scheme: dark)")));
  }

  private static Map<String, String> colors(String part) {
    Map<String, String> colors = new LinkedHashMap<>();
    Matcher color = COLOR.matcher(part);
    while (color.find()) {
      colors.put(color.group(1), color.group(2));
    }
    return colors;
  }

  private static double contrast(Map<String, String> colors, String front, String behind) {
    double one = luminance(Objects.requireNonNull(colors.get(front), front));
    double other = luminance(Objects.requireNonNull(colors.get(behind), behind));
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(String color) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double value = Integer.parseInt(color.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum +=
          weights[i] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static String read(String name) {
    try (InputStream file = StyleSheetTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
