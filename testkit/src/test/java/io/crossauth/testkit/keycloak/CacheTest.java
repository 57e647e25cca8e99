package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

  @TempDir Path root;
  private Cache cache;

  @BeforeEach
  void open() {
    cache = new Cache(root.resolve("deep").resolve("down"));
  }

  @Test
  void makesAFolderOnce() throws IOException {
    Path first = cache.folder("a", folder -> Files.writeString(folder.resolve("file"), "1"));
    Path second = cache.folder("a", folder -> Files.writeString(folder.resolve("file"), "2"));

    assertThat(second).isEqualTo(first);
    assertThat(first.resolve("file")).hasContent("1");
  }

  @Test
  void keepsNothingThatIsHalfMade() throws IOException {
    assertThatThrownBy(
            () ->
                cache.folder(
                    "a",
                    folder -> {
                      Files.writeString(folder.resolve("left"), "1");
                      throw new IOException("crash");
                    }))
        .hasMessage("crash");

    Path folder = cache.folder("a", fresh -> Files.writeString(fresh.resolve("file"), "2"));

    assertThat(folder).isDirectoryNotContaining("glob:**left").isDirectoryContaining("glob:**file");
  }

  @Test
  void letsOneThreadMakeAndTheOthersWait() throws Exception {
    AtomicInteger made = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Path>> folders =
          IntStream.range(0, 8)
              .mapToObj(
                  n -> threads.submit(() -> cache.folder("a", folder -> made.incrementAndGet())))
              .toList();
      for (Future<Path> folder : folders) {
        assertThat(folder.get()).isDirectory();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(made).hasValue(1);
  }
}
