package io.crossauth.redis;

import java.time.Duration;

/**
 * What a storage was told.
 *
 * @param prefix of all keys
 * @param limit for the answer to one call
 * @param rest how long a session is kept that is neither used nor renewed
 * @param replicas how many must confirm each write; none if 0
 * @param replicasLimit how long they have for it
 * @param onDisk whether the write must be on disks too, where the server can tell
 * @param minReplicas what {@code min-replicas-to-write} must be at least; not looked at if 0
 * @param evictionChecked whether {@code maxmemory-policy} is looked at
 */
record Settings(
    String prefix,
    Duration limit,
    Duration rest,
    int replicas,
    Duration replicasLimit,
    boolean onDisk,
    int minReplicas,
    boolean evictionChecked) {

  static final Settings DEFAULT =
      new Settings(
          "crossauth",
          Duration.ofSeconds(5),
          Duration.ofDays(30),
          0,
          Duration.ZERO,
          false,
          0,
          true);

  Settings withPrefix(String next) {
    return new Settings(
        next, limit, rest, replicas, replicasLimit, onDisk, minReplicas, evictionChecked);
  }

  Settings withLimit(Duration next) {
    return new Settings(
        prefix, next, rest, replicas, replicasLimit, onDisk, minReplicas, evictionChecked);
  }

  Settings withRest(Duration next) {
    return new Settings(
        prefix, limit, next, replicas, replicasLimit, onDisk, minReplicas, evictionChecked);
  }

  Settings withReplicas(int count, Duration within, boolean disks) {
    return new Settings(prefix, limit, rest, count, within, disks, minReplicas, evictionChecked);
  }

  Settings withMinReplicas(int count) {
    return new Settings(
        prefix, limit, rest, replicas, replicasLimit, onDisk, count, evictionChecked);
  }

  Settings withoutEvictionCheck() {
    return new Settings(prefix, limit, rest, replicas, replicasLimit, onDisk, minReplicas, false);
  }
}
