package io.crossauth.yandex.credentials;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.StorageException;
import io.crossauth.platform.RandomSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps credentials in sealed files: a change is a whole new file in the place of the old one, made
 * by one only of those who try at the same time.
 */
final class FileCredentialStore implements CredentialStore {

  private static final String PURPOSE = "crossauth-yandex credentials";
  private static final String FORMAT = "crossauth-yandex-1";

  /** In the place of what is sealed. */
  private static final String NOTHING = "none";

  private static final int SALT_BYTES = 16;

  private final Path file;
  private final CredentialStates states;
  private final FileKey key;

  FileCredentialStore(Path file, FileKey key) {
    this.file = file;
    this.states = new CredentialStates(file);
    this.key = key;
  }

  @Override
  public Optional<PassportCredentials> load() {
    try {
      return credentials(states.newest());
    } catch (IOException e) {
      throw failed("credential file: cannot be read", e);
    }
  }

  @Override
  public boolean replace(
      Optional<PassportCredentials> expected, Optional<PassportCredentials> next) {
    try {
      CredentialStates.State before = states.newest();
      if (!credentials(before).equals(expected)) {
        return false;
      }
      // What is empty stays as it is: a state that says so keeps its number taken.
      return (expected.isEmpty() && next.isEmpty()) || states.replace(before, text(before, next));
    } catch (UnsupportedOperationException e) {
      throw StorageException.refused("credential file: expected a file system with hard links", e);
    } catch (IOException e) {
      throw failed("credential file: cannot be written", e);
    }
  }

  private Optional<PassportCredentials> credentials(CredentialStates.State state) {
    if (state.text().isEmpty()) {
      return Optional.empty();
    }
    String[] lines = state.text().get().split("\n", -1);
    if (lines.length < 3 || !lines[0].equals(FORMAT)) {
      throw StorageException.unreadable(
          "credential file: expected the format crossauth-yandex-1, found a different one", null);
    }
    if (lines[2].equals(NOTHING)) {
      return Optional.empty();
    }
    try {
      return Optional.of(CredentialText.read(key.forSalt(lines[1]).open(lines[2], PURPOSE)));
    } catch (InvalidResponseException | IllegalArgumentException e) {
      throw StorageException.unreadable(
          "credential file: expected one sealed with this key or password, found one that is not",
          null);
    }
  }

  /** Without credentials only the salt is kept. */
  private String text(CredentialStates.State before, Optional<PassportCredentials> next) {
    String salt = salt(before);
    String sealed =
        next.map(all -> key.forSalt(salt).seal(CredentialText.write(all), PURPOSE)).orElse(NOTHING);
    return FORMAT + "\n" + salt + "\n" + sealed + "\n";
  }

  /** A file keeps its salt, since making a key of it takes its time. */
  private static String salt(CredentialStates.State before) {
    String[] lines = before.text().orElse("").split("\n", -1);
    return lines.length < 3 ? RandomSource.system().text(SALT_BYTES) : lines[1];
  }

  private static StorageException failed(String message, IOException e) {
    return e instanceof AccessDeniedException
        ? StorageException.refused(message + ": access is denied (chown, chmod)", e)
        : new StorageException(message, e);
  }

  /** The name of the file alone. */
  @Override
  public String toString() {
    return "CredentialStore[" + file.getFileName() + "]";
  }
}
