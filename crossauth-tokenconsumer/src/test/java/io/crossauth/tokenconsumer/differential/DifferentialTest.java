package io.crossauth.tokenconsumer.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.differential.Mutation.Good;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutants of good tokens of every algorithm before us, Nimbus, jose4j and jjwt: what two of them
 * refuse, we do not accept.
 */
class DifferentialTest {

  private static final long SEED = 20261121;

  /** Three times as long: {@code -Dcrossauth.differential.rounds=3}. */
  private static final int ROUNDS = Integer.getInteger("crossauth.differential.rounds", 1);

  private final Setting setting = new Setting();
  private final OAuthTokenConsumer ours = setting.ours();
  private final List<Peer> peers;

  private int mutants;
  private int disagreed;
  private int accepted;
  private int stricter;
  private final List<String> locks = new ArrayList<>();

  DifferentialTest() throws Exception {
    peers = List.of(new Nimbus(setting), new Jose4j(setting), new Jjwt(setting));
  }

  @Test
  void everybody_accepts_the_good_tokens() {
    for (String algorithm : Setting.ALGORITHMS) {
      String token = setting.good(algorithm).compact();
      assertThat(weAccept(token)).as(algorithm).isTrue();
      for (Peer peer : peers) {
        assertThat(peer.accepts(token))
            .as("%s of %s", algorithm, peer.name())
            .isEqualTo(peer.can(algorithm));
      }
    }
  }

  @Test
  void what_two_others_refuse_we_do_not_accept() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      for (String algorithm : Setting.ALGORITHMS) {
        Good good = new Good(setting, algorithm, setting.good(algorithm));
        for (Mutation mutation : Mutation.all()) {
          if (isAboutNames(mutation) && algorithm.startsWith("HS")) {
            continue;
          }
          judge(mutation.name(), algorithm, mutation.spoil().apply(good, random), good.compact());
        }
      }
    }
    System.out.printf(
        "differential: seed %d, %d mutants, peers disagreed on %d, we accepted %d, refused %d that"
            + " all peers accepted, accepted %d that two peers refused%n",
        SEED, mutants, disagreed, accepted, stricter, locks.size());
    assertThat(locks).isEmpty();
    assertThat(mutants).isGreaterThanOrEqualTo(1000);
    assertThat(disagreed).isGreaterThanOrEqualTo(50);
  }

  /** A shared secret has no name with us, and the others find it by one: no comparison. */
  private static boolean isAboutNames(Mutation mutation) {
    return mutation.name().startsWith("header: kid") || mutation.name().contains("HMAC");
  }

  private void judge(String mutation, String algorithm, String token, String original) {
    if (token.equals(original)) {
      return;
    }
    List<String> refusing = new ArrayList<>();
    int votes = 0;
    for (Peer peer : peers) {
      if (peer.can(algorithm)) {
        votes++;
        if (!peer.accepts(token)) {
          refusing.add(peer.name());
        }
      }
    }
    boolean we = weAccept(token);
    mutants++;
    disagreed += !refusing.isEmpty() && refusing.size() < votes ? 1 : 0;
    accepted += we ? 1 : 0;
    stricter += !we && refusing.isEmpty() ? 1 : 0;
    if (we && refusing.size() >= 2) {
      locks.add(mutation + ", " + algorithm + ", refused by " + refusing + ": " + token);
    }
  }

  /** Any other exception than a refusal is a mistake of ours, and fails the test. */
  private boolean weAccept(String token) {
    try {
      ours.verify(token, TokenType.ACCESS);
      return true;
    } catch (TokenRejectedException e) {
      return false;
    }
  }
}
