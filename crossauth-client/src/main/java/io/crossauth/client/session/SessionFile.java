package io.crossauth.client.session;

import io.crossauth.error.StorageException;
import io.crossauth.internal.file.PrivateFile;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of one session, in a directory of their own: one for each state, numbered, of which the
 * newest counts. A change links a whole new file under the next number, which succeeds for one
 * only; so nobody needs a lock, and what a crash leaves is the state before or the state after. A
 * session begins by a directory with its first file in it getting its name, and ends by the
 * directory losing it.
 */
final class SessionFile {

  private static final long MAX_BYTES = 1024 * 1024;
  private static final String ENDING = ".tokens";

  /**
   * What is stored.
   *
   * @param number of this state
   * @param sealed the tokens
   * @param lease the lease on the session, if there is one
   */
  record State(long number, String sealed, Optional<FileLease> lease) {}

  private final Path root;
  private final Path folder;

  /** Sessions may be named anything: their names on disk are digests. */
  SessionFile(Path root, String session) {
    this.root = root;
    this.folder = root.resolve(Hashes.sha256(session));
  }

  Optional<State> read() {
    try {
      Optional<State> state = Optional.empty();
      NavigableSet<Long> numbers = numbers();
      while (state.isEmpty() && !numbers.isEmpty()) {
        state = read(numbers.last());
        // It was replaced between the two looks.
        numbers = state.isEmpty() ? numbers() : numbers;
      }
      return state;
    } catch (IOException e) {
      throw failed("token store: cannot read a session", e);
    }
  }

  private Optional<State> read(long number) throws IOException {
    Path file = file(number);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw StorageException.damagedSession(
            "token store: expected a file of at most 1 MiB, found a larger one", null);
      }
      String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
      Optional<FileLease> lease = lines.length > 1 ? FileLease.read(lines[1]) : Optional.empty();
      return Optional.of(new State(number, lines[0], lease));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Of all states that are there: the newest, and what has not been deleted yet. */
  private NavigableSet<Long> numbers() throws IOException {
    NavigableSet<Long> numbers = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> Long.valueOf(name.substring(0, name.length() - ENDING.length())))
          .forEach(numbers::add);
    } catch (NoSuchFileException e) {
      if (!Files.isDirectory(root)) {
        throw e;
      }
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    return numbers;
  }

  private Path file(long number) {
    return folder.resolve(number + ENDING);
  }

  /** Whether it was still the newest state, and the next one stands in its place. */
  boolean replace(State before, String sealed, Optional<FileLease> lease) {
    long number = before.number + 1;
    Path fresh = folder.resolve(name(".new"));
    try {
      try {
        PrivateFile.write(fresh, text(sealed, lease));
        Files.createLink(file(number), fresh);
      } finally {
        Files.deleteIfExists(fresh);
      }
      PrivateFile.flush(folder);
      return settled(number);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      // The session has ended meanwhile.
      return false;
    } catch (UnsupportedOperationException e) {
      throw StorageException.refused("token store: expected a file system with hard links", e);
    } catch (IOException e) {
      throw failed("token store: cannot change a session", e);
    }
  }

  /**
   * Deletes what is older. Who was held up while others went on may have taken a number that they
   * have left behind: that counts for nothing.
   */
  private boolean settled(long number) throws IOException {
    NavigableSet<Long> numbers = numbers();
    boolean newest = !numbers.isEmpty() && numbers.last() == number;
    for (long other : newest ? numbers.headSet(number) : Set.of(number)) {
      Files.deleteIfExists(file(other));
    }
    clean(folder);
    return newest;
  }

  /** Begins a session; false if it is there. */
  boolean create(String sealed) {
    Path fresh = root.resolve(name(".new"));
    // Greater than any number that a session of this name has had before.
    long number = ChronoUnit.MICROS.between(java.time.Instant.EPOCH, Platform.system().now());
    try {
      try {
        Path made = PrivateFile.directory(fresh);
        PrivateFile.write(made.resolve(number + ENDING), text(sealed, Optional.empty()));
        PrivateFile.flush(made);
        Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(fresh);
      }
      PrivateFile.flush(root);
      return true;
    } catch (FileSystemException e) {
      if (Files.isDirectory(folder)) {
        return false;
      }
      throw failed("token store: cannot begin a session", e);
    } catch (IOException e) {
      throw failed("token store: cannot begin a session", e);
    }
  }

  void remove() {
    Path gone = root.resolve(name(".gone"));
    try {
      Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
      PrivateFile.flush(root);
      delete(gone);
    } catch (NoSuchFileException e) {
      if (!Files.isDirectory(root)) {
        throw failed("token store: cannot end a session", e);
      }
    } catch (IOException e) {
      throw failed("token store: cannot end a session", e);
    }
  }

  /** Deletes what a crash has left in a directory: all that never got its name, or has lost it. */
  static void clean(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(SessionFile::isLeftover).toList()) {
        delete(file);
      }
    }
  }

  private static boolean isLeftover(Path file) {
    try {
      return file.getFileName().toString().startsWith(".")
          && Files.getLastModifiedTime(file)
              .toInstant()
              .isBefore(Platform.system().now().minusSeconds(600));
    } catch (IOException e) {
      // Somebody else has deleted it.
      return false;
    }
  }

  private static void delete(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      try (Stream<Path> files = Files.list(file)) {
        for (Path inner : files.toList()) {
          Files.deleteIfExists(inner);
        }
      }
    }
    Files.deleteIfExists(file);
  }

  /** What a user of this machine may not do stays so. */
  static StorageException failed(String message, IOException e) {
    return e instanceof AccessDeniedException
        ? StorageException.refused(message + ": access is denied (chown, chmod)", e)
        : new StorageException(message, e);
  }

  private static String name(String ending) {
    return "." + Platform.system().random().text(16) + ending;
  }

  private static String text(String sealed, Optional<FileLease> lease) {
    return sealed + "\n" + lease.map(FileLease::text).orElse("") + "\n";
  }
}
