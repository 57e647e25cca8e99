package io.crossauth.redis;

import io.crossauth.error.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits until replicas have a write: by WAITAOF on disk, where the server has it, else by WAIT. */
final class Replicas {

  private final Settings settings;
  private final AtomicBoolean knowsWaitaof = new AtomicBoolean(true);

  Replicas(Settings settings) {
    this.settings = settings;
  }

  /** Sends a command that writes, and then the one that waits; gives the answer to the first. */
  List<String> confirmed(RedisCalls calls, String key, List<String> words) {
    boolean disks = settings.onDisk() && knowsWaitaof.get();
    String replicas = Integer.toString(settings.replicas());
    String millis = Redis.millis(settings.replicasLimit());
    List<String> wait =
        disks ? List.of("WAITAOF", "1", replicas, millis) : List.of("WAIT", replicas, millis);
    Duration limit = settings.limit().plus(settings.replicasLimit());
    List<List<String>> answers;
    try {
      answers = calls.commands(key, words, wait, limit);
    } catch (RuntimeException e) {
      if (disks && isUnknown(e)) {
        // Before 7.2; the script may be sent again.
        knowsWaitaof.set(false);
        return confirmed(calls, key, words);
      }
      throw e;
    }
    List<String> counts = answers.get(1);
    int confirmed = Integer.parseInt(counts.get(counts.size() - 1));
    boolean here = !disks || counts.get(0).equals("1");
    if (confirmed < settings.replicas() || !here) {
      throw new StorageException(
          "redis: expected "
              + replicas
              + " replicas to confirm the write, found "
              + confirmed
              + "; it is done, and may be lost by a failover",
          null);
    }
    return answers.get(0);
  }

  private static boolean isUnknown(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("unknown command")) {
        return true;
      }
    }
    return false;
  }
}
