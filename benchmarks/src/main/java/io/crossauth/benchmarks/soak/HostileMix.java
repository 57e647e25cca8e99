package io.crossauth.benchmarks.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * What a server under attack sees: good tokens, new and replayed, beside names of keys that nobody
 * has, headers that are all different, tokens too large, and noise.
 */
final class HostileMix {

  private static final int GOOD = 500;
  private static final int OVERSIZE = 20_000;

  private final InProcessProvider provider;
  private volatile List<String> good = List.of();

  /**
   * A token and what must become of it.
   *
   * @param token the text
   * @param good whether it must be accepted
   */
  record Sample(String token, boolean good) {

    /** Whether it is accepted; it is not, either, where its key is not to be had in time. */
    boolean fate(OAuthTokenConsumer consumer) {
      try {
        return consumer.verify(token, TokenType.ACCESS).type() == TokenType.ACCESS;
      } catch (TokenRejectedException | TransportException e) {
        return false;
      }
    }
  }

  HostileMix(InProcessProvider provider) {
    this.provider = provider;
    renew();
  }

  /** Makes new good tokens; the old ones live long enough for those who still hold them. */
  void renew() {
    List<String> fresh = new ArrayList<>();
    TokenDraft draft = provider.mint().accessToken();
    for (int i = 0; i < GOOD; i++) {
      fresh.add(draft.claim("jti", "good-" + i).compact());
    }
    good = List.copyOf(fresh);
  }

  /** The tokens of one thread. */
  Tokens tokens(int seed) {
    return new Tokens(new Random(seed));
  }

  /** An endless row of tokens, of one thread. */
  final class Tokens {

    private final Random random;

    private Tokens(Random random) {
      this.random = random;
    }

    Sample next() {
      List<String> all = good;
      String token = all.get(random.nextInt(all.size()));
      return switch (random.nextInt(10)) {
        case 0, 1, 2 -> new Sample(token, true);
        // The same few again and again.
        case 3, 4 -> new Sample(all.get(random.nextInt(5)), true);
        case 5 -> new Sample(header("\"kid\":\"nobody-" + random.nextLong() + "\"", token), false);
        case 6 -> new Sample(header("\"x\":" + random.nextLong(), token), false);
        case 7 -> new Sample(token + "A".repeat(OVERSIZE), false);
        case 8 -> new Sample(noise(), false);
        default -> new Sample(changed(token), false);
      };
    }

    private String header(String member, String token) {
      byte[] json = ("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"," + member + "}").getBytes(US_ASCII);
      String header = Base64.getUrlEncoder().withoutPadding().encodeToString(json);
      return header + token.substring(token.indexOf('.'));
    }

    private String noise() {
      byte[] bytes = new byte[random.nextInt(2_000)];
      random.nextBytes(bytes);
      return new String(bytes, ISO_8859_1);
    }

    /** One character of claims or signature is another. */
    private String changed(String token) {
      int from = token.indexOf('.') + 1;
      int place = from + random.nextInt(token.length() - from - 1);
      char other = token.charAt(place) == 'A' ? 'B' : 'A';
      return token.substring(0, place) + other + token.substring(place + 1);
    }
  }
}
