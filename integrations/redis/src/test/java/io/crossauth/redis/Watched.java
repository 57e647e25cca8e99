package io.crossauth.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Calls that are noted, and each sent twice if told so, as after a connection that was lost. */
final class Watched implements RedisCalls {

  private final RedisCalls calls;
  private final boolean twice;
  private final List<List<String>> sent = new CopyOnWriteArrayList<>();

  Watched(RedisCalls calls, boolean twice) {
    this.calls = calls;
    this.twice = twice;
  }

  @Override
  public List<String> command(String key, List<String> words, Duration limit) {
    sent.add(words);
    List<String> answer = calls.command(key, words, limit);
    return twice ? calls.command(key, words, limit) : answer;
  }

  @Override
  public List<List<String>> commands(
      String key, List<String> first, List<String> second, Duration limit) {
    sent.add(first);
    sent.add(second);
    return calls.commands(key, first, second, limit);
  }

  /** The commands since this was last asked for. */
  List<String> names() {
    List<String> names = sent.stream().map(words -> words.get(0)).toList();
    sent.clear();
    return names;
  }
}
