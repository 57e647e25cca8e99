package io.crossauth.tokenconsumer.resource;

import io.crossauth.error.CrossauthException;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * <p>Immutable and safe for use by many threads.
   */
  final class Denied implements Access {

    private final BearerChallenge challenge;
    private final @Nullable CrossauthException rejection;

    Denied(BearerChallenge challenge, @Nullable CrossauthException rejection) {
      this.challenge = challenge;
      this.rejection = rejection;
    }

    /** {@return what to answer} */
    public BearerChallenge challenge() {
      return challenge;
    }

    /**
     * Why, with what was expected and what was found: for logs, never for the answer, which would
     * help whoever tries tokens.
     *
     * @return a {@code TokenRejectedException} or an {@code InsufficientPrivilegesException}; empty
     *     if there was no token to judge
     */
    public Optional<CrossauthException> rejection() {
      return Optional.ofNullable(rejection);
    }

    /** The challenge, and why; one line. */
    @Override
    public String toString() {
      String why = rejection == null ? "no token" : String.valueOf(rejection.getMessage());
      return "Denied[" + challenge + ": " + why + "]";
    }
  }
}
