package io.crossauth.yandex.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.YandexPassportClient;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.testing.Passport;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cascade: what is stored, a new music token, everything anew, the user; over real sockets. */
@Timeout(60)
class CredentialsKeeperTest {

  private static final String MUSIC = "oauth.mobile.yandex.net/1/token";
  private static final String TOKEN = "oauth.yandex.ru/token";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();
  private final CredentialStore store = CredentialStore.inMemory();
  private final CredentialsKeeper keeper = CredentialsKeeper.builder(client, store).build();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  /** The credentials of a device login, in the store. */
  private PassportCredentials stored() {
    PassportCredentials credentials = client.loginDeviceCode(code -> fake.grant(code.userCode()));
    store.save(credentials);
    return credentials;
  }

  private PassportCredentials kept() {
    return store.load().orElseThrow();
  }

  private void revoke(Secret token) {
    fake.revoke(token.reveal());
  }

  private int rotations() {
    return (int)
        fake.requests(TOKEN).stream()
            .filter(r -> r.formParameter("grant_type").equals(Optional.of("refresh_token")))
            .count();
  }

  private Secret glagol(Secret musicToken) {
    return client.glagolDeviceToken(musicToken, "test-speaker", "yandexstation");
  }

  @Test
  @DisplayName("what is stored is used as it is, without a request")
  void storedToken() {
    PassportCredentials credentials = stored();
    int before = fake.requests().size();

    assertThat(keeper.musicToken()).isEqualTo(credentials.musicToken().orElseThrow());
    assertThat(fake.requests()).hasSize(before);
  }

  @Test
  @DisplayName("a refused music token costs a new one, and no rotation")
  void newMusicToken() {
    PassportCredentials credentials = stored();
    revoke(credentials.musicToken().orElseThrow());

    Secret glagol = keeper.callWithMusicToken(this::glagol);

    assertThat(glagol.reveal()).isNotBlank();
    assertThat(kept().musicToken()).isNotEqualTo(credentials.musicToken());
    assertThat(kept().refreshToken()).isEqualTo(credentials.refreshToken());
    assertThat(rotations()).isZero();
  }

  @Test
  @DisplayName("a refused x_token costs a rotation, and the new refresh token is stored")
  void rotation() {
    PassportCredentials credentials = stored();
    revoke(credentials.xToken());

    Secret token = keeper.musicTokenAfter(credentials.musicToken().orElseThrow());

    assertThat(kept().musicToken()).contains(token);
    assertThat(kept().xToken()).isNotEqualTo(credentials.xToken());
    assertThat(kept().refreshToken()).isPresent().isNotEqualTo(credentials.refreshToken());
    assertThat(rotations()).isOne();
  }

  @Test
  @DisplayName("fifty callers that are refused at once cost exactly one rotation")
  void oneRotationForAll() throws InterruptedException {
    PassportCredentials credentials = stored();
    Secret refused = credentials.musicToken().orElseThrow();
    revoke(credentials.xToken());
    revoke(refused);
    CountDownLatch start = new CountDownLatch(1);
    Queue<Secret> tokens = new ConcurrentLinkedQueue<>();
    List<Thread> threads =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          awaitQuietly(start);
                          tokens.add(keeper.musicTokenAfter(refused));
                        }))
            .toList();

    threads.forEach(Thread::start);
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(tokens).hasSize(50).containsOnly(kept().musicToken().orElseThrow());
    assertThat(rotations()).isOne();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("when everything is refused, the credentials are forgotten and the user is asked")
  void theUserIsAsked() {
    PassportCredentials credentials = stored();
    revoke(credentials.xToken());
    revoke(credentials.refreshToken().orElseThrow());
    CredentialsKeeper asking =
        CredentialsKeeper.builder(client, store)
            .login(() -> client.loginDeviceCode(code -> fake.grant(code.userCode())))
            .build();

    Secret token = asking.musicTokenAfter(credentials.musicToken().orElseThrow());

    assertThat(kept().musicToken()).contains(token);
    assertThat(kept().xToken()).isNotEqualTo(credentials.xToken());
  }

  @Test
  @DisplayName("without anybody to ask, the refusal says to log in again")
  void nobodyToAsk() {
    PassportCredentials credentials = stored();
    revoke(credentials.xToken());
    revoke(credentials.refreshToken().orElseThrow());

    assertThatThrownBy(() -> keeper.musicTokenAfter(credentials.musicToken().orElseThrow()))
        .isInstanceOf(InvalidCredentialsException.class)
        .hasMessageContaining("log in again");
    assertThat(store.load()).isEmpty();
  }

  @Test
  @DisplayName("a server in trouble, a page, or too many requests: nothing is thrown away")
  void onlyRefusalsAreFinal() {
    PassportCredentials credentials = stored();
    Secret refused = credentials.musicToken().orElseThrow();
    fake.next(
        MUSIC,
        Reply.json("{\"error\":\"internal\"}").status(503),
        Reply.html("<html/>"),
        Reply.json("{}").status(429));

    assertThatThrownBy(() -> keeper.musicTokenAfter(refused))
        .isInstanceOf(YandexNetworkException.class);
    assertThatThrownBy(() -> keeper.musicTokenAfter(refused))
        .isInstanceOf(YandexNetworkException.class);
    assertThatThrownBy(() -> keeper.musicTokenAfter(refused))
        .isInstanceOf(RateLimitedException.class);

    assertThat(kept()).isEqualTo(credentials);
    assertThat(rotations()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400;{\"error\":\"invalid_client\"}",
        "401;{\"error\":\"invalid_client\"}",
        "403;{\"message\":\"firewall\"}",
        "401;{\"message\":\"firewall\"}",
        "401;{}",
        "200;{\"errors\":[\"internal\"]}",
        "200;{}"
      })
  @DisplayName("an answer without a token that refuses nothing by name: nothing is thrown away")
  void oneBadAnswer(int status, String answer) {
    PassportCredentials cookies = client.loginCookies(fake.browserCookies());
    store.save(cookies);
    fake.next(MUSIC, Reply.json(answer).status(status));

    assertThatThrownBy(() -> keeper.musicTokenAfter(cookies.musicToken().orElseThrow()))
        .isExactlyInstanceOf(YandexAuthFailedException.class);

    assertThat(kept()).isEqualTo(cookies);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400;{\"error\":\"invalid_grant\"}",
        "200;{\"status\":\"error\",\"errors\":[\"oauth_token.invalid\"]}"
      })
  @DisplayName("a refusal by name ends the credentials")
  void refusedByName(int status, String answer) {
    PassportCredentials cookies = client.loginCookies(fake.browserCookies());
    store.save(cookies);
    fake.next(MUSIC, Reply.json(answer).status(status));

    assertThatThrownBy(() -> keeper.musicTokenAfter(cookies.musicToken().orElseThrow()))
        .isInstanceOf(InvalidCredentialsException.class);

    assertThat(store.load()).isEmpty();
  }

  @Test
  @DisplayName("a server in trouble during the rotation: nothing is thrown away")
  void troubleDuringRotation() {
    PassportCredentials credentials = stored();
    revoke(credentials.xToken());
    fake.next(TOKEN, Reply.json("{\"error\":\"server_error\"}").status(500));

    assertThatThrownBy(() -> keeper.musicTokenAfter(credentials.musicToken().orElseThrow()))
        .isInstanceOf(YandexNetworkException.class);

    assertThat(kept()).isEqualTo(credentials);
  }

  @Test
  @DisplayName("a good x_token is kept, even when its music token is refused and comes again")
  void theSameTokenAgain() {
    PassportCredentials cookies = client.loginCookies(fake.browserCookies());
    store.save(cookies);
    Secret refused = cookies.musicToken().orElseThrow();
    fake.next(MUSIC, Reply.json("{\"access_token\":\"" + refused.reveal() + "\"}"));

    assertThat(keeper.musicTokenAfter(refused)).isEqualTo(refused);
    assertThat(kept()).isEqualTo(cookies);
  }

  @Test
  @DisplayName("another process was quicker: its credentials are used, and not overwritten")
  void quickerProcess() {
    PassportCredentials credentials = stored();
    revoke(credentials.xToken());
    PassportCredentials[] theirs = new PassportCredentials[1];
    CredentialsKeeper.Renewal late =
        new CredentialsKeeper.Renewal() {
          @Override
          public Secret refreshMusicToken(Secret xToken) {
            return client.refreshMusicToken(xToken);
          }

          @Override
          public PassportCredentials refreshCredentials(PassportCredentials ours) {
            theirs[0] = client.refreshCredentials(ours);
            store.save(theirs[0]);
            return client.refreshCredentials(ours);
          }
        };

    Secret token =
        CredentialsKeeper.builder(late, store)
            .build()
            .musicTokenAfter(credentials.musicToken().orElseThrow());

    assertThat(kept()).isEqualTo(theirs[0]);
    assertThat(theirs[0].musicToken()).contains(token);
  }

  /** A store whose disk is full for a while. */
  private static final class FullDisk implements CredentialStore {

    private final CredentialStore disk = CredentialStore.inMemory();
    private volatile boolean full;
    private volatile Supplier<RuntimeException> failure =
        () -> new StorageException("the disk is full", null);

    @Override
    public Optional<PassportCredentials> load() {
      return disk.load();
    }

    @Override
    public boolean replace(
        Optional<PassportCredentials> expected, Optional<PassportCredentials> next) {
      if (full) {
        throw failure.get();
      }
      return disk.replace(expected, next);
    }
  }

  @Test
  @DisplayName("a rotated refresh token that cannot be saved is held, told, and saved later")
  void nothingIsLost() {
    FullDisk disk = new FullDisk();
    List<StorageException> told = new CopyOnWriteArrayList<>();
    CredentialsKeeper careful =
        CredentialsKeeper.builder(client, disk).onUnsaved(told::add).build();
    PassportCredentials credentials = stored();
    disk.save(credentials);
    revoke(credentials.xToken());
    disk.full = true;

    Secret first = careful.musicTokenAfter(credentials.musicToken().orElseThrow());
    assertThat(told).isNotEmpty();
    assertThat(disk.load()).contains(credentials);
    assertThat(careful.musicToken()).isEqualTo(first);

    disk.full = false;
    assertThat(careful.musicToken()).isEqualTo(first);
    PassportCredentials saved = disk.load().orElseThrow();
    assertThat(saved.musicToken()).contains(first);
    assertThat(client.refreshCredentials(saved).refreshToken()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("a rotated refresh token is held, too, if saving it is interrupted or fails oddly")
  void nothingIsLostByOtherFailures(boolean interrupted) {
    FullDisk disk = new FullDisk();
    CredentialsKeeper careful = CredentialsKeeper.builder(client, disk).build();
    PassportCredentials credentials = stored();
    disk.save(credentials);
    revoke(credentials.xToken());
    disk.failure =
        interrupted
            ? () -> new InterruptedCallException("the lock", new InterruptedException())
            : () -> new IllegalStateException("a database is down");
    disk.full = true;

    assertThatThrownBy(() -> careful.musicTokenAfter(credentials.musicToken().orElseThrow()))
        .isInstanceOfAny(InterruptedCallException.class, IllegalStateException.class);
    boolean cleared = Thread.interrupted();
    assertThat(cleared).isEqualTo(interrupted);
    disk.full = false;

    Secret token = careful.musicToken();
    PassportCredentials saved = disk.load().orElseThrow();
    assertThat(saved.musicToken()).contains(token);
    assertThat(saved.refreshToken()).isPresent().isNotEqualTo(credentials.refreshToken());
    assertThat(client.refreshCredentials(saved).refreshToken()).isPresent();
  }

  @Test
  @DisplayName("two rotations that could not be saved: the last one is, over what was there first")
  void twoUnsavedRotations() {
    FullDisk disk = new FullDisk();
    CredentialsKeeper careful = CredentialsKeeper.builder(client, disk).build();
    PassportCredentials credentials = stored();
    disk.save(credentials);
    revoke(credentials.xToken());
    disk.full = true;
    Secret first = careful.musicTokenAfter(credentials.musicToken().orElseThrow());
    fake.next(MUSIC, Reply.json("{\"error\":\"invalid_grant\"}").status(400));

    Secret second = careful.musicTokenAfter(first);
    disk.full = false;

    assertThat(careful.musicToken()).isEqualTo(second);
    assertThat(rotations()).isEqualTo(2);
    assertThat(client.refreshCredentials(disk.load().orElseThrow()).refreshToken()).isPresent();
  }

  @Test
  @DisplayName("a login that cannot be saved is held too, and replaces whatever was there")
  void unsavedLogin() {
    FullDisk disk = new FullDisk();
    PassportCredentials dead = stored();
    disk.save(dead);
    revoke(dead.xToken());
    revoke(dead.refreshToken().orElseThrow());
    CredentialsKeeper asking =
        CredentialsKeeper.builder(client, disk)
            .login(() -> client.loginDeviceCode(code -> fake.grant(code.userCode())))
            .build();
    disk.full = true;
    Secret token = asking.musicTokenAfter(dead.musicToken().orElseThrow());

    disk.full = false;

    assertThat(asking.musicToken()).isEqualTo(token);
    assertThat(disk.load().orElseThrow().musicToken()).contains(token);
  }

  @Test
  @DisplayName("an empty store asks the user at once")
  void emptyStore() {
    CredentialsKeeper asking =
        CredentialsKeeper.builder(client, store)
            .login(() -> client.loginCookies(fake.browserCookies()))
            .build();

    Secret token = asking.musicToken();

    assertThat(kept().musicToken()).contains(token);
    assertThatThrownBy(
            () ->
                CredentialsKeeper.builder(client, CredentialStore.inMemory()).build().musicToken())
        .isInstanceOf(InvalidCredentialsException.class);
  }
}
