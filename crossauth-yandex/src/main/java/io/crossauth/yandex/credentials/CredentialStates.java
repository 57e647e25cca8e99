package io.crossauth.yandex.credentials;

import io.crossauth.internal.file.PrivateFile;
import io.crossauth.platform.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The states of one credential file: the file itself for the first, then {@code name.1} and so on,
 * of which the newest counts. A change links a whole new file under the next number, which the file
 * system grants once; so nobody needs a lock, and what a crash leaves is the state before or the
 * state after. Locks of the operating system would not do: a process loses them when anything in it
 * closes the file.
 */
final class CredentialStates {

  private static final long MAX_BYTES = 64 * 1024;
  private static final long LEFTOVER_SECONDS = 600;
  private static final int ID_BYTES = 12;
  private static final int REMEMBERED = 32;

  /** Before the ids of the states up to this one, in a line of its own. */
  private static final String IDS = "states ";

  /**
   * What is stored.
   *
   * @param number of this state; zero for the file itself, and if there is none
   * @param text what it holds; empty if there is none
   */
  record State(long number, Optional<String> text) {}

  private final Path file;
  private final Path folder;
  private final Pattern state;
  private final Pattern leftover;

  CredentialStates(Path file) {
    this.file = file.toAbsolutePath();
    this.folder = this.file.resolveSibling(".");
    String name = Pattern.quote(this.file.getFileName().toString());
    this.state = Pattern.compile(name + "\\.([0-9]{1,18})");
    this.leftover = Pattern.compile("\\." + name + "\\.[A-Za-z0-9_-]+\\.new");
  }

  State newest() throws IOException {
    NavigableSet<Long> numbers = numbers();
    while (true) {
      long number = numbers.isEmpty() ? 0 : numbers.last();
      Optional<String> text = read(path(number));
      NavigableSet<Long> now = text.isPresent() ? numbers : numbers();
      if (text.isPresent() || now.isEmpty()) {
        return new State(number, text);
      }
      // It was replaced between the two looks.
      numbers = now;
    }
  }

  private Path path(long number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }

  private static Optional<String> read(Path path) throws IOException {
    try {
      if (Files.size(path) > MAX_BYTES) {
        return Optional.of("");
      }
      return Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private NavigableSet<Long> numbers() throws IOException {
    NavigableSet<Long> numbers = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(path -> state.matcher(path.getFileName().toString()))
          .filter(Matcher::matches)
          .map(match -> Long.valueOf(match.group(1)))
          .forEach(numbers::add);
    } catch (NoSuchFileException e) {
      // Without a folder there are none.
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    return numbers;
  }

  /**
   * Whether it was still the newest state, and the next one has stood in its place.
   *
   * @param text ends with a line feed
   */
  boolean replace(State before, String text) throws IOException {
    long number = before.number() + 1;
    String id = Platform.system().random().text(ID_BYTES);
    List<String> ids = new ArrayList<>(List.of(id));
    ids.addAll(ids(before));
    String line = String.join(" ", ids.subList(0, Math.min(ids.size(), REMEMBERED)));
    Path fresh = file.resolveSibling("." + file.getFileName() + "." + id + ".new");
    try {
      PrivateFile.write(fresh, text + IDS + line + "\n");
      Files.createLink(path(number), fresh);
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(fresh);
    }
    PrivateFile.flush(folder);
    return settled(number, id);
  }

  /** The ids of this state and of those before it, the newest first. */
  private static List<String> ids(State state) {
    String[] parts = state.text().orElse("").split("\n" + IDS, 2);
    return parts.length < 2 ? List.of() : List.of(parts[1].strip().split(" "));
  }

  /**
   * Deletes what is older. Others may have gone on from this state already. But who was held up
   * while others went on from the state before may have taken a number that they have left behind:
   * that counts for nothing.
   */
  private boolean settled(long number, String id) throws IOException {
    State now = newest();
    if (now.number() == number) {
      Files.deleteIfExists(file);
      for (long older : numbers().headSet(number)) {
        Files.deleteIfExists(path(older));
      }
      clean();
      return true;
    }
    if (!ids(now).contains(id)) {
      Files.deleteIfExists(path(number));
      return false;
    }
    return true;
  }

  /** Deletes what a crash has left: all that never got its number. */
  private void clean() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(this::isLeftover).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private boolean isLeftover(Path path) {
    try {
      return leftover.matcher(path.getFileName().toString()).matches()
          && Files.getLastModifiedTime(path)
              .toInstant()
              .isBefore(Platform.system().now().minusSeconds(LEFTOVER_SECONDS));
    } catch (IOException e) {
      // Somebody else has deleted it.
      return false;
    }
  }
}
