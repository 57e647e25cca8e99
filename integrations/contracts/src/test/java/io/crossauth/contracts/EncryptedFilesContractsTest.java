package io.crossauth.contracts;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.testing.FakeTime;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In encrypted files")
class EncryptedFilesContractsTest {

  private static final SealingKey KEY = SealingKey.ephemeral();

  @TempDir private Path directory;

  @Nested
  @DisplayName("a store of tokens")
  class Tokens extends TokenStoreContract {

    @Override
    protected TokenStore open() {
      return TokenStore.encryptedFiles(directory, KEY);
    }

    @Override
    protected void letPass(Duration time) {
      endLeases();
    }
  }

  @Nested
  @DisplayName("a store under an index in memory")
  class Index extends SessionIndexContract {

    private final FakeTime time = FakeTime.create();
    private final SessionIndex index = SessionIndex.inMemory(time.platform(), 1_000);

    @Override
    protected SessionIndex open() {
      return index;
    }

    @Override
    protected TokenStore openTokens() {
      return TokenStore.encryptedFiles(directory, KEY);
    }

    @Override
    protected void letPass(Duration passed) {
      time.advance(passed);
    }
  }

  /** The end of a lease is the second word of the second line. */
  private void endLeases() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<String> lines = Files.readAllLines(file);
        if (!lines.get(1).isEmpty()) {
          String over = lines.get(1).replaceFirst(" [0-9]+ ", " 0 ");
          Files.writeString(file, lines.get(0) + "\n" + over + "\n");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
