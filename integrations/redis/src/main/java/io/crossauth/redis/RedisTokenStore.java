package io.crossauth.redis;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.platform.RandomSource;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sessions, each a record and at times a lease beside it, with one hash tag. What must be one step
 * is one script: a lease is taken only if none is there, and a save names the fence and the version
 * before, so a holder whose lease another has taken saves nothing.
 */
final class RedisTokenStore implements TokenStore {

  private static final int FENCE_BYTES = 16;
  private static final Duration IDLE_WRITES = Duration.ofMinutes(1);

  /** Of the record around the sealed tokens, which have a version of their own. */
  private static final String FORMAT = "1 ";

  private final Redis redis;
  private final SealingKey key;
  private final List<SealingKey> others;
  private final RandomSource random;
  private final Duration rest;

  /**
   * @param rest how long a session is kept that is neither used nor renewed
   */
  RedisTokenStore(
      Redis redis, SealingKey key, List<SealingKey> others, RandomSource random, Duration rest) {
    this.redis = redis;
    this.key = key;
    this.others = others;
    this.random = random;
    this.rest = rest;
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    // Less than this left: the end was written a minute ago, or half of a shorter rest.
    Duration half = rest.dividedBy(2);
    Duration due = rest.minus(half.compareTo(IDLE_WRITES) < 0 ? half : IDLE_WRITES);
    return redis
        .read(SessionScripts.FIND, keys(session), Redis.millis(rest), Redis.millis(due))
        .stream()
        .findFirst()
        .map(record -> StoredTokens.open(sealed(record), key, others, session));
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    boolean unused =
        redis.write(SessionScripts.PUT, keys(session), record(session, tokens), Redis.millis(rest));
  }

  @Override
  public void remove(String session) {
    boolean unused = redis.write(SessionScripts.REMOVE, keys(session));
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    String fence = random.text(FENCE_BYTES);
    boolean leased =
        redis.write(SessionScripts.LEASE, keys(session), fence, Redis.millis(ttl), kept(ttl));
    return leased ? Optional.of(new Held(session, fence)) : Optional.empty();
  }

  @Override
  public Optional<String> overdue(String session) {
    return redis.read(SessionScripts.OVERDUE, keys(session)).stream().findFirst();
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    String fence = random.text(FENCE_BYTES);
    boolean leased =
        redis.write(
            SessionScripts.TAKE_OVER, keys(session), fence, Redis.millis(ttl), kept(ttl), overdue);
    return leased ? Optional.of(new Held(session, fence)) : Optional.empty();
  }

  /** A lease that is over stays until somebody takes it over. */
  private String kept(Duration ttl) {
    return Redis.millis(rest.plus(ttl));
  }

  private List<String> keys(String session) {
    String name = redis.key("session", Names.of(session));
    return List.of(name, name + ":lease");
  }

  private String record(String session, StoredTokens tokens) {
    return version(tokens.version()) + tokens.seal(key, session);
  }

  private static String version(long version) {
    return FORMAT + version + " ";
  }

  private static String sealed(String record) {
    String[] parts = record.split(" ", 3);
    if (parts.length < 3 || !record.startsWith(FORMAT)) {
      throw Failures.unreadable();
    }
    return parts[2];
  }

  private final class Held implements Lease {

    private final String session;
    private final String fence;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Held(String session, String fence) {
      this.session = session;
      this.fence = fence;
    }

    @Override
    public boolean save(StoredTokens next) {
      return saved(next, "keep");
    }

    @Override
    public boolean saveAndClose(StoredTokens next) {
      boolean saved = saved(next, "close");
      if (saved) {
        open.set(false);
      }
      return saved;
    }

    private boolean saved(StoredTokens next, String then) {
      String record = record(session, next);
      return open.get()
          && redis.write(
              SessionScripts.SAVE,
              keys(session),
              record,
              Redis.millis(rest),
              fence,
              version(next.version() - 1),
              then);
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        try {
          boolean unused = redis.write(SessionScripts.RELEASE, keys(session), fence);
        } catch (StorageException e) {
          // What was saved is saved; the lease ends by itself.
        }
      }
    }
  }
}
