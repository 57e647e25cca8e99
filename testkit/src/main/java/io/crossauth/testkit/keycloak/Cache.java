package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A folder of folders that are made once and kept.
 *
 * <p>Each is made under another name and renamed when it is whole, by one process at a time; what a
 * crash left half made is made anew.
 */
final class Cache {

  /** Fills a new, empty folder. */
  @FunctionalInterface
  interface Maker {
    void fill(Path folder) throws IOException;
  }

  // A file lock holds other processes off, but not the other threads of this one.
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path root;

  Cache(Path root) {
    this.root = root;
  }

  /** The cache of this user, or the one that the system property names. */
  static Cache ofUser() {
    return new Cache(
        Optional.ofNullable(System.getProperty(KeycloakServer.CACHE))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "crossauth"))
            .toAbsolutePath());
  }

  private void requireWritable() throws IOException {
    try {
      Files.createDirectories(root);
      Files.delete(Files.createTempFile(root, "try", ""));
    } catch (IOException e) {
      throw new IOException(
          "cannot write into "
              + root
              + ", where built servers are kept; name another folder by "
              + KeycloakServer.CACHE,
          e);
    }
  }

  /** The folder of this name, made now if there is none; it may be where nobody can write. */
  Path folder(String name, Maker maker) throws IOException {
    Path folder = root.resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    requireWritable();
    THREADS.lock();
    try (FileChannel file =
            FileChannel.open(
                root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      if (lock.isValid() && !Files.isDirectory(folder)) {
        Path unfinished = root.resolve(name + ".unfinished");
        Folders.delete(unfinished);
        maker.fill(Files.createDirectory(unfinished));
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return folder;
    } finally {
      THREADS.unlock();
    }
  }
}
