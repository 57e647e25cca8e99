package io.crossauth.benchmarks.growth;

import java.util.List;

/**
 * One question: what a call costs when there are so many.
 *
 * @param name of what there are many
 * @param sizes how many, the fewest first
 * @param maker makes them
 */
record Curve(String name, List<Integer> sizes, Maker maker) {

  /** Makes so many, and what is called then. */
  @FunctionalInterface
  interface Maker {

    /**
     * Makes a lane.
     *
     * @param size how many
     */
    Lane make(int size) throws Exception;
  }

  /**
   * What is called.
   *
   * @param step the call
   * @param input the bytes that a call reads, which its cost may be shared out to; one if there are
   *     none
   */
  record Lane(Step step, double input) {}
}
