package io.crossauth.internal.json;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells of answers that are JSON and say that they are something else: once of each kind, for they
 * are read all the same. Safe for use by many threads.
 */
final class OddAnswers {

  /** Those of this process. */
  static final OddAnswers ALL =
      new OddAnswers(
          text -> System.getLogger(OddAnswers.class.getName()).log(System.Logger.Level.INFO, text));

  /** What a server repeats of a request is not for a log. */
  private static final List<String> SHOWN =
      List.of(
          "",
          "text/plain",
          "text/javascript",
          "application/javascript",
          "application/x-javascript",
          "text/json",
          "text/x-json",
          "application/x-json",
          "application/octet-stream",
          "binary/octet-stream",
          "application/x-www-form-urlencoded");

  private static final int MOST = 64;

  private final Consumer<String> log;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  OddAnswers(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Tells of an answer.
   *
   * @param what what was read: {@code key set}
   * @param type the media type; empty if it has none
   */
  void tell(String what, String type) {
    String shown = SHOWN.contains(type) ? type : "another type";
    String text =
        what
            + ": expected application/json, found "
            + (shown.isEmpty() ? "no content type" : shown)
            + "; it is read all the same, because the body is JSON";
    if (told.size() < MOST && told.add(text)) {
      log.accept(text);
    }
  }
}
