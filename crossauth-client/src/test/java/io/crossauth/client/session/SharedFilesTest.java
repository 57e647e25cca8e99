package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Together;
import io.crossauth.platform.RandomSource;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@DisplayName("Two processes that share the sessions of a directory")
class SharedFilesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final InProcessProvider provider = InProcessProvider.start();
  private final String key = Base64.getEncoder().encodeToString(RandomSource.system().bytes(32));

  @TempDir private Path directory;

  @AfterEach
  void close() {
    provider.close();
  }

  private TokenStore store() {
    return TokenStore.encryptedFiles(directory, SealingKey.of(Secret.of(key)));
  }

  private OtherProcess start(String work) {
    return OtherProcess.start(
        SharedFilesProcess.class, key, provider.issuer().toString(), directory.toString(), work);
  }

  private List<String> presented() {
    return provider.requests(Endpoint.TOKEN).stream()
        .map((RecordedRequest request) -> request.formParameter("refresh_token"))
        .flatMap(Optional::stream)
        .toList();
  }

  private void logIn() {
    try (OAuthClient client = SharedFilesProcess.client(provider.issuer().toString())) {
      PasswordOutcome login =
          client.passwordFlow(
              TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), "email");
      client
          .tokenManager(store())
          .signedIn(SharedFilesProcess.SESSION, ((PasswordOutcome.SignedIn) login).tokens());
    }
  }

  @Test
  @DisplayName("B9: present each refresh token once, though they renew at the same time")
  void present_each_refresh_token_once() throws Exception {
    // Tokens that are over at once, so that everybody who asks must renew.
    provider.faults().at(Endpoint.TOKEN).member("expires_in", 0);
    logIn();
    int each = 50;
    try (OtherProcess one = start("renew " + each);
        OtherProcess other = start("renew " + each)) {
      one.awaitReady(PATIENCE);
      other.awaitReady(PATIENCE);
      one.go();
      other.go();
      one.awaitSuccess(PATIENCE);
      other.awaitSuccess(PATIENCE);
    }

    assertThat(presented()).hasSize(2 * each).doesNotHaveDuplicates();
    assertThat(provider.eventCounts()).containsEntry("REFRESH_TOKEN", 2L * each);
    long version = store().find(SharedFilesProcess.SESSION).orElseThrow().version();
    assertThat(version).isPositive();
  }

  @Test
  @DisplayName("B9: free the session of a process that was killed in the middle of a renewal")
  void free_the_session_of_a_process_that_was_killed() throws Exception {
    logIn();
    try (OtherProcess killed = start("hold")) {
      killed.awaitReady(PATIENCE);
      assertThat(store().lease(SharedFilesProcess.SESSION, PATIENCE)).isEmpty();
      killed.kill();
    }
    assertThat(store().lease(SharedFilesProcess.SESSION, PATIENCE)).isPresent();
    assertThat(store().find(SharedFilesProcess.SESSION)).isPresent();
  }

  @Test
  @DisplayName("attack 8: whoever opens and closes the files here takes no lease away")
  void keep_a_lease_whoever_opens_and_closes_the_files() throws Exception {
    logIn();
    try (TokenStore.Lease lease =
            store().lease(SharedFilesProcess.SESSION, PATIENCE).orElseThrow();
        OtherProcess other = start("try")) {
      other.awaitReady(PATIENCE);
      openAndCloseAll();
      other.go();
      other.awaitSuccess(PATIENCE);
      assertThat(store().lease(SharedFilesProcess.SESSION, PATIENCE)).isEmpty();
      long version = store().find(SharedFilesProcess.SESSION).orElseThrow().version();
      assertThat(lease.save(Given.stored(version + 1))).isTrue();
    }
  }

  @Test
  @DisplayName("attack 8: two class loaders of one process have one holder of a lease")
  void have_one_holder_for_two_class_loaders() throws Exception {
    logIn();
    try (OtherLoader loader = new OtherLoader(directory, key);
        TokenStore.Lease lease = store().lease(SharedFilesProcess.SESSION, PATIENCE).orElseThrow();
        OtherProcess other = start("try")) {
      assertThat(loader.leases(SharedFilesProcess.SESSION)).isFalse();
      other.awaitReady(PATIENCE);
      other.go();
      other.awaitSuccess(PATIENCE);
      lease.close();
      assertThat(loader.leases(SharedFilesProcess.SESSION)).isTrue();
      assertThat(store().lease(SharedFilesProcess.SESSION, PATIENCE)).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "attack 8: present each refresh token once, while a backup reads all files all the time")
  void present_each_refresh_token_once_while_a_backup_runs() throws Exception {
    provider.faults().at(Endpoint.TOKEN).member("expires_in", 0);
    logIn();
    int each = 30;
    AtomicBoolean over = new AtomicBoolean();
    Together.Call<Integer> backup =
        Together.start(
            () -> {
              int rounds = 0;
              while (!over.get()) {
                openAndCloseAll();
                rounds++;
              }
              return rounds;
            });
    try (OtherProcess one = start("renew " + each);
        OtherProcess other = start("renew " + each);
        OAuthClient here = SharedFilesProcess.client(provider.issuer().toString())) {
      one.awaitReady(PATIENCE);
      other.awaitReady(PATIENCE);
      one.go();
      other.go();
      TokenManager sessions = here.tokenManager(store());
      for (int i = 0; i < each; i++) {
        assertThat(sessions.accessToken(SharedFilesProcess.SESSION)).isNotNull();
      }
      one.awaitSuccess(PATIENCE);
      other.awaitSuccess(PATIENCE);
    } finally {
      over.set(true);
    }

    assertThat(backup.get()).isPositive();
    assertThat(presented()).hasSizeGreaterThanOrEqualTo(3 * each).doesNotHaveDuplicates();
  }

  /** As a backup or a scanner does, which costs this process its locks on POSIX. */
  private void openAndCloseAll() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          assertThat(channel.isOpen()).isTrue();
        } catch (NoSuchFileException e) {
          // It has been replaced.
        }
      }
    } catch (UncheckedIOException e) {
      // So has a directory.
    }
  }
}
