package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import java.util.Optional;

/** Says what may be done with the tokens of one session. */
interface Judge {

  /** Whether the access token may be given out, and need not be renewed yet. */
  boolean good(StoredTokens tokens);

  /** Whether it may be given out. */
  boolean usable(StoredTokens tokens);

  /** Why the refresh token is not presented now; empty if it may be. */
  Optional<RuntimeException> refusal(StoredTokens tokens);
}
