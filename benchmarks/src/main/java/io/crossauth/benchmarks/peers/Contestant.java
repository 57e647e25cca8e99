package io.crossauth.benchmarks.peers;

/** A library, set by its own ordinary means to check signature, exp, nbf, iss and aud. */
public interface Contestant {

  /** Who it is, as the tables say it. */
  String name();

  /** Whether it knows this algorithm. */
  boolean can(Algorithm algorithm);

  /**
   * Makes its verifier, as a program would do once.
   *
   * @throws Exception whatever the library throws
   */
  Verifier prepare(Scene scene) throws Exception;
}
