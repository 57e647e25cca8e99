package io.crossauth.benchmarks.nodes;

/** The moments of a renewal at which something can be made to happen to its node. */
enum Step {
  /** The lease is taken, the session not yet read under it. */
  LEASED,
  /** The session is read; the refresh token is on its way to the last look. */
  PRESENTING,
  /** The answer is here, nothing is saved. */
  ANSWERED,
  /** The save is about to be sent. */
  SAVING,
  /** The save is confirmed, its caller does not know it yet. */
  SAVED
}
