package io.crossauth.redis;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs one script at a time, each on keys of one hash tag. */
final class Redis {

  /** Longer than anything is kept: a hundred years. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private final RedisCalls calls;
  private final Settings settings;
  private final Replicas replicas;
  private final AtomicBoolean checked = new AtomicBoolean();

  Redis(RedisCalls calls, Settings settings) {
    this.calls = calls;
    this.settings = settings;
    this.replicas = new Replicas(settings);
  }

  /** A time as the server takes it: at least a millisecond, and rounded up. */
  static String millis(Duration time) {
    if (time.compareTo(LONGEST) >= 0) {
      return Long.toString(LONGEST.toMillis());
    }
    return Long.toString(Math.max(1, time.plusNanos(999_999).toMillis()));
  }

  /** The key of a thing; its name, between braces, is its hash tag. */
  String key(String kind, String name) {
    return settings.prefix() + ":" + kind + ":{" + name + "}";
  }

  /** Runs a script of which nobody needs to know whether replicas have it; gives its answer. */
  List<String> read(Script script, List<String> keys, String... arguments) {
    return run(script, keys, List.of(arguments), false);
  }

  /**
   * Runs a script, and awaits replicas where that was asked for; tells whether it has answered 1.
   */
  boolean write(Script script, List<String> keys, String... arguments) {
    return run(script, keys, List.of(arguments), true).contains("1");
  }

  /** Runs a script that answers with what was there before. */
  List<String> exchange(Script script, List<String> keys, String... arguments) {
    return run(script, keys, List.of(arguments), true);
  }

  private List<String> run(
      Script script, List<String> keys, List<String> arguments, boolean confirmed) {
    try {
      if (!checked.get()) {
        new ServerCheck(calls, settings).check(keys.get(0));
        checked.set(true);
      }
      return run(script, keys, arguments, confirmed && settings.replicas() > 0, "EVALSHA");
    } catch (CrossauthException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      throw StorageException.refused(String.valueOf(e.getMessage()), null);
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }

  private List<String> run(
      Script script, List<String> keys, List<String> arguments, boolean confirmed, String how) {
    List<String> words = new ArrayList<>();
    words.add(how);
    words.add(how.equals("EVAL") ? script.lua() : script.digest());
    words.add(Integer.toString(keys.size()));
    words.addAll(keys);
    words.addAll(arguments);
    try {
      return confirmed
          ? replicas.confirmed(calls, keys.get(0), words)
          : calls.command(keys.get(0), words, settings.limit());
    } catch (RuntimeException e) {
      if (how.equals("EVALSHA") && "NOSCRIPT".equals(Failures.word(e))) {
        return run(script, keys, arguments, confirmed, "EVAL");
      }
      throw e;
    }
  }
}
