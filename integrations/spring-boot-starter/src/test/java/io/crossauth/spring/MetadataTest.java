package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** What editors show of the properties. */
class MetadataTest {

  private static final String FILE = "/META-INF/spring-configuration-metadata.json";

  @Test
  @DisplayName("W-03: every property is in the metadata, with words")
  void every_property() throws IOException {
    String metadata = read();
    List<String> expected = new ArrayList<>();
    properties("crossauth", CrossauthProperties.class, expected);
    assertThat(expected).hasSizeGreaterThan(30);
    for (String name : expected) {
      assertThat(described(metadata, name)).as(name).isTrue();
    }
  }

  private static String read() throws IOException {
    try (InputStream file = CrossauthProperties.class.getResourceAsStream(FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The entry of a name, up to the next one. */
  private static boolean described(String metadata, String name) {
    Matcher entry =
        Pattern.compile(
                "\"name\": *\"" + Pattern.quote(name) + "\",[^{}]*\"description\": *\"[A-Z0-9]")
            .matcher(metadata);
    return entry.find();
  }

  /** Maps are one property for an editor. */
  private static void properties(String prefix, Class<?> type, List<String> names) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + "." + dashed(component.getName());
      if (component.getType().isRecord()) {
        properties(name, component.getType(), names);
      } else {
        names.add(name);
      }
      assertThat(ConfigurationPropertyName.isValid(name)).as(name).isTrue();
    }
    assertThat(new TreeSet<>(names)).hasSameSizeAs(names);
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
