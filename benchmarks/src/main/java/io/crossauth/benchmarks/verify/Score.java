package io.crossauth.benchmarks.verify;

/**
 * A contestant's figures, each the median of all rounds.
 *
 * @param ratio CPU time by that of the raw verify of the same round
 * @param micros CPU time of a call
 * @param overRaw microseconds more than the raw verify of the same round
 * @param bytes bytes allocated by a call
 */
public record Score(double ratio, double micros, double overRaw, double bytes) {}
