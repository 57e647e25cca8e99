package io.crossauth.benchmarks.growth;

/** One call of what is measured. */
@FunctionalInterface
interface Step {

  /**
   * Calls.
   *
   * @param number which call it is, so that not all ask for the same
   * @return something of the outcome; zero is a failure
   */
  int call(int number) throws Exception;
}
