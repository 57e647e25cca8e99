package io.crossauth.redis;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.platform.RandomSource;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which sessions are of which login: for each session an entry, and hints to it by subject and by
 * login. Hints are written before the entry, the entry before the logouts are looked at, a logout
 * before hints and entries are: so one of the two sees the other, whatever node each lies on.
 */
final class RedisSessionIndex implements SessionIndex {

  private static final int MARK_BYTES = 9;

  /** The later date counts, and the longer time. */
  private static final Script END =
      Script.of(
          """
          local at = ARGV[1]
          local left = tonumber(ARGV[2])
          local before = redis.call('GET', KEYS[1])
          if before then
            local date = string.match(before, '^1 (-?%d+)$')
            if tonumber(date) > tonumber(at) then at = date end
            left = math.max(left, redis.call('PTTL', KEYS[1]))
          end
          redis.call('SET', KEYS[1], '1 ' .. at, 'PX', string.format('%.0f', left))
          return {'1'}
          """);

  private final Redis redis;
  private final Records records;
  private final Hints hints;
  private final List<SealingKey> keys;
  private final RandomSource random;

  /**
   * @param keys the first seals; what any of them has written is found
   */
  RedisSessionIndex(Redis redis, List<SealingKey> keys, RandomSource random) {
    this.redis = redis;
    this.records = new Records(redis);
    this.hints = new Hints(redis);
    this.keys = keys;
    this.random = random;
  }

  @Override
  public boolean add(String session, LoginReference login, Duration kept) {
    IndexEntry entry = IndexEntry.of(keys.get(0), random.text(MARK_BYTES), session, login);
    for (String hint : entry.hints(redis)) {
      hints.add(hint, entry.hint(), kept);
    }
    records
        .replace(key(entry.session()), entry.text(), "PX", Redis.millis(kept))
        .ifPresent(before -> forget(entry.session(), before));
    for (SealingKey before : keys.subList(1, keys.size())) {
      removeEntry(IndexEntry.bySession(before, session));
    }
    if (!ended(login)) {
      return true;
    }
    remove(session);
    return false;
  }

  private boolean ended(LoginReference login) {
    for (SealingKey key : keys) {
      for (LoginReference logout : login.namesOfLogouts()) {
        Optional<Long> at = records.read(logoutKey(key, logout)).map(RedisSessionIndex::date);
        if (at.isPresent() && logout.withIssuedAt(at.get()).ends(login)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void remove(String session) {
    keys.forEach(key -> removeEntry(IndexEntry.bySession(key, session)));
  }

  private void removeEntry(String digest) {
    records.delete(key(digest), "").ifPresent(before -> forget(digest, before));
  }

  /** Only the hints of this very record: another may have come since. */
  private void forget(String digest, String record) {
    IndexEntry before = IndexEntry.read(digest, record);
    before.hints(redis).forEach(hint -> hints.remove(hint, before.hint()));
  }

  @Override
  public List<String> end(LoginReference logout, Duration remembered) {
    boolean unused =
        redis.write(
            END,
            List.of(logoutKey(keys.get(0), logout)),
            Long.toString(logout.issuedAt().getEpochSecond()),
            Redis.millis(remembered));
    Set<String> sessions = new LinkedHashSet<>();
    keys.forEach(key -> sessions.addAll(find(key, logout)));
    return new ArrayList<>(sessions);
  }

  private List<String> find(SealingKey key, LoginReference logout) {
    List<String> found = new ArrayList<>();
    for (String hint : hints.list(IndexEntry.whereToLook(redis, key, logout))) {
      String digest = hint.substring(0, hint.indexOf(' '));
      Optional<IndexEntry> entry =
          records.read(key(digest)).map(record -> IndexEntry.read(digest, record));
      if (entry.isPresent() && entry.get().endsBy(key, logout)) {
        found.add(entry.get().name(keys));
      }
    }
    return found;
  }

  private String key(String digest) {
    return redis.key("index", digest);
  }

  private String logoutKey(SealingKey key, LoginReference logout) {
    String name =
        Names.of(logout.issuer(), logout.subject().orElse(""), logout.sessionId().orElse(""));
    return redis.key("logout", key.digest(name, "crossauth index logout"));
  }

  private static long date(String record) {
    try {
      if (record.startsWith("1 ")) {
        return Long.parseLong(record.substring(2));
      }
    } catch (NumberFormatException e) {
      // Damaged, as below.
    }
    throw Failures.unreadable();
  }
}
