package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Together;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@DisplayName("A store of sessions in encrypted files")
class EncryptedFileTokenStoreTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path temporary;
  private Path directory;
  private TokenStore store;

  @BeforeEach
  void open() {
    directory = temporary.resolve("sessions");
    store = TokenStore.encryptedFiles(directory, KEY);
  }

  /** All that is in the directory, at any depth. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.skip(1).toList();
    }
  }

  private Path file() throws IOException {
    return files().stream().filter(f -> f.toString().endsWith(".tokens")).findFirst().orElseThrow();
  }

  @Test
  void gives_back_what_was_put_to_everybody_who_has_the_key() {
    store.put("alice's", Given.stored(1));
    store.put("../../bob's \u0000 \u2603", Given.stored(Long.MAX_VALUE / 4));
    TokenStore other = TokenStore.encryptedFiles(directory, KEY);

    assertThat(other.find("alice's")).contains(Given.stored(1));
    assertThat(other.find("../../bob's \u0000 \u2603")).contains(Given.stored(Long.MAX_VALUE / 4));
    assertThat(other.find("nobody's")).isEmpty();
    other.remove("alice's");
    other.remove("alice's");
    assertThat(store.find("alice's")).isEmpty();
  }

  @Test
  @DisplayName("attack 17: removes what a crash in the middle of a save has left")
  void removes_what_a_crash_has_left() throws IOException {
    store.put("alice's", Given.stored(1));
    Path left = file().resolveSibling(file().getFileName() + ".new");
    Files.writeString(left, Files.readString(file()));

    store.remove("alice's");

    assertThat(files()).noneMatch(file -> file.toString().contains(".tokens"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udc00", "x\ud83d", "\ud800\ud800"})
  @DisplayName("attack 17: keeps sessions apart whose names have halves of characters")
  void keeps_halves_of_characters_apart(String name) {
    store.put(name, Given.stored(1));

    assertThat(store.find(name)).isPresent();
    assertThat(store.find(name.replaceAll("[\ud800-\udfff]", "?"))).isEmpty();
    assertThat(store.find(name + "?")).isEmpty();
  }

  @Test
  void has_files_and_a_directory_for_their_owner_alone() throws IOException {
    store.put("alice's", Given.stored(1));
    try (TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow()) {
      assertThat(lease.save(Given.stored(2))).isTrue();
      assertThat(files())
          .hasSize(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void keeps_no_token_and_no_name_in_clear() throws IOException {
    store.put("canary-session", Given.stored(1));

    assertThat(files()).noneMatch(file -> file.toString().contains("canary"));
    assertThat(Files.readString(file())).doesNotContain("canary").doesNotContain("alice");
  }

  @Test
  void leaves_nothing_behind_but_one_directory_and_file_for_each_session() throws IOException {
    for (int i = 0; i < 20; i++) {
      store.put("session " + i, Given.stored(1));
      store.lease("session " + i, LONG).orElseThrow().close();
      store.remove("session " + i);
    }
    assertThat(files()).isEmpty();
    store.put("alice's", Given.stored(1));
    for (int i = 2; i < 20; i++) {
      assertThat(store.lease("alice's", LONG).orElseThrow().saveAndClose(Given.stored(i))).isTrue();
      assertThat(files()).hasSize(2);
    }
  }

  @Test
  void refuses_a_directory_that_others_may_write_to() throws IOException {
    Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> TokenStore.encryptedFiles(open, KEY))
        .withMessageContaining("chmod");
  }

  @Test
  void needs_a_place_for_its_directory() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> TokenStore.encryptedFiles(file, KEY));
  }

  @Nested
  class After_a_crash {

    @ParameterizedTest(name = "of {0} bytes of the new file, has the old session")
    @ValueSource(ints = {0, 1, 100, 400})
    void has_the_old_session(int written) throws IOException {
      store.put("alice's", Given.stored(1));
      byte[] whole = Files.readAllBytes(file());
      Path torn = file().resolveSibling(".torn.new");
      Files.write(torn, Arrays.copyOf(whole, Math.min(written, whole.length)));
      FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
      Files.setLastModifiedTime(torn, yesterday);
      Path half = Files.createDirectory(directory.resolve(".half.new"));
      Files.writeString(half.resolve("1.tokens"), "half");
      Files.setLastModifiedTime(half, yesterday);
      Path young = Files.createDirectory(directory.resolve(".young.new"));

      TokenStore again = TokenStore.encryptedFiles(directory, KEY);
      assertThat(again.find("alice's")).contains(Given.stored(1));
      try (TokenStore.Lease lease = again.lease("alice's", LONG).orElseThrow()) {
        assertThat(lease.save(Given.stored(2))).isTrue();
      }
      assertThat(again.find("alice's")).contains(Given.stored(2));
      assertThat(torn).doesNotExist();
      assertThat(half).doesNotExist();
      // Of a session that begins at this moment.
      assertThat(young).exists();
    }
  }

  @Test
  @DisplayName("case C21 an access that is denied stays denied; a full disk may heal")
  void access_that_is_denied_stays_denied() {
    StorageException denied =
        SessionFile.failed("token store: cannot", new AccessDeniedException("file"));
    assertThat(denied.code()).isEqualTo("store.refused");
    assertThat(denied.retryable()).isFalse();

    StorageException full = SessionFile.failed("token store: cannot", new IOException("full"));
    assertThat(full.code()).isEqualTo("store.failed");
    assertThat(full.retryable()).isTrue();
  }

  @Nested
  class What_is_unreadable {

    private void refused() {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.find("alice's"))
          .withMessageNotContaining("canary")
          .satisfies(e -> assertThat(e.code()).isEqualTo("store.unreadable"))
          .satisfies(e -> assertThat(e.retryable()).isFalse());
    }

    @ParameterizedTest(name = "a file cut to {0} bytes")
    @ValueSource(ints = {0, 1, 17, 100, 300})
    void is_a_file_that_ends_too_soon(int length) throws IOException {
      store.put("alice's", Given.stored(1));
      Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), length));
      refused();
    }

    @Test
    void is_a_file_with_one_character_changed() throws IOException {
      store.put("alice's", Given.stored(1));
      byte[] bytes = Files.readAllBytes(file());
      bytes[bytes.length / 2] = (byte) (bytes[bytes.length / 2] == 'A' ? 'B' : 'A');
      Files.write(file(), bytes);
      refused();
    }

    @Test
    void is_a_file_of_another_format() throws IOException {
      store.put("alice's", Given.stored(1));
      for (byte[] other :
          List.of(
              "{\"access_token\":\"canary\"}".getBytes(StandardCharsets.UTF_8),
              new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0},
              new byte[2 * 1024 * 1024])) {
        Files.write(file(), other);
        refused();
      }
    }

    @Test
    void is_a_file_of_another_version() throws IOException {
      store.put("alice's", Given.stored(1));
      Files.writeString(file(), KEY.seal("{\"v\":\"canary\"}", "crossauth session 1 alice's"));
      refused();
    }

    @Test
    void is_the_file_of_another_session() throws IOException {
      store.put("bob's", Given.stored(1));
      byte[] bobs = Files.readAllBytes(file());
      store.remove("bob's");
      store.put("alice's", Given.stored(1));
      Files.write(file(), bobs);
      refused();
    }

    @Test
    @DisplayName("case C21 is not what another key has sealed: that is a wrong setting")
    void is_not_what_another_key_has_sealed() {
      TokenStore.encryptedFiles(directory, SealingKey.ephemeral()).put("alice's", Given.stored(1));
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.find("alice's"))
          .withMessageContaining("earlier keys")
          .satisfies(e -> assertThat(e.code()).isEqualTo("store.unknown_key"))
          .satisfies(e -> assertThat(e.retryable()).isFalse());
    }

    @Test
    void is_replaced_by_a_new_session() throws IOException {
      store.put("alice's", Given.stored(1));
      Files.writeString(file(), "rubbish");
      store.put("alice's", Given.stored(5));
      assertThat(store.find("alice's")).contains(Given.stored(5));
    }
  }

  @Test
  void opens_what_an_earlier_key_has_sealed_and_seals_it_anew() {
    store.put("alice's", Given.stored(1));
    SealingKey next = SealingKey.ephemeral();
    TokenStore rotated = TokenStore.encryptedFiles(directory, next, SealingKey.ephemeral(), KEY);

    assertThat(rotated.find("alice's")).contains(Given.stored(1));
    try (TokenStore.Lease lease = rotated.lease("alice's", LONG).orElseThrow()) {
      assertThat(lease.save(Given.stored(2))).isTrue();
    }
    assertThat(TokenStore.encryptedFiles(directory, next).find("alice's"))
        .contains(Given.stored(2));
  }

  @Nested
  @DisplayName("B9: a lease")
  class Leases {

    @Test
    void is_one_at_a_time_for_all_stores_of_a_directory() throws IOException {
      Path alias = Files.createSymbolicLink(temporary.resolve("alias"), directory);
      TokenStore other = TokenStore.encryptedFiles(alias, KEY);
      store.put("alice's", Given.stored(1));
      store.put("bob's", Given.stored(1));
      TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow();

      assertThat(store.lease("alice's", LONG)).isEmpty();
      assertThat(other.lease("alice's", LONG)).isEmpty();
      assertThat(other.lease("bob's", LONG)).isPresent();
      lease.close();
      assertThat(other.lease("alice's", LONG)).isPresent();
      lease.close();
      assertThat(store.lease("alice's", LONG)).isEmpty();
    }

    @Test
    void saves_the_next_version_and_no_other() {
      store.put("alice's", Given.stored(1));
      TokenStore.Lease lease = store.lease("alice's", LONG).orElseThrow();

      assertThat(lease.save(Given.stored(3))).isFalse();
      assertThat(lease.save(Given.stored(2))).isTrue();
      assertThat(lease.save(Given.stored(2))).isFalse();
      lease.close();
      assertThat(lease.save(Given.stored(3))).isFalse();
      store.remove("alice's");
      assertThat(store.lease("alice's", LONG)).isEmpty();
      assertThat(store.find("alice's")).isEmpty();
    }

    @Test
    void lets_every_one_of_many_threads_through_once() throws Exception {
      store.put("alice's", Given.stored(1));
      List<Together.Call<Boolean>> calls =
          Together.start(
              8,
              () -> {
                TokenStore mine = TokenStore.encryptedFiles(directory, KEY);
                boolean all = true;
                for (int i = 0; i < 10; i++) {
                  all &= renewed(mine);
                }
                return all;
              });
      for (Together.Call<Boolean> call : calls) {
        assertThat(call.get()).isTrue();
      }
      assertThat(store.find("alice's")).contains(Given.stored(81));
    }

    /** Under the lease nobody else saves, so every save must go well. */
    private boolean renewed(TokenStore mine) {
      Optional<TokenStore.Lease> lease = mine.lease("alice's", LONG);
      while (lease.isEmpty()) {
        Thread.onSpinWait();
        lease = mine.lease("alice's", LONG);
      }
      try (TokenStore.Lease held = lease.get()) {
        return held.save(Given.stored(mine.find("alice's").orElseThrow().version() + 1));
      }
    }
  }

  @Test
  void is_read_whole_while_it_is_replaced() throws Exception {
    store.put("alice's", Given.stored(1));
    Together.Call<Integer> writer =
        Together.start(
            () -> {
              for (int i = 2; i < 200; i++) {
                store.put("alice's", Given.stored(i));
              }
              return 0;
            });
    while (!writer.result().isDone()) {
      assertThat(store.find("alice's")).isPresent();
    }
    assertThat(writer.get()).isZero();
  }

  @Test
  void tells_the_tokens_of_logins_apart_by_their_first_version() {
    assertThat(Stream.generate(this::login).limit(50).distinct().count()).isEqualTo(50);
  }

  private long login() {
    StoredTokens tokens =
        StoredTokens.of(Given.tokens(io.crossauth.testing.FakeTime.create(), "at", "rt"));
    store.put("login", tokens);
    assertThat(store.find("login")).contains(tokens);
    return tokens.version();
  }

  @Test
  void fails_with_its_own_error_when_the_directory_is_gone() throws IOException {
    store.put("alice's", Given.stored(1));
    for (Path file : files().stream().sorted(Comparator.reverseOrder()).toList()) {
      delete(file);
    }
    delete(directory);

    for (Runnable call :
        List.<Runnable>of(
            () -> store.put("alice's", Given.stored(1)),
            () -> store.remove("alice's"),
            () -> store.lease("alice's", LONG))) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(call::run)
          .satisfies(e -> assertThat(e.code()).isEqualTo("store.failed"));
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
