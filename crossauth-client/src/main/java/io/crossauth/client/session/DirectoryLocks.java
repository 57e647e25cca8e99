package io.crossauth.client.session;

import io.crossauth.internal.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Locks of the operating system, each on one byte of one file of a directory. They fall when their
 * process ends, however it ends.
 */
final class DirectoryLocks {

  /**
   * For all stores of the process together: POSIX gives a lock to the process, not to a channel,
   * and takes all locks on a file away when the process closes any channel of it. So the file is
   * open once, from the first lock to the last.
   */
  private static final LockFiles OF_THIS_PROCESS = new LockFiles();

  private static final class LockFiles {

    private final ConcurrentMap<Path, Open> open = new ConcurrentHashMap<>();
  }

  private record Open(FileChannel channel, int locks) {}

  private final Path file;

  DirectoryLocks(Path file) {
    this.file = file;
  }

  /**
   * Takes a lock, unless another holds it: another process, or another in this one.
   *
   * @param place which byte
   * @throws IOException if the file cannot be opened or locked
   */
  Optional<Runnable> take(long place) throws IOException {
    AtomicReference<@Nullable FileLock> taken = new AtomicReference<>();
    try {
      OF_THIS_PROCESS.open.compute(
          file,
          (path, open) -> {
            Open now = open == null ? opened(path) : open;
            FileLock lock = lock(now, place);
            taken.set(lock);
            return settled(new Open(now.channel, now.locks + (lock == null ? 0 : 1)));
          });
    } catch (UncheckedIOException e) {
      throw new IOException("cannot lock", e.getCause());
    }
    FileLock lock = taken.get();
    AtomicBoolean held = new AtomicBoolean(true);
    return lock == null
        ? Optional.empty()
        : Optional.of(
            () -> {
              if (held.compareAndSet(true, false)) {
                release(lock);
              }
            });
  }

  private void release(FileLock lock) {
    OF_THIS_PROCESS.open.computeIfPresent(
        file,
        (path, open) -> {
          try {
            lock.release();
          } catch (IOException e) {
            // It falls with the channel.
          }
          return settled(new Open(open.channel, open.locks - 1));
        });
  }

  /** Nobody needs the file open without a lock. */
  private static @Nullable Open settled(Open open) {
    if (open.locks > 0) {
      return open;
    }
    PrivateFile.closeQuietly(open.channel);
    return null;
  }

  private static Open opened(Path path) {
    try {
      return new Open(PrivateFile.openForLock(path), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock lock(Open open, long place) {
    try {
      return open.channel.tryLock(place, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (IOException e) {
      Open unused = settled(open);
      throw new UncheckedIOException(e);
    }
  }
}
