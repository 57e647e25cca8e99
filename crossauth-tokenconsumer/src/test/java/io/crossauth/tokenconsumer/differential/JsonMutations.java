package io.crossauth.tokenconsumer.differential;

import static io.crossauth.tokenconsumer.differential.Mutation.oneOf;

import io.crossauth.tokenconsumer.differential.Mutation.Good;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** JSON that parsers read differently, in header or payload; the signature is made over it. */
final class JsonMutations {

  private JsonMutations() {}

  static List<Mutation> all() {
    List<Mutation> all = new ArrayList<>();
    add(all, "garbage after it", (json, random) -> json + oneOf(random, "x", "{}", ",", "]", "\0"));
    add(all, "blanks around it", (json, random) -> oneOf(random, " ", "\n\t", "\r\n") + json + " ");
    add(all, "a byte order mark", (json, random) -> '\ufeff' + json);
    add(all, "a comment", (json, random) -> "{/* x */" + json.substring(1));
    add(all, "single quotes", (json, random) -> json.replace('"', '\''));
    add(all, "a comma at the end", (json, random) -> cut(json, 1) + ",}");
    add(all, "cut off", (json, random) -> json.substring(0, random.nextInt(json.length())));
    add(all, "a member twice", JsonMutations::twice);
    add(all, "a member twice, escaped", (json, random) -> cut(json, 1) + ",\"\\u0061ud\":\"x\"}");
    add(all, "nested deeply", (json, random) -> nested(json, oneOf(random, 10, 31, 40, 200, 2000)));
    add(all, "NaN", (json, random) -> with(json, oneOf(random, "NaN", "Infinity", "-Infinity")));
    add(all, "odd numbers", (json, random) -> with(json, oneOf(random, "01", "+1", ".5", "0x1")));
    add(all, "a control character", (json, random) -> with(json, "\"a\tb\u0001\""));
    add(all, "a lone surrogate", (json, random) -> with(json, "\"\\ud800\""));
    add(all, "an array around it", (json, random) -> "[" + json + "]");
    add(all, "text instead", (json, random) -> oneOf(random, "\"x\"", "null", "1", "[]", "{}"));
    add(all, "a character changed", JsonMutations::changed);
    return all;
  }

  private static void add(
      List<Mutation> all, String name, BiFunction<String, Random, String> change) {
    all.add(
        new Mutation(
            "header JSON: " + name,
            (good, random) -> {
              String header = change.apply(part(good, 0), random);
              return good.draft().rawHeader(header).compact();
            }));
    all.add(
        new Mutation(
            "payload JSON: " + name,
            (good, random) -> {
              String payload = change.apply(part(good, 1), random);
              return good.draft().rawPayload(payload).compact();
            }));
  }

  private static String part(Good good, int index) {
    byte[] json = Base64.getUrlDecoder().decode(good.compact().split("\\.")[index]);
    return new String(json, StandardCharsets.UTF_8);
  }

  private static String cut(String json, int characters) {
    return json.substring(0, json.length() - characters);
  }

  private static String with(String json, String value) {
    return cut(json, 1) + ",\"x\":" + value + "}";
  }

  private static String nested(String json, int depth) {
    return with(json, "[".repeat(depth) + "]".repeat(depth));
  }

  private static String twice(String json, Random random) {
    String members = json.substring(1, json.length() - 1);
    String more =
        oneOf(random, members, "\"alg\":\"none\"", "\"aud\":\"x\"", "\"exp\":1", "\"iss\":\"x\"");
    return random.nextBoolean()
        ? "{" + members + "," + more + "}"
        : "{" + more + "," + members + "}";
  }

  private static String changed(String json, Random random) {
    int at = random.nextInt(json.length());
    return json.substring(0, at) + (char) (32 + random.nextInt(95)) + json.substring(at + 1);
  }
}
