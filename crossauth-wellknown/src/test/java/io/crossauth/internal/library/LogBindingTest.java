package io.crossauth.internal.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SLF4J 1 beside a backend for SLF4J 2 loses all logs, and says so to nobody who listens. */
class LogBindingTest {

  private static final String PROVIDER = "org.slf4j.spi.SLF4JServiceProvider";
  private static final ClassLoader OURS = LogBindingTest.class.getClassLoader();

  @TempDir Path folder;

  @Test
  @DisplayName("SLF4J 2 with its backend: nothing to say")
  void good() {
    assertThat(LogBinding.advice(OURS)).isEmpty();
  }

  @Test
  @DisplayName("SLF4J 1 with a backend for 2: what was found, and what to set")
  void lost() throws IOException {
    Optional<String> advice = LogBinding.advice(new Seen(true, true, folder));

    assertThat(advice.orElseThrow())
        .contains("slf4j-api", "SLF4J 2", "lost", "slf4j.version", "dependencyManagement");
  }

  @Test
  @DisplayName("SLF4J 1 without one, or none at all: nothing to say")
  void nothingLost() throws IOException {
    assertThat(LogBinding.advice(new Seen(true, false, folder))).isEmpty();
    assertThat(LogBinding.advice(new Seen(false, true, folder))).isEmpty();
  }

  /** Sees an SLF4J 1, and a backend for 2, or not. */
  private static final class Seen extends ClassLoader {

    private final boolean api;
    private final URL backend;

    Seen(boolean api, boolean backend, Path folder) throws IOException {
      super(OURS);
      this.api = api;
      Path file = Files.writeString(folder.resolve("backend"), "some.Provider");
      this.backend = backend ? file.toUri().toURL() : null;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean hidden = name.equals(PROVIDER) || (!api && name.startsWith("org.slf4j."));
      if (hidden) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
      return name.equals("META-INF/services/" + PROVIDER) ? backend : super.getResource(name);
    }
  }
}
