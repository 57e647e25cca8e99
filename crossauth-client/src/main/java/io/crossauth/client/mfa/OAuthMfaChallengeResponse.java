package io.crossauth.client.mfa;

import io.crossauth.value.Secret;
import java.util.Optional;

/**
 * What the server has asked the user for. Immutable and safe for use by many threads.
 *
 * @param challengeType {@code otp} or {@code oob}
 * @param oobCode what the login goes on with after an {@code oob} challenge
 * @param bindingMethod {@code prompt} where the user receives a code to type; empty where there is
 *     nothing to type
 */
public record OAuthMfaChallengeResponse(
    String challengeType, Optional<Secret> oobCode, Optional<String> bindingMethod) {

  /**
   * Whether the user receives a code to type.
   *
   * @return whether {@code bindingMethod} is {@code prompt}
   */
  public boolean needsBindingCode() {
    return bindingMethod.filter("prompt"::equals).isPresent();
  }
}
