package io.crossauth.yandex.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials in a sealed file. */
@Timeout(60)
class FileCredentialStoreTest {

  private static final PassportCredentials WHOLE =
      new PassportCredentials(
          Secret.of("test-x-token"),
          Optional.of(Secret.of("test-music-token")),
          OptionalLong.of(7),
          Optional.of("test-alice"),
          Optional.of(Secret.of("test-refresh-token")));
  private static final PassportCredentials BARE = PassportCredentials.of(Secret.of("test-other"));

  @TempDir private Path folder;
  private final SealingKey key = SealingKey.of(new byte[32]);
  private Path file;
  private CredentialStore store;

  @BeforeEach
  void open() {
    file = folder.resolve("yandex.credentials");
    store = CredentialStore.encryptedFile(file, key);
  }

  @Test
  void whatIsSavedIsLoadedByAnotherStoreOfTheSameFile() {
    store.save(WHOLE);

    assertThat(CredentialStore.encryptedFile(file, key).load()).contains(WHOLE);
    store.save(BARE);
    assertThat(CredentialStore.encryptedFile(file, key).load()).contains(BARE);
  }

  @Test
  void aPasswordIsAKeyToo() {
    CredentialStore.encryptedFile(file, Secret.of("test-file-password")).save(WHOLE);

    assertThat(CredentialStore.encryptedFile(file, Secret.of("test-file-password")).load())
        .contains(WHOLE);
    assertThatThrownBy(() -> CredentialStore.encryptedFile(file, Secret.of("test-other")).load())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("password")
        .hasMessageNotContaining("test-other");
  }

  @Test
  void twoFilesOfTheSamePasswordHaveDifferentSalts() throws IOException {
    Path second = folder.resolve("second");
    CredentialStore.encryptedFile(file, Secret.of("test-file-password")).save(WHOLE);
    CredentialStore.encryptedFile(second, Secret.of("test-file-password")).save(WHOLE);

    assertThat(Files.readAllLines(state(1)).get(1))
        .isNotEqualTo(Files.readAllLines(folder.resolve("second.1")).get(1));
  }

  @Test
  void nothingOfItCanBeRead() throws IOException {
    store.save(WHOLE);

    assertThat(Files.readString(state(1))).doesNotContain("test-").doesNotContain("alice");
    assertThat(store.toString()).isEqualTo("CredentialStore[yandex.credentials]");
  }

  @Test
  @DisplayName("only its owner may read the file (0600), and nothing is left beside it")
  void ownerOnly() throws IOException {
    store.save(BARE);
    store.save(WHOLE);

    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all)
          .extracting(path -> path.getFileName().toString())
          .containsExactly("yandex.credentials.2");
      for (Path path : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aMissingFileIsAnEmptyStore() {
    assertThat(store.load()).isEmpty();
    store.clear();
    assertThat(store.load()).isEmpty();
  }

  @Test
  void clearTakesTheCredentialsAway() throws IOException {
    store.save(WHOLE);
    String sealed = Files.readAllLines(state(1)).get(2);

    store.clear();

    assertThat(store.load()).isEmpty();
    assertThat(state(1)).doesNotExist();
    assertThat(Files.readString(state(2))).doesNotContain(sealed);
    store.clear();
    assertThat(state(2)).exists();
  }

  @Test
  void aChangeIsMadeOnlyToWhatWasExpected() {
    store.save(WHOLE);

    assertThat(store.replace(Optional.of(BARE), Optional.empty())).isFalse();
    assertThat(store.replace(Optional.empty(), Optional.of(BARE))).isFalse();
    assertThat(store.load()).contains(WHOLE);
    assertThat(store.replace(Optional.of(WHOLE), Optional.of(BARE))).isTrue();
    assertThat(store.load()).contains(BARE);
  }

  @Test
  void anotherKeyOrAChangedFileIsToldWithoutShowingAnything() throws IOException {
    store.save(WHOLE);
    byte[] bytes = new byte[32];
    bytes[0] = 1;
    SealingKey other = SealingKey.of(bytes);

    assertThatThrownBy(() -> CredentialStore.encryptedFile(file, other).load())
        .isInstanceOf(StorageException.class)
        .hasNoCause();
    String text = Files.readString(state(1));
    for (String broken :
        List.of(
            "",
            "rubbish",
            text.substring(0, text.indexOf("states ") - 9),
            text.replaceFirst("\n(.*)\n.*\n", "\n$1\n\n"),
            text.replace("crossauth-yandex-1", "crossauth-yandex-2"),
            text.replaceFirst("\n(.*)\n.", "\n$1\n!"))) {
      Files.writeString(state(1), broken);
      assertThatThrownBy(() -> CredentialStore.encryptedFile(file, key).load())
          .as(broken)
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void aFolderThatIsNotThereIsTold() {
    assertThatThrownBy(
            () -> CredentialStore.encryptedFile(folder.resolve("none/file"), key).save(WHOLE))
        .isInstanceOf(StorageException.class);
  }

  @Test
  @DisplayName("eight threads of two stores change one file: no change is lost")
  void manyWriters() throws InterruptedException {
    store.save(numbered(0));
    CredentialStore second = CredentialStore.encryptedFile(file, key);
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(i -> new Thread(() -> count(i % 2 == 0 ? store : second, 5)))
            .toList();

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(store.load()).contains(numbered(40));
  }

  @Test
  @DisplayName("case C21 what cannot be read stays so: trying again does not help")
  void isNotTriedAgain() {
    CredentialStore.encryptedFile(file, Secret.of("test-file-password")).save(WHOLE);

    StorageException e = catchThrowableOfType(StorageException.class, store::load);
    assertThat(e.code()).isEqualTo("store.unreadable");
    assertThat(e.retryable()).isFalse();
  }

  private Path state(int number) {
    return folder.resolve("yandex.credentials." + number);
  }

  private static PassportCredentials numbered(long number) {
    return new PassportCredentials(
        Secret.of("test-x-token"),
        Optional.empty(),
        OptionalLong.of(number),
        Optional.empty(),
        Optional.empty());
  }

  private static void count(CredentialStore store, int times) {
    for (int done = 0; done < times; ) {
      PassportCredentials before = store.load().orElseThrow();
      PassportCredentials after = numbered(before.uid().getAsLong() + 1);
      done += store.replace(Optional.of(before), Optional.of(after)) ? 1 : 0;
    }
  }
}
