package io.crossauth.redis;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.internal.time.Durations;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What many nodes keep together, in Redis 6.2 or later, alone, with replicas or as a cluster. The
 * server's clock decides when something is over, and every key has an end by which the server
 * forgets it, but for those of {@link #keys} that shall not end. Clients of an authorization server
 * are kept in a database.
 *
 * <p>What must be one step is one script. What is found by a session's name is as safe as the
 * server; the index lies on other nodes of a cluster, and is written in an order that needs no step
 * over several nodes.
 *
 * <p>Before the first call, the server's {@code maxmemory-policy} must turn out to be {@code
 * noeviction}. Immutable and safe for use by many threads; the connection is not closed.
 */
public final class RedisStorage {

  private static final Duration LONGEST_CALL = Duration.ofMinutes(10);
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private final RedisCalls calls;
  private final Platform platform;
  private final Settings settings;
  private final Redis redis;

  private RedisStorage(RedisCalls calls, Platform platform, Settings settings) {
    this.calls = calls;
    this.platform = platform;
    this.settings = settings;
    this.redis = new Redis(calls, settings);
  }

  /**
   * Makes a storage in this server or cluster. Nothing is asked of it yet.
   *
   * @param calls how it is called, such as {@link LettuceCalls}
   * @return the storage
   */
  public static RedisStorage in(RedisCalls calls) {
    return in(calls, Platform.system());
  }

  /**
   * Makes a storage in this server or cluster that takes its randomness from a platform. Nothing is
   * asked of it yet.
   *
   * @param calls how it is called, such as {@link LettuceCalls}
   * @param platform its {@code random} makes the fences of leases, and nothing else of it is used;
   *     {@link Platform#system()} by default
   * @return the storage
   */
  public static RedisStorage in(RedisCalls calls, Platform platform) {
    return new RedisStorage(calls, platform, Settings.DEFAULT);
  }

  private RedisStorage with(Settings next) {
    return new RedisStorage(calls, platform, next);
  }

  /**
   * The same storage with another prefix for all keys; {@code crossauth} by default.
   *
   * @param prefix 1 to 64 letters, digits, dots, colons, hyphens and underscores
   * @return a storage
   * @throws IllegalArgumentException if it is something else
   */
  public RedisStorage withPrefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "prefix: expected 1 to 64 letters, digits or any of . : - _, found something else");
    }
    return with(settings.withPrefix(prefix));
  }

  /**
   * The same storage with another limit for the answer to each call; five seconds by default.
   *
   * @param limit 1 millisecond to 10 minutes
   * @return a storage
   * @throws IllegalArgumentException if it is less or more
   */
  public RedisStorage withCallLimit(Duration limit) {
    return with(settings.withLimit(limit("callLimit", limit)));
  }

  /**
   * The same storage with another time after which a session is forgotten that has neither been
   * begun nor renewed nor found; 30 days by default. That it was found is written down once a
   * minute at most.
   *
   * @param unusedFor how long ago, to the millisecond: more than zero, longer than a session may
   *     rest, or users are logged out
   * @return a storage
   * @throws IllegalArgumentException if it is zero or less
   */
  public RedisStorage withSessionsForgotten(Duration unusedFor) {
    return with(settings.withRest(Durations.positive("unusedFor", unusedFor)));
  }

  /**
   * The same storage that waits after each write until so many replicas have it in memory ({@code
   * WAIT}). If they have not in time, the call fails with {@link StorageException}, although the
   * primary has done it. A failover then loses less, and not nothing: a replica without the write
   * may become the primary all the same. By default, nobody waits.
   *
   * @param replicas how many, from 1
   * @param within how long they have for it: 1 millisecond to 10 minutes, on top of the limit for a
   *     call; the connection does nothing else meanwhile
   * @return a storage
   * @throws IllegalArgumentException if there are too few, or it is too short or too long
   */
  public RedisStorage withReplicas(int replicas, Duration within) {
    return with(
        settings.withReplicas(atLeastOne("replicas", replicas), limit("within", within), false));
  }

  /**
   * As {@link #withReplicas}, and that the primary and so many replicas have it on disk ({@code
   * WAITAOF}, Redis 7.2 or later, which needs {@code appendonly yes} on all of them). An earlier
   * server does what {@link #withReplicas} does.
   *
   * @param replicas how many, from 1
   * @param within how long they have for it: 1 millisecond to 10 minutes, on top of the limit for a
   *     call; the connection does nothing else meanwhile
   * @return a storage
   * @throws IllegalArgumentException if there are too few, or it is too short or too long
   */
  public RedisStorage withReplicasOnDisk(int replicas, Duration within) {
    return with(
        settings.withReplicas(atLeastOne("replicas", replicas), limit("within", within), true));
  }

  /**
   * The same storage that works only with servers whose {@code min-replicas-to-write} is so much or
   * more, so that a primary that was cut off from its replicas stops to write; looked at before the
   * first call. By default, it is not looked at.
   *
   * @param replicas how many, from 1
   * @return a storage
   * @throws IllegalArgumentException if there are too few
   */
  public RedisStorage withMinReplicas(int replicas) {
    return with(settings.withMinReplicas(atLeastOne("replicas", replicas)));
  }

  /**
   * The same storage that does not look at {@code maxmemory-policy}, for servers of a provider that
   * show neither {@code INFO} nor {@code CONFIG GET}. A server that evicts keys logs users out and
   * forgets which logins and tokens were used: they could be used again.
   *
   * @return a storage
   */
  public RedisStorage withoutEvictionCheck() {
    return with(settings.withoutEvictionCheck());
  }

  /**
   * Gives the tokens of users' sessions, sealed. A lease is beside its session, with the same hash
   * tag.
   *
   * @param key seals the tokens; the same for all processes
   * @param others what they have sealed opens too: keys from before, and, where nodes change one
   *     after the other, the key that will seal next
   * @return a store safe for use by many threads; its methods throw {@link StorageException} if the
   *     server fails
   */
  public TokenStore tokens(SealingKey key, SealingKey... others) {
    return new RedisTokenStore(redis, key, List.of(others), platform.random(), settings.rest());
  }

  /**
   * Gives the index of sessions by the logins that they came from: digests with a key, and sealed
   * names.
   *
   * @param key makes the digests and seals the names; the same for all processes
   * @param others what they have written is found too; as in {@link #tokens}
   * @return an index safe for use by many threads; its methods throw {@link StorageException} if
   *     the server fails
   */
  public SessionIndex sessionIndex(SealingKey key, SealingKey... others) {
    List<SealingKey> keys = Stream.concat(Stream.of(key), Stream.of(others)).toList();
    return new RedisSessionIndex(redis, keys, platform.random());
  }

  /**
   * Gives the memory of what was used and may not be used again: logins, logouts and other tokens.
   *
   * @return a store safe for use by many threads; its methods throw {@link StorageException} if the
   *     server fails
   */
  public OneTimeStore oneTime() {
    return new RedisOneTimeStore(redis, platform.random());
  }

  /**
   * Gives the keys that an issuer shares with its consumers. A record with an end is forgotten
   * then.
   *
   * @return a storage safe for use by many threads; it keeps times to the millisecond; its methods
   *     throw {@link StorageException} if the server fails
   */
  public KeyStorage keys() {
    return new RedisKeyStorage(redis, platform.random());
  }

  private static Duration limit(String name, Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(LONGEST_CALL) > 0) {
      throw new IllegalArgumentException(
          name + ": expected 1 millisecond to 10 minutes, found " + time);
    }
    return time;
  }

  private static int atLeastOne(String name, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(name + ": expected 1 or more, found " + count);
    }
    return count;
  }
}
