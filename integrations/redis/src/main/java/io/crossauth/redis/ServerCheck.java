package io.crossauth.redis;

import io.crossauth.error.StorageException;
import java.util.List;

/**
 * Looks at the servers before they are first used: one that evicts keys forgets sessions, leases
 * and used logins before their time.
 */
final class ServerCheck {

  private static final String POLICY = "maxmemory_policy:";

  private final RedisCalls calls;
  private final Settings settings;

  ServerCheck(RedisCalls calls, Settings settings) {
    this.calls = calls;
    this.settings = settings;
  }

  void check(String key) {
    if (settings.evictionChecked()) {
      for (String one : Nodes.keysOfEach(calls, key, settings.limit())) {
        evictsNothing(policy(one));
      }
    }
    if (settings.minReplicas() > 0) {
      for (String one : Nodes.keysOfEach(calls, key, settings.limit())) {
        waitsForReplicas(config(one, "min-replicas-to-write"));
      }
    }
  }

  private static void evictsNothing(String policy) {
    if (!policy.equals("noeviction")) {
      throw StorageException.refused(
          "redis: expected maxmemory-policy noeviction, found "
              + policy
              + ": it would forget sessions and used logins; set it, use a server of their own, or"
              + " say withoutEvictionCheck()",
          null);
    }
  }

  private void waitsForReplicas(String count) {
    if (Integer.parseInt(count) < settings.minReplicas()) {
      throw StorageException.refused(
          "redis: expected min-replicas-to-write of "
              + settings.minReplicas()
              + " at least, found "
              + count,
          null);
    }
  }

  /** By INFO, which servers of a provider allow; else by CONFIG. */
  private String policy(String key) {
    try {
      for (String text : calls.command(key, List.of("INFO", "memory"), settings.limit())) {
        int at = text.indexOf(POLICY);
        if (at >= 0) {
          return text.substring(at + POLICY.length()).lines().findFirst().orElse("").strip();
        }
      }
    } catch (RuntimeException e) {
      rethrowUnlessHidden(e);
    }
    return config(key, "maxmemory-policy");
  }

  private String config(String key, String name) {
    try {
      List<String> found = calls.command(key, List.of("CONFIG", "GET", name), settings.limit());
      if (found.size() == 2) {
        return found.get(1);
      }
    } catch (RuntimeException e) {
      rethrowUnlessHidden(e);
    }
    throw StorageException.refused(
        "redis: expected to be told its "
            + name
            + ", found that the server does not show it; let the user run INFO and CONFIG|GET, or"
            + " leave the option out (withoutEvictionCheck(), no withMinReplicas)",
        null);
  }

  private static void rethrowUnlessHidden(RuntimeException e) {
    String word = String.valueOf(Failures.word(e));
    if (!word.equals("NOPERM") && !word.equals("ERR")) {
      throw e;
    }
  }
}
