package io.crossauth.client.resource;

import java.util.List;
import java.util.Set;

/** Hands anything to the reader of challenges. */
public final class AnyChallenge {

  private AnyChallenge() {}

  /** Whether it asks for another token. */
  public static boolean wantsAnother(String challenge) {
    return TokenChallenges.wantAnother(List.of(challenge), Set.of("bearer", "dpop", "oauth"));
  }
}
