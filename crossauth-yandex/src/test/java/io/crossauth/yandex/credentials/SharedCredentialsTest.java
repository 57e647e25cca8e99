package io.crossauth.yandex.credentials;

import static io.crossauth.yandex.credentials.SharedCredentialsProcess.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.platform.RandomSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@DisplayName("Credentials that several programs share")
class SharedCredentialsTest {

  private static final int EACH = 40;

  private final String key = Base64.getEncoder().encodeToString(RandomSource.system().bytes(32));

  @TempDir private Path folder;
  private Path file;
  private CredentialStore store;

  @BeforeEach
  void begin() {
    file = folder.resolve("yandex.credentials");
    store = SharedCredentialsProcess.store(file, key);
    store.save(numbered(0));
  }

  @Test
  @DisplayName("attack 8: two processes lose no change, while a backup reads all files")
  void two_processes() throws Exception {
    Process other = process();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("ready");
      AtomicBoolean over = new AtomicBoolean();
      Thread backup = new Thread(() -> backUp(over));
      backup.start();
      other.getOutputStream().write('\n');
      other.getOutputStream().flush();
      SharedCredentialsProcess.count(store, EACH);
      assertThat(other.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).as(lines.lines().toList().toString()).isZero();
      over.set(true);
      backup.join();
    } finally {
      other.destroyForcibly();
    }

    assertThat(store.load()).contains(numbered(2 * EACH));
  }

  @Test
  @DisplayName("attack 8: two class loaders of one process lose no change, while a backup reads")
  void two_class_loaders() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class<?> theirs = loader.loadClass(SharedCredentialsProcess.class.getName());
      assertThat(theirs).isNotSameAs(SharedCredentialsProcess.class);
      List<Throwable> failures = new ArrayList<>();
      AtomicBoolean over = new AtomicBoolean();
      Thread backup = new Thread(() -> backUp(over));
      Thread other = new Thread(() -> countBy(theirs, failures));
      backup.start();
      other.start();
      SharedCredentialsProcess.count(store, EACH);
      other.join();
      over.set(true);
      backup.join();
      assertThat(failures).isEmpty();
    }

    assertThat(store.load()).contains(numbered(2 * EACH));
  }

  @Test
  @DisplayName("attack 8: who was held up while others went on changes nothing")
  void held_up() throws IOException {
    CredentialStates states = new CredentialStates(file);
    CredentialStates.State seen = states.newest();
    store.save(numbered(1));
    store.save(numbered(2));

    // The number after the one that was seen is free again.
    assertThat(states.replace(seen, "crossauth-yandex-1\n\n\n")).isFalse();
    assertThat(store.load()).contains(numbered(2));
    assertThat(names()).containsExactly("yandex.credentials.3");
  }

  @Test
  @DisplayName("attack 8: after they were cleared, who was held up brings nothing back")
  void cleared() throws IOException {
    CredentialStates states = new CredentialStates(file);
    CredentialStates.State seen = states.newest();
    store.clear();

    assertThat(states.replace(seen, seen.text().orElseThrow())).isFalse();
    assertThat(store.load()).isEmpty();
    store.save(numbered(5));
    assertThat(store.load()).contains(numbered(5));
  }

  @Test
  @DisplayName("attack 8: a file of the time before is read, and replaced by the first change")
  void of_the_time_before() throws IOException {
    Path newest = folder.resolve("yandex.credentials.1");
    String[] lines = Files.readString(newest).split("\n", -1);
    Files.delete(newest);
    Files.writeString(file, lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n");
    assertThat(store.load()).contains(numbered(0));

    assertThat(store.replace(Optional.of(numbered(0)), Optional.of(numbered(1)))).isTrue();
    assertThat(store.load()).contains(numbered(1));
    assertThat(names()).containsExactly("yandex.credentials.1");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void countBy(Class<?> theirs, List<Throwable> failures, Object... arguments) {
    try {
      Object unused =
          theirs.getMethod("count", String.class, String.class, int.class).invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      failures.add(e);
    }
  }

  private void countBy(Class<?> theirs, List<Throwable> failures) {
    countBy(theirs, failures, file.toString(), key, EACH);
  }

  private Process process() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            SharedCredentialsProcess.class.getName(),
            file.toString(),
            key,
            Integer.toString(EACH))
        .redirectErrorStream(true)
        .start();
  }

  private static URL[] classPath() {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      try {
        urls.add(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Opens and closes all files, which costs this process its locks on POSIX. */
  private void backUp(AtomicBoolean over) {
    while (!over.get()) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path path : files.toList()) {
          openAndClose(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void openAndClose(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      assertThat(channel.isOpen()).isTrue();
    } catch (NoSuchFileException e) {
      // It has been replaced.
    }
  }
}
