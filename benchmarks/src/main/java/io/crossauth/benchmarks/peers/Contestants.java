package io.crossauth.benchmarks.peers;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All who take part. */
public final class Contestants {

  /** Ours, with all claims read. */
  public static final String OURS = "ours";

  /** Ours, with one claim read. */
  public static final String OURS_LAZY = "ours, lazy claims";

  /** Ours, with the cache of verified tokens. */
  public static final String OURS_CACHED = "ours, cached";

  /** Behind the name of a peer with all claims read. */
  public static final String EVERY_VALUE = ", every value";

  /** The peer whose EdDSA is by no provider of the JDK's kind. */
  public static final String NIMBUS_TINK = new NimbusTink().name();

  private static final int MANY = 10_000;

  private Contestants() {}

  /** Ours in each way that it can be used. */
  public static List<Contestant> ours() {
    return List.of(
        new Ours(OURS, true, UnaryOperator.identity()),
        new Ours(OURS_LAZY, false, UnaryOperator.identity()),
        new Ours(OURS_CACHED, false, builder -> builder.verifiedTokenCache(MANY)));
  }

  /** The others. */
  public static List<Contestant> peers() {
    return List.of(
        new VertxJwt(false),
        new Auth0(),
        new FusionAuth(false),
        new Jose4j(),
        new Nimbus(),
        new NimbusTink(),
        new Jjwt(),
        new Spring());
  }

  /**
   * The quickest of the others, with all claims read; the rest are no quicker by being asked more.
   */
  public static List<Contestant> peersWhole() {
    return List.of(new VertxJwt(true), new FusionAuth(true));
  }

  /** Ours and the others. */
  public static List<Contestant> all() {
    return Stream.concat(ours().stream(), peers().stream()).toList();
  }
}
