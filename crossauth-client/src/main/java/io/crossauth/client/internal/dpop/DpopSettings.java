package io.crossauth.client.internal.dpop;

import org.jspecify.annotations.Nullable;

/**
 * How a client uses DPoP.
 *
 * @param used whether what begins, begins with a key; what has begun with one goes on with it
 * @param algorithm what keys are made for
 * @param given the one key for everything; null to make keys
 * @param bearerAccepted whether the answer to a proof may be a token that is not bound
 */
public record DpopSettings(
    boolean used, String algorithm, @Nullable DpopKey given, boolean bearerAccepted) {

  private static final DpopSettings OFF = new DpopSettings(false, "ES256", null, false);

  /** Nothing begins with a key. */
  public static DpopSettings off() {
    return OFF;
  }
}
