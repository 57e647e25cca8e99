package io.crossauth.tokenconsumer.differential;

import io.crossauth.testkit.mint.TokenDraft;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * One way to spoil a good token; chance decides where.
 *
 * @param name what is done
 * @param spoil makes the spoilt token
 */
record Mutation(String name, BiFunction<Good, Random, String> spoil) {

  /**
   * A good token, and where it comes from.
   *
   * @param algorithm what it is signed by
   */
  record Good(Setting setting, String algorithm, TokenDraft draft) {
    String compact() {
      return draft.compact();
    }
  }

  /** All of them. */
  static List<Mutation> all() {
    return Stream.of(
            HeaderMutations.all(),
            ClaimMutations.all(),
            JsonMutations.all(),
            SignatureMutations.all(),
            TextMutations.all())
        .flatMap(List::stream)
        .toList();
  }

  /** A mutation of what is then signed. */
  static Mutation signed(String name, BiFunction<TokenDraft, Random, TokenDraft> change) {
    return new Mutation(name, (good, random) -> change.apply(good.draft(), random).compact());
  }

  @SafeVarargs
  static <T> T oneOf(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
