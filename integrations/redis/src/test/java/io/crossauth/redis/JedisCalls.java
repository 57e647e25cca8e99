package io.crossauth.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.commands.ProtocolCommand;

/** How another client fits. Its own time-out limits each call. */
final class JedisCalls implements RedisCalls {

  private final RedisClient client;

  JedisCalls(RedisClient client) {
    this.client = client;
  }

  @Override
  public List<String> command(String key, List<String> words, Duration limit) {
    CommandArguments command = new CommandArguments(name(words));
    words.subList(1, words.size()).forEach(command::add);
    return flat(client.executeCommand(command));
  }

  @Override
  public List<List<String>> commands(
      String key, List<String> first, List<String> second, Duration limit) {
    try (Connection connection = client.getPool().getResource()) {
      connection.sendCommand(name(first), arguments(first));
      List<String> one = flat(connection.getOne());
      connection.sendCommand(name(second), arguments(second));
      return List.of(one, flat(connection.getOne()));
    }
  }

  private static ProtocolCommand name(List<String> words) {
    return () -> words.get(0).getBytes(StandardCharsets.UTF_8);
  }

  private static String[] arguments(List<String> words) {
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  private static List<String> flat(@Nullable Object answer) {
    List<String> all = new ArrayList<>();
    if (answer instanceof List<?> list) {
      list.forEach(element -> all.addAll(flat(element)));
    } else if (answer instanceof byte[] bytes) {
      all.add(new String(bytes, StandardCharsets.UTF_8));
    } else if (answer != null) {
      all.add(answer.toString());
    }
    return all;
  }
}
