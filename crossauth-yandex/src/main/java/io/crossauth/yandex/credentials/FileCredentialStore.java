package io.crossauth.yandex.credentials;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.StorageException;
import io.crossauth.internal.file.PrivateFile;
import io.crossauth.platform.RandomSource;
import io.crossauth.platform.Scheduler;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps credentials in a sealed file. A change is a whole new file put in the place of the old one,
 * under a lock of the operating system, which falls when its process ends.
 */
final class FileCredentialStore implements CredentialStore {

  private static final String PURPOSE = "crossauth-yandex credentials";
  private static final String FORMAT = "crossauth-yandex-1";
  private static final int SALT_BYTES = 16;
  private static final Duration NAP = Duration.ofMillis(20);
  private static final int MOST_NAPS = 500;

  private final Path file;
  private final Path lockFile;
  private final FileKey key;

  FileCredentialStore(Path file, FileKey key) {
    this.file = file.toAbsolutePath();
    this.lockFile = this.file.resolveSibling(this.file.getFileName() + ".lock");
    this.key = key;
  }

  @Override
  public Optional<PassportCredentials> load() {
    try {
      String[] lines = Files.readString(file).split("\n", -1);
      if (lines.length < 3 || !lines[0].equals(FORMAT)) {
        throw new StorageException(
            "credential file: expected the format crossauth-yandex-1, found a different one", null);
      }
      return Optional.of(CredentialText.read(key.forSalt(lines[1]).open(lines[2], PURPOSE)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (InvalidResponseException | IllegalArgumentException e) {
      throw new StorageException(
          "credential file: expected one sealed with this key or password, found one that is not",
          null);
    } catch (IOException e) {
      throw new StorageException("credential file: cannot be read", e);
    }
  }

  @Override
  public boolean replace(
      Optional<PassportCredentials> expected, Optional<PassportCredentials> next) {
    try (FileChannel channel = PrivateFile.openForLock(lockFile)) {
      lock(channel);
      if (!load().equals(expected)) {
        return false;
      }
      if (next.isPresent()) {
        write(next.get());
      } else {
        PrivateFile.delete(file);
      }
      return true;
    } catch (IOException e) {
      throw new StorageException("credential file: cannot be written", e);
    }
  }

  private void write(PassportCredentials credentials) throws IOException {
    String salt = salt();
    String sealed = key.forSalt(salt).seal(CredentialText.write(credentials), PURPOSE);
    PrivateFile.replace(file, FORMAT + "\n" + salt + "\n" + sealed + "\n");
  }

  /** A file keeps its salt, since making a key of it takes its time. */
  private String salt() throws IOException {
    String[] lines = Files.exists(file) ? Files.readString(file).split("\n", -1) : new String[0];
    return lines.length < 3 ? RandomSource.system().text(SALT_BYTES) : lines[1];
  }

  /** Held until the channel is closed. */
  private static void lock(FileChannel channel) throws IOException {
    for (int naps = 0; naps < MOST_NAPS; naps++) {
      if (tryLock(channel)) {
        return;
      }
      try {
        Scheduler.system().sleep(NAP);
      } catch (InterruptedException e) {
        throw new InterruptedCallException("the lock of the credential file", e);
      }
    }
    throw new StorageException("credential file: is locked by somebody else", null);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process holds it.
      return false;
    }
  }

  /** The name of the file alone. */
  @Override
  public String toString() {
    return "CredentialStore[" + file.getFileName() + "]";
  }
}
