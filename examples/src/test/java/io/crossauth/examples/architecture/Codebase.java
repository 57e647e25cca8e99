package io.crossauth.examples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules, and their classes. */
final class Codebase {

  /** The packages of {@code crossauth-wellknown}. */
  static final String[] WELLKNOWN = {
    "io.crossauth.error..",
    "io.crossauth.http..",
    "io.crossauth.internal..",
    "io.crossauth.value..",
    "io.crossauth.wellknown..",
    "io.crossauth.platform.."
  };

  static final String TOKENCONSUMER = "io.crossauth.tokenconsumer..";
  static final String CLIENT = "io.crossauth.client..";
  static final String YANDEX = "io.crossauth.yandex..";
  static final String TESTKIT = "io.crossauth.testkit..";

  private static final List<String> MODULES =
      List.of(
          "crossauth-wellknown",
          "crossauth-tokenconsumer",
          "crossauth-client",
          "crossauth-yandex",
          "integrations/httpclient5",
          "integrations/jdbc",
          "integrations/redis",
          "integrations/servlet",
          "integrations/spring-boot-starter",
          "integrations/spring-boot-test",
          "integrations/micrometer",
          "integrations/logback",
          "integrations/log4j2",
          "integrations/jul",
          "testkit");

  /** All of ours that the examples stand on, but for the tests. */
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(
              place -> !place.contains("test-classes") && !place.contains("-tests.jar"))
          .importPackages("io.crossauth");

  /** What programs get. */
  static final JavaClasses LIBRARIES = ALL.that(areLibraries());

  private Codebase() {}

  private static DescribedPredicate<JavaClass> areLibraries() {
    return describe(
        "are of the libraries",
        type ->
            !type.getPackageName().startsWith("io.crossauth.testkit")
                && !type.getPackageName().startsWith("io.crossauth.contracts")
                && !type.getPackageName().startsWith("io.crossauth.examples"));
  }

  /** The main sources of all modules that programs get, and of the testkit. */
  static List<Path> sources() {
    return MODULES.stream().flatMap(module -> sources(module).stream()).toList();
  }

  /** Those whose libraries are on the class path here. */
  static List<Path> compilable() {
    return Stream.of(
            "crossauth-wellknown",
            "crossauth-tokenconsumer",
            "crossauth-client",
            "crossauth-yandex",
            "integrations/jdbc",
            "integrations/redis",
            "integrations/servlet",
            "testkit")
        .flatMap(module -> sources(module).stream())
        .toList();
  }

  /** The main sources of one module. */
  static List<Path> sources(String module) {
    Path folder = root().resolve(module).resolve("src/main/java");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The top of the repository. */
  static Path root() {
    return Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
  }
}
