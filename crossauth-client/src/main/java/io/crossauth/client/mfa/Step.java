package io.crossauth.client.mfa;

import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.value.Secret;

/** Where a login stands after a challenge. */
record Step(
    MfaFlow flow,
    Secret mfaToken,
    TokenRequestOptions options,
    OAuthMfaChallengeResponse response) {

  Secret oobCode() {
    return response.oobCode().orElseThrow();
  }
}
