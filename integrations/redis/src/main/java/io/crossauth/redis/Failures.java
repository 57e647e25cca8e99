package io.crossauth.redis;

import io.crossauth.error.StorageException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client's exception means. The server's own errors start with a word in capitals. */
final class Failures {

  private static final Pattern WORD = Pattern.compile("^[A-Z]{2,}(?: |$)");
  private static final int CAUSES = 6;

  private Failures() {}

  /** The word that the server's error starts with; null if it was not the server that failed. */
  static @Nullable String word(Throwable failure) {
    String error = error(failure);
    return error == null ? null : error.split(" ", 2)[0];
  }

  /** The server's error; null if it was not the server that failed. */
  private static @Nullable String error(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES && cause != null; i++) {
      String message = String.valueOf(cause.getMessage());
      if (WORD.matcher(message).find()) {
        return message;
      }
      cause = cause.getCause();
    }
    return null;
  }

  /** A record that cannot be understood. */
  static StorageException unreadable() {
    return StorageException.unreadable(
        "redis: expected a record of this version, found one that cannot be read", null);
  }

  static StorageException of(RuntimeException failure) {
    String word = word(failure);
    if (word == null) {
      return new StorageException(
          "redis: expected an answer, found none ("
              + failure.getClass().getSimpleName()
              + "); is the server away, or too slow?",
          failure);
    }
    String found = "redis: expected an answer, found the error " + word;
    return switch (word) {
      case "WRONGTYPE" ->
          StorageException.unreadable(
              found + "; does another program use keys of this prefix?", failure);
      case "NOPERM", "NOAUTH", "WRONGPASS" ->
          StorageException.misconfigured(
              found + "; expected a user that may do what docs/redis.md lists", failure);
      // Quotes what was sent.
      case "ERR" -> unknown(found, String.valueOf(error(failure)));
      case "OOM" -> StorageException.full(found + ": the server has no memory for more");
      case "READONLY" ->
          new StorageException(
              found + ": this is a replica by now; does the client follow a failover?", failure);
      case "NOREPLICAS" ->
          new StorageException(found + ": fewer replicas than min-replicas-to-write", failure);
      default -> new StorageException(found + "; try again", failure);
    };
  }

  private static StorageException unknown(String found, String error) {
    return error.contains("max number of clients")
        ? new StorageException(found + ": it has no connection for one more client", null)
        : StorageException.misconfigured(
            found + ": it does not know the call, or forbids it", null);
  }
}
