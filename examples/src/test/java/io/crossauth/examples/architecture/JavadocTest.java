package io.crossauth.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What programs can see has its Javadoc; and every package says what it is for. */
class JavadocTest {

  @Test
  void everyPublicElementIsDocumentedInFull() {
    List<String> gaps = DocLint.gaps(Codebase.compilable());

    System.out.printf("public elements without complete Javadoc: %d%n", gaps.size());
    assertThat(gaps).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<Path> sources = Set.copyOf(Codebase.sources());

    assertThat(sources)
        .filteredOn(source -> !source.endsWith("module-info.java"))
        .allMatch(source -> sources.contains(source.resolveSibling("package-info.java")));
  }
}
