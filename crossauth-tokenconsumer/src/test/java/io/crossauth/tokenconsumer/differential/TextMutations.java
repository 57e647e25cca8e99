package io.crossauth.tokenconsumer.differential;

import static io.crossauth.tokenconsumer.differential.Mutation.oneOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** The text of the token: its segments and their base64url. The signature stays. */
final class TextMutations {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private TextMutations() {}

  static List<Mutation> all() {
    List<Mutation> all = new ArrayList<>();
    add(
        all,
        "segments: a dot more",
        (parts, random) -> join(parts) + oneOf(random, ".", "..", ".x"));
    add(all, "segments: a dot before", (parts, random) -> "." + join(parts));
    add(all, "segments: one left out", TextMutations::withoutOne);
    add(all, "segments: one empty", TextMutations::withEmpty);
    add(all, "segments: one twice", (parts, random) -> join(parts) + "." + oneOf(random, parts));
    add(all, "segments: swapped", (parts, random) -> parts[1] + "." + parts[0] + "." + parts[2]);
    add(all, "segments: another sign between", (parts, random) -> String.join(sign(random), parts));
    add(all, "segments: JSON", (parts, random) -> serialized(parts));
    add(all, "base64: padding", (parts, random) -> inOne(parts, random, "=", "==", "===", "%3D"));
    add(
        all,
        "base64: white space",
        (parts, random) -> inOne(parts, random, " ", "\n", "\r\n", "\t"));
    add(
        all,
        "base64: a sign at the end",
        (parts, random) -> inOne(parts, random, "!", "*", "\0", "é"));
    add(all, "base64: the other alphabet", (parts, random) -> otherAlphabet(parts));
    add(all, "base64: unused bits", TextMutations::unusedBits);
    add(
        all,
        "base64: a digit more",
        (parts, random) -> inOne(parts, random, "A", "Q", "AA", "AAAA"));
    add(all, "text: around it", (parts, random) -> around(join(parts), random));
    add(all, "text: a character changed", TextMutations::changed);
    add(all, "text: a character left out", TextMutations::leftOut);
    add(all, "text: one put in", TextMutations::putIn);
    add(all, "text: cut off", (parts, random) -> cut(join(parts), random));
    return all;
  }

  private static void add(
      List<Mutation> all, String name, BiFunction<String[], Random, String> change) {
    all.add(
        new Mutation(name, (good, random) -> change.apply(good.compact().split("\\."), random)));
  }

  private static String join(String... parts) {
    return String.join(".", parts);
  }

  private static String sign(Random random) {
    return oneOf(random, ",", "..", ". ", "\u3002", "%2E");
  }

  private static String withoutOne(String[] parts, Random random) {
    int out = random.nextInt(3);
    return out == 0
        ? join(parts[1], parts[2])
        : out == 1 ? join(parts[0], parts[2]) : join(parts[0], parts[1]);
  }

  private static String withEmpty(String[] parts, Random random) {
    parts[random.nextInt(3)] = "";
    return join(parts);
  }

  private static String serialized(String[] parts) {
    return "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
        .formatted(parts[1], parts[0], parts[2]);
  }

  private static String inOne(String[] parts, Random random, String... signs) {
    parts[random.nextInt(3)] += oneOf(random, signs);
    return join(parts);
  }

  private static String otherAlphabet(String[] parts) {
    parts[2] = parts[2].replace('-', '+').replace('_', '/');
    return join(parts);
  }

  /** Sets the bits of the last digit that stand for nothing, where there are any. */
  private static String unusedBits(String[] parts, Random random) {
    int first = random.nextInt(3);
    for (int i = 0; i < 3; i++) {
      String part = parts[(first + i) % 3];
      if (part.length() % 4 != 0) {
        int last = part.length() - 1;
        char other = DIGITS.charAt(DIGITS.indexOf(part.charAt(last)) | 1);
        parts[(first + i) % 3] = part.substring(0, last) + other;
        return join(parts);
      }
    }
    return join(parts) + "A";
  }

  private static String around(String token, Random random) {
    return oneOf(
        random, "Bearer " + token, " " + token, token + "\n", '"' + token + '"', token + "\0");
  }

  private static String changed(String[] parts, Random random) {
    String token = join(parts);
    int at = random.nextInt(token.length());
    char digit = DIGITS.charAt(random.nextInt(DIGITS.length()));
    return token.substring(0, at) + digit + token.substring(at + 1);
  }

  private static String leftOut(String[] parts, Random random) {
    String token = join(parts);
    int at = random.nextInt(token.length());
    return token.substring(0, at) + token.substring(at + 1);
  }

  private static String putIn(String[] parts, Random random) {
    String token = join(parts);
    int at = random.nextInt(token.length());
    return token.substring(0, at) + (char) random.nextInt(0x180) + token.substring(at);
  }

  private static String cut(String token, Random random) {
    return token.substring(0, random.nextInt(token.length()));
  }
}
