package io.crossauth.comingfrom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code docs/spring.md} says of Spring Boot's own properties is in Spring Boot's jars. */
class SpringPageTest {

  private static final Pattern NAME = Pattern.compile("`(spring\\.security\\.[^`]+)`");

  @Test
  @DisplayName("every property of Spring Security that docs/spring.md moves from is one")
  void movesFromPropertiesThatThereAre() {
    List<Path> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("spring-boot-security-oauth2"))
            .map(Path::of)
            .toList();
    SpringBootProperties theirs = SpringBootProperties.in(jars);

    List<String> named =
        NAME.matcher(Page.read(Page.ROOT.resolve("docs/spring.md")))
            .results()
            .map((MatchResult name) -> name.group(1))
            .toList();

    assertThat(named).hasSizeGreaterThanOrEqualTo(15);
    assertThat(named.stream().filter(name -> !theirs.have(name)))
        .as("names that are not there")
        .isEmpty();
  }
}
