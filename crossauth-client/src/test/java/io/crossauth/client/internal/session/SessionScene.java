package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Background;
import io.crossauth.client.testing.Given;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TransportException;
import io.crossauth.platform.Platform;
import io.crossauth.testing.FakeTime;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A session, the server that renews it (one refresh token, one use), and a store that may fail. */
final class SessionScene {

  static final String SESSION = "alice's";
  private static final URI TOKEN_ENDPOINT = URI.create("https://id.example.com/token");

  final FakeTime time = FakeTime.create();
  volatile Runnable beforeFirstByte = () -> {};
  final OpenRenewals open = new OpenRenewals();
  final List<String> presented = new CopyOnWriteArrayList<>();
  final AtomicReference<Function<StoredTokens, SessionRefresh.Answer>> server =
      new AtomicReference<>(this::rotating);
  final TokenStore shared = TokenStore.inMemory(1000, Duration.ofDays(30), time);
  final FailingStore store = new FailingStore(shared);
  final TokenManager manager = node(store);

  SessionScene() {
    manager.signedIn(SESSION, Given.tokens(time, "at-0", "rt-0"));
  }

  /** A manager of another process that shares the store. */
  TokenManager node(TokenStore shared) {
    return node(shared, RenewalPolicy.usual());
  }

  /** One with other times. */
  TokenManager node(TokenStore shared, RenewalPolicy policy) {
    return node(shared, policy, Background.platform(time));
  }

  /** One on a platform of its own. */
  TokenManager node(TokenStore shared, RenewalPolicy policy, Platform platform) {
    return new RenewingTokenManager(
        shared, this::present, policy, Authorization.of("Bearer"), open, platform);
  }

  private SessionRefresh.Answer present(StoredTokens tokens, BooleanSupplier mayBegin) {
    beforeFirstByte.run();
    if (!mayBegin.getAsBoolean()) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN, TOKEN_ENDPOINT, false, "too late", null);
    }
    presented.add(tokens.refreshToken().orElseThrow().reveal());
    return server.get().apply(tokens);
  }

  String token() {
    return manager.accessToken(SESSION).reveal();
  }

  /** Starts a renewal that nobody waits for, and returns when it has presented its token. */
  void renewInTheBackground() {
    time.advance(Duration.ofSeconds(291));
    assertThat(token()).isEqualTo("at-0");
    until(() -> !presented.isEmpty());
  }

  /** Returns when other threads have brought it about, which they do within thirty seconds. */
  static void until(BooleanSupplier done) {
    long start = System.nanoTime();
    while (!done.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
      Thread.onSpinWait();
    }
  }

  StoredTokens stored() {
    return store.store.find(SESSION).orElseThrow();
  }

  /** A server that answers when the gate opens. */
  void serverWaitsFor(CountDownLatch gate) {
    server.set(
        tokens -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new InterruptedCallException("an answer", e);
          }
          return rotating(tokens);
        });
  }

  static TransportException broken(TransportException.Kind kind, boolean sent) {
    return new TransportException(kind, TOKEN_ENDPOINT, sent, "no answer", null);
  }

  /** Lets the access token's life pass. */
  void expire() {
    time.advance(Duration.ofMinutes(5));
  }

  /** The server's usual way: the n-th refresh token gives the n-th tokens. */
  SessionRefresh.Answer rotating(StoredTokens tokens) {
    int next = presented.size();
    if (presented.indexOf(presented.get(next - 1)) < next - 1) {
      throw invalidGrant();
    }
    return answer(Optional.of("rt-" + next), () -> Given.tokens(time, "at-" + next, "rt-" + next));
  }

  static SessionRefresh.Answer answer(
      Optional<String> refreshToken, Supplier<OAuthTokenResponse> checked) {
    return new SessionRefresh.Answer() {
      @Override
      public Optional<Secret> refreshToken() {
        return refreshToken.map(Secret::of);
      }

      @Override
      public OAuthTokenResponse checked() {
        return checked.get();
      }
    };
  }

  static OAuthErrorException invalidGrant() {
    return new OAuthErrorException("invalid_grant", null, null, 400, null, null);
  }

  static TransportException down() {
    return new TransportException(
        TransportException.Kind.CONNECT, TOKEN_ENDPOINT, false, "nobody listens", null);
  }

  void fails(Supplier<RuntimeException> failure) {
    server.set(
        tokens -> {
          throw failure.get();
        });
  }

  /** A store whose saves fail while they are told to. */
  static final class FailingStore implements TokenStore {

    private final TokenStore store;
    final List<String> statements = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    volatile Optional<RuntimeException> findFailure = Optional.empty();
    volatile Runnable beforeSave = () -> {};
    volatile Predicate<StoredTokens> refuses = tokens -> false;
    volatile Runnable beforeLease = () -> {};
    volatile Runnable beforeFind = () -> {};
    volatile Runnable beforeGivingBack = () -> {};

    FailingStore(TokenStore store) {
      this.store = store;
    }

    @Override
    public Optional<StoredTokens> find(String session) {
      statements.add("find");
      beforeFind.run();
      findFailure.ifPresent(
          e -> {
            throw e;
          });
      return store.find(session);
    }

    @Override
    public void put(String session, StoredTokens tokens) {
      store.put(session, tokens);
    }

    @Override
    public void remove(String session) {
      store.remove(session);
    }

    @Override
    public Optional<Lease> lease(String session, Duration ttl) {
      statements.add("lease");
      beforeLease.run();
      return store.lease(session, ttl).map(this::failing);
    }

    @Override
    public Optional<String> overdue(String session) {
      statements.add("overdue");
      return store.overdue(session);
    }

    @Override
    public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
      statements.add("take over");
      return store.takeOver(session, overdue, ttl).map(this::failing);
    }

    private Lease failing(Lease lease) {
      return new Lease() {
        @Override
        public boolean save(StoredTokens next) {
          statements.add("save");
          beforeSave.run();
          if (broken || refuses.test(next)) {
            throw new StorageException("token store: the disk is full", null);
          }
          return lease.save(next);
        }

        @Override
        public boolean saveAndClose(StoredTokens next) {
          statements.add("save");
          beforeSave.run();
          if (broken || refuses.test(next)) {
            throw new StorageException("token store: the disk is full", null);
          }
          return lease.saveAndClose(next);
        }

        @Override
        public void close() {
          statements.add("give back");
          beforeGivingBack.run();
          lease.close();
        }
      };
    }
  }
}
