package io.crossauth.client.session;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.internal.file.PrivateFile;
import io.crossauth.platform.Scheduler;
import io.crossauth.platform.Ticker;
import io.crossauth.tokenconsumer.internal.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The file of one session, and its two locks: one for a renewal, one for a change. */
final class SessionFile {

  private static final long MAX_BYTES = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  /** What is done under the lock for changes. */
  @FunctionalInterface
  interface Change<T> {
    T run() throws IOException;
  }

  private final Path file;
  private final DirectoryLocks locks;
  private final long place;

  /** Sessions may be named anything: their names on disk are digests. */
  SessionFile(Path directory, String session) {
    byte[] digest = Hashes.sha256Bytes(session);
    this.file =
        directory.resolve(
            Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + ".tokens");
    this.locks = new DirectoryLocks(directory.resolve("locks"));
    // Two places for each session, the first one even.
    this.place = (ByteBuffer.wrap(digest).getLong() >>> 3) * 2;
  }

  Optional<String> read() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw StorageException.unreadable(
            "token store: expected a file of at most 1 MiB, found a larger one", null);
      }
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("token store: cannot read a session", e);
    }
  }

  void write(String text) throws IOException {
    PrivateFile.replace(file, text);
  }

  void delete() throws IOException {
    PrivateFile.delete(file);
  }

  /** The lock of the one who renews; empty while another has it. */
  Optional<Runnable> lease() {
    try {
      return locks.take(place);
    } catch (IOException e) {
      throw new StorageException("token store: cannot lock a session", e);
    }
  }

  /**
   * Does something while no other thread or process changes the file; waits ten seconds at most.
   */
  <T> T alone(Change<T> change) {
    long end = Ticker.system().nanos() + PATIENCE.toNanos();
    try {
      Optional<Runnable> lock = locks.take(place + 1);
      while (lock.isEmpty()) {
        if (Ticker.system().nanos() - end >= 0) {
          throw new StorageException(
              "token store: waited " + PATIENCE + " for another's change of the session", null);
        }
        Scheduler.system().sleep(LOOK_AGAIN);
        lock = locks.take(place + 1);
      }
      try {
        return change.run();
      } finally {
        lock.get().run();
      }
    } catch (InterruptedException e) {
      throw new InterruptedCallException("another's change of the session", e);
    } catch (IOException e) {
      throw new StorageException("token store: cannot change a session", e);
    }
  }
}
