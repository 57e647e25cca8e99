package io.crossauth.examples.yandex;

import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.yandex.YandexSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The devices of one's smart home, which a logged-in session may ask for. */
final class SmartHome {

  private static final URI DEVICES = URI.create("https://iot.quasar.yandex.ru/m/v3/user/devices");

  // Enough for an example; a program has a JSON library.
  private static final Pattern OBJECT = Pattern.compile("\\{[^{}\\[\\]]*+\\}");
  private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]*)\"");

  private SmartHome() {}

  /** Their names; empty if there are none, or Yandex does not say. */
  static List<String> devices(YandexSession session) {
    HttpReply reply = session.exchange(HttpCall.get(DEVICES));
    if (!reply.successful()) {
      return List.of();
    }
    return OBJECT
        .matcher(new String(reply.body(), StandardCharsets.UTF_8))
        .results()
        .map(MatchResult::group)
        .filter(object -> object.contains("\"type\""))
        .map(NAME::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .sorted()
        .toList();
  }
}
