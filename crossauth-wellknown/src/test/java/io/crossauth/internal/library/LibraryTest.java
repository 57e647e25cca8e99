package io.crossauth.internal.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import io.crossauth.error.UnsupportedLibraryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.hc.client5.http.HttpRoute;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryTest {

  private static final String WRITTEN = "META-INF/maven/test.group/marker/pom.properties";

  @Test
  @DisplayName("a jar that holds a copy of the library does not speak for it")
  void copies(@TempDir Path folder) throws Exception {
    String marker = LibraryTest.class.getName().replace('.', '/') + ".class";
    byte[] code;
    try (InputStream in = LibraryTest.class.getClassLoader().getResourceAsStream(marker)) {
      code = in.readAllBytes();
    }
    URL copy = jar(folder.resolve("tool.jar"), Map.of(WRITTEN, bytes("version=1.0")));
    URL real = jar(folder.resolve("real.jar"), Map.of(WRITTEN, bytes("version=2.0"), marker, code));

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {copy, real}, new OnlyOthers(getClass().getClassLoader()))) {
      Class<?> member = loader.loadClass(LibraryTest.class.getName());

      assertThat(Versions.of(member, "test.group", "marker")).contains("2.0");
    }
  }

  /** Finds all but the class that the jar is to bring. */
  private static final class OnlyOthers extends ClassLoader {

    OnlyOthers(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(LibraryTest.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static URL jar(Path file, Map<String, byte[]> entries) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
    return file.toUri().toURL();
  }

  @Test
  @DisplayName("too old: the library, what was expected, what was found, and the property to set")
  void tooOld() {
    UnsupportedLibraryException e =
        catchThrowableOfType(
            UnsupportedLibraryException.class, () -> Library.HTTP_CLIENT.require("5.4.4"));

    assertThat(e.code()).isEqualTo("library.unsupported");
    assertThat(e.library()).isEqualTo("org.apache.httpcomponents.client5:httpclient5");
    assertThat(e.expected()).isEqualTo("5.5");
    assertThat(e.found()).isEqualTo("5.4.4");
    assertThat(e.property()).contains("httpclient5.version");
    assertThat(e)
        .hasMessage(
            "expected org.apache.httpcomponents.client5:httpclient5 5.5 or later, found 5.4.4; set"
                + " the property httpclient5.version (Spring Boot's parent), or manage it in"
                + " dependencyManagement");
  }

  @Test
  @DisplayName("where no property sets the version, none is named")
  void withoutProperty() {
    UnsupportedLibraryException e =
        catchThrowableOfType(
            UnsupportedLibraryException.class, () -> Library.NIMBUS_JOSE.require("9.31"));

    assertThat(e.property()).isEmpty();
    assertThat(e).hasMessageEndingWith("found 9.31; manage it in dependencyManagement");
  }

  @ParameterizedTest
  @DisplayName("the oldest that serves")
  @CsvSource({
    "HTTP_CLIENT, 5.4.4, 5.5",
    "HTTP_CORE, 5.3.3, 5.3.4",
    "JACKSON, 2.18.4.1, 2.19.0",
    "CAFFEINE, 3.0.6, 3.1.0",
    "NIMBUS_JOSE, 9.36, 9.37",
    "NIMBUS_OAUTH, 9.42, 9.43"
  })
  void oldest(Library library, String below, String first) {
    assertThatCode(() -> library.require(below)).isInstanceOf(UnsupportedLibraryException.class);
    assertThatCode(() -> library.require(first)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @DisplayName("versions are compared by their numbers")
  @CsvSource({
    "5.5, 5.5, false",
    "5.10, 5.9, false",
    "5.9, 5.10, true",
    "5, 5.5, true",
    "6, 5.5, false",
    "5.5-beta1, 5.5, false",
    "5.4.4.redhat-1, 5.5, true",
    "9.37.3, 9.37, false",
    "snapshot, 5.5, false",
    "99999999999, 5.5, false"
  })
  void comparison(String version, String than, boolean older) {
    assertThat(Versions.isOlder(version, than)).isEqualTo(older);
  }

  @Test
  @DisplayName("the version is that of the jar, and that of another library is none")
  void found() {
    assertThat(Library.HTTP_CLIENT.found(HttpRoute.class).orElseThrow()).startsWith("5.");
    assertThat(Library.JACKSON.found(JsonFactory.class).orElseThrow()).startsWith("2.");
    // No Maven wrote into its jar; its name says it.
    assertThat(Versions.of(org.jspecify.annotations.Nullable.class, "none", "jspecify"))
        .hasValueSatisfying(version -> assertThat(version).startsWith("1."));
    assertThat(Versions.of(String.class, "none", "none")).isNotNull();
    assertThat(Versions.of(LibraryTest.class, "none", "none")).isEmpty();
  }
}
