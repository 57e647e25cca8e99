package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

  private static final int THREADS = 8;

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
  void saysWhichFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "no folder");

    assertThatThrownBy(() -> new Cache(file).folder("a", folder -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot write into "
                + file
                + ", where built servers are kept; name another folder by crossauth.it.cache");
  }

  @Test
  void letsOneThreadMakeAndTheOthersWait() throws Exception {
    AtomicInteger made = new AtomicInteger();
    List<Thread> started = new CopyOnWriteArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Cache.Maker maker =
        folder -> {
          made.incrementAndGet();
          awaitAllOthersWaiting(started);
        };
    try {
      List<Future<Path>> folders =
          IntStream.range(0, THREADS)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            started.add(Thread.currentThread());
                            return cache.folder("a", maker);
                          }))
              .toList();
      for (Future<Path> folder : folders) {
        assertThat(folder.get(30, TimeUnit.SECONDS)).isDirectory();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(made).hasValue(1);
  }

  private static void awaitAllOthersWaiting(List<Thread> threads) {
    long waiting = 0;
    while (waiting < THREADS - 1) {
      waiting =
          threads.stream().filter(thread -> thread.getState() == Thread.State.WAITING).count();
      Thread.onSpinWait();
    }
  }
}
