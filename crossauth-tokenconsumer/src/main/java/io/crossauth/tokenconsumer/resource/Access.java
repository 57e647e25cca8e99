package io.crossauth.tokenconsumer.resource;

import io.crossauth.tokenconsumer.VerifiedToken;

/**
 * Whether a request may pass. Both are answers; keys that cannot be had are an exception.
 *
 * <p>Immutable and safe for use by many threads.
 */
public sealed interface Access {

  /**
   * The request may pass.
   *
   * @param token whose request it is
   */
  record Granted(VerifiedToken token) implements Access {}

  /**
   * The request may not pass.
   *
   * @param challenge what to answer
   */
  record Denied(BearerChallenge challenge) implements Access {}
}
