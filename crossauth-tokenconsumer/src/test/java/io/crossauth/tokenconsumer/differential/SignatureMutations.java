package io.crossauth.tokenconsumer.differential;

import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.differential.Mutation.Good;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** Signatures that are nearly right. */
final class SignatureMutations {

  private SignatureMutations() {}

  static List<Mutation> all() {
    List<Mutation> all = new ArrayList<>();
    add(all, "a bit changed", SignatureMutations::flipped);
    add(all, "cut off", (bytes, random) -> Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    add(all, "a byte more", (bytes, random) -> Arrays.copyOf(bytes, bytes.length + 1));
    add(all, "a zero before it", (bytes, random) -> shifted(bytes));
    add(all, "zeros", (bytes, random) -> new byte[bytes.length]);
    add(all, "empty", (bytes, random) -> new byte[0]);
    add(all, "ones", (bytes, random) -> filled(bytes.length));
    add(all, "halves swapped", (bytes, random) -> swapped(bytes));
    add(all, "as DER", (bytes, random) -> der(bytes));
    add(all, "half zero", SignatureMutations::halfZero);
    add(all, "chance", SignatureMutations::random);
    all.add(new Mutation("signature: of another token", (good, random) -> grafted(good)));
    all.add(new Mutation("signature: by another key", (good, random) -> byAnother(good)));
    return all;
  }

  private static void add(
      List<Mutation> all, String name, BiFunction<byte[], Random, byte[]> change) {
    all.add(
        new Mutation(
            "signature: " + name,
            (good, random) -> {
              String token = good.compact();
              int dot = token.lastIndexOf('.') + 1;
              byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot));
              byte[] changed = change.apply(signature, random);
              return token.substring(0, dot)
                  + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            }));
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private static byte[] shifted(byte[] bytes) {
    byte[] longer = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, longer, 1, bytes.length);
    return longer;
  }

  private static byte[] filled(int length) {
    byte[] ones = new byte[length];
    Arrays.fill(ones, (byte) 0xff);
    return ones;
  }

  private static byte[] swapped(byte[] bytes) {
    byte[] other = new byte[bytes.length];
    int half = bytes.length / 2;
    System.arraycopy(bytes, half, other, 0, bytes.length - half);
    System.arraycopy(bytes, 0, other, bytes.length - half, half);
    return other;
  }

  /** r and s as the JDK writes them: SEQUENCE of two INTEGER. */
  private static byte[] der(byte[] bytes) {
    int half = Math.min(bytes.length / 2, 60);
    byte[] der = new byte[6 + 2 * half];
    der[0] = 0x30;
    der[1] = (byte) (der.length - 2);
    der[2] = 2;
    der[3] = (byte) half;
    System.arraycopy(bytes, 0, der, 4, half);
    der[4 + half] = 2;
    der[5 + half] = (byte) half;
    System.arraycopy(bytes, bytes.length - half, der, 6 + half, half);
    return der;
  }

  private static byte[] halfZero(byte[] bytes, Random random) {
    int half = bytes.length / 2;
    int from = random.nextBoolean() ? 0 : half;
    Arrays.fill(bytes, from, from + half, (byte) 0);
    return bytes;
  }

  private static byte[] random(byte[] bytes, Random random) {
    byte[] other = new byte[bytes.length];
    random.nextBytes(other);
    return other;
  }

  private static String grafted(Good good) {
    String token = good.compact();
    String other = good.draft().claim("scope", "admin").compact();
    return other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
  }

  private static String byAnother(Good good) {
    Object kid = good.draft().header().get("kid");
    return good.draft().signedWith(TestKeys.rsa("stranger")).header("kid", kid).compact();
  }
}
