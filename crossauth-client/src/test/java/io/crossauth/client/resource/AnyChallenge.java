package io.crossauth.client.resource;

import java.util.List;

/** Hands anything to the reader of challenges. */
public final class AnyChallenge {

  private AnyChallenge() {}

  /** Whether it asks for another token. */
  public static boolean wantsAnother(String challenge) {
    return TokenChallenges.wantAnother(List.of(challenge));
  }
}
