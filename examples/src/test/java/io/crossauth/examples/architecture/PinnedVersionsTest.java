package io.crossauth.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions of what we stand on: where they are written, and what they must not be behind. */
class PinnedVersionsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern VERSION = Pattern.compile("<version>([^<$]+)</version>");
  private static final Pattern PROPERTY =
      Pattern.compile("<([a-z0-9_-]+)\\.version>([^<]+)</\\1\\.version>");

  @Test
  @DisplayName("attack 16 the version of a library stands once, in the parent")
  void stands_once() throws IOException {
    List<String> elsewhere = new ArrayList<>();
    for (Path pom : poms()) {
      Matcher found = VERSION.matcher(Files.readString(pom));
      while (found.find()) {
        if (!found.group(1).equals("0.1.0-SNAPSHOT")) {
          elsewhere.add(ROOT.relativize(pom) + ": " + found.group(1));
        }
      }
    }
    assertThat(elsewhere).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @DisplayName("attack 16 what has a published fault is past its patch:")
  @CsvSource({
    "httpclient5, 5.6.4, 'CVE-2026-71290, CVE-2026-64607'",
    "logback, 1.5.25, 'CVE-2025-11226, CVE-2026-1225'",
    "log4j, 2.25.3, CVE-2025-68161",
    "nimbus-jose-jwt, 10.0.2, CVE-2025-53864",
    "jackson, 2.15.0, CVE-2025-52999",
    "postgresql, 42.7.7, CVE-2025-49146"
  })
  void is_past_its_patch(String library, String patch, String faults) throws IOException {
    assertThat(pinned()).as(faults).containsKey(library);
    assertThat(compare(pinned().getProperty(library), patch)).as(faults).isNotNegative();
  }

  @ParameterizedTest
  @DisplayName("attack 16 modules whose parent is that of Spring Boot repeat the versions of ours")
  @ValueSource(strings = {"boot-3.5", "boot-4.0", "boot-4.1"})
  void repeats_the_versions_of_ours(String module) throws IOException {
    Path pom = ROOT.resolve("integrations/spring-boot-tests").resolve(module).resolve("pom.xml");
    Matcher found = PROPERTY.matcher(Files.readString(pom));
    List<String> ours = new ArrayList<>();
    while (found.find()) {
      if (pinned().containsKey(found.group(1))) {
        assertThat(found.group(2)).as(found.group(1)).isEqualTo(pinned().get(found.group(1)));
        ours.add(found.group(1));
      }
    }
    assertThat(ours).contains("bouncycastle", "embedded-redis");
  }

  private static List<Path> poms() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      return files
          .filter(file -> file.endsWith("pom.xml") && !file.equals(ROOT.resolve("pom.xml")))
          .filter(file -> !file.toString().contains("target"))
          .toList();
    }
  }

  private static Properties pinned() throws IOException {
    Properties pinned = new Properties();
    Matcher found = PROPERTY.matcher(Files.readString(ROOT.resolve("pom.xml")));
    while (found.find()) {
      pinned.setProperty(found.group(1), found.group(2));
    }
    return pinned;
  }

  private static int compare(String found, String patch) {
    String[] left = found.split("\\.", -1);
    String[] right = patch.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int difference = number(left, i) - number(right, i);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int i) {
    return i < parts.length ? Integer.parseInt(parts[i]) : 0;
  }
}
