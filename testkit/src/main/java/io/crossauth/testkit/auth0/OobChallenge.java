package io.crossauth.testkit.auth0;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A message that waits for its answer.
 *
 * @param user whom it went to
 * @param factorId the factor it confirms
 * @param bindingCode the code to type; empty for push
 * @param answer what the user has said to a push message
 */
record OobChallenge(
    TenantUser user, String factorId, String bindingCode, AtomicReference<Answer> answer) {

  /** What the user has said to a push message. */
  enum Answer {
    NONE,
    APPROVED,
    REFUSED
  }

  boolean push() {
    return bindingCode.isEmpty();
  }
}
