package io.crossauth.client.internal.jose;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;

/** RFC 7636 section 4.2. */
public final class Pkce {

  private Pkce() {}

  /** The S256 challenge of a verifier of 43 to 128 unreserved characters. */
  public static String challenge(String verifier) {
    return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier)).getValue();
  }
}
