package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.error.LoginRequiredException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the renewal of a session stands, and where it goes from there by what comes of the next
 * step. Nothing here knows time, the store or the network: {@link Renewing} takes the steps, and
 * the model test walks every way through them. Immutable.
 *
 * <pre>
 * Looking ─▶ Leasing ─▶ Reading ─▶ Presenting ─▶ Saving ─▶ Given
 *    ▲          │held                 │lost        │not
 *    └─ Waiting ┘            Pausing ◀┘       Verifying ─▶ Regaining ─▶ Saving
 * </pre>
 */
sealed interface Phase {

  /** Whether the renewal holds the session's lease here; on the way out it gives it back. */
  default boolean underLease() {
    return false;
  }

  /** New tokens that the store has not taken yet: a renewal does not end here, whatever fails. */
  sealed interface Keeping extends Phase {

    /** What is to be saved. */
    StoredTokens next();

    /** What is thrown when it is saved; null if the tokens are good. */
    @Nullable RuntimeException failure();

    /** It is in the store. */
    default Phase saved() {
      RuntimeException failure = failure();
      return failure == null ? new Given(next()) : new Failed(failure);
    }
  }

  /** The renewal is over. */
  sealed interface Ended extends Phase {}

  /** The tokens may be given out. */
  record Given(StoredTokens tokens) implements Ended {}

  /** Callers get this. */
  record Failed(RuntimeException failure) implements Ended {}

  /** Reads the session. */
  record Looking() implements Phase {

    Phase found(Optional<StoredTokens> found, Judge judge) {
      if (found.isEmpty()) {
        return new Failed(noSession());
      }
      StoredTokens tokens = found.get();
      if (judge.good(tokens)) {
        return new Given(tokens);
      }
      if (tokens.refreshToken().isEmpty()) {
        return new Failed(noRefreshToken());
      }
      Optional<RuntimeException> refusal = judge.refusal(tokens);
      return refusal.isPresent() ? new Failed(refusal.get()) : new Leasing(tokens);
    }
  }

  /** Asks for the lease. */
  record Leasing(StoredTokens seen) implements Phase {

    Phase asked(boolean leased, Judge judge) {
      if (leased) {
        return new Reading();
      }
      // Another renews it; meanwhile its tokens are given out, if they live.
      return judge.usable(seen) ? new Given(seen) : new Waiting();
    }
  }

  /** Waits for another's renewal. */
  record Waiting() implements Phase {

    Phase waited() {
      return new Looking();
    }
  }

  /** Reads the session under the lease: another may have renewed it a moment ago. */
  record Reading() implements Phase {

    @Override
    public boolean underLease() {
      return true;
    }

    Phase found(Optional<StoredTokens> found, Judge judge) {
      Phase next = new Looking().found(found, judge);
      return next instanceof Leasing wanted ? new Presenting(wanted.seen, false) : next;
    }
  }

  /**
   * Presents the refresh token.
   *
   * @param again whether it is the second time, after an answer that got lost
   */
  record Presenting(StoredTokens tokens, boolean again) implements Phase {

    @Override
    public boolean underLease() {
      return true;
    }

    Phase answered(StoredTokens next) {
      return new Saving(next, null);
    }

    /** The answer is no good, but has brought the next refresh token. */
    Phase answeredBadly(StoredTokens kept, RuntimeException failure) {
      return new Saving(kept, failure);
    }

    /** The lease leaves no time for it, or the program ends: nothing was sent. */
    Phase tooLate(RuntimeException failure) {
      return again ? spent(tokens, failure) : new Looking();
    }

    /**
     * Sent, and no answer came: nobody knows whether the refresh token is used up.
     *
     * @param repeats whether it may be presented again
     */
    Phase lost(RuntimeException failure, boolean repeats) {
      return repeats ? new Pausing(tokens) : spent(tokens, failure);
    }

    /** The server does not accept it. */
    Phase refused(RuntimeException refusal) {
      return again ? spent(tokens, refusal) : new Rereading(tokens, refusal);
    }

    /** The server has not taken it: it was not reached, or is busy. */
    Phase notTaken(RuntimeException failure) {
      return again ? new Pausing(tokens) : new Failed(failure);
    }

    /** Any other failure. */
    Phase failed(RuntimeException failure) {
      return again ? spent(tokens, failure) : new Failed(failure);
    }
  }

  /** Lets a moment pass before the refresh token is presented again. */
  record Pausing(StoredTokens tokens) implements Phase {

    @Override
    public boolean underLease() {
      return true;
    }

    Phase waited() {
      return new Presenting(tokens, true);
    }
  }

  /** Reads the session after a refusal: another may have renewed it, whose lease we outlived. */
  record Rereading(StoredTokens tokens, RuntimeException refusal) implements Phase {

    @Override
    public boolean underLease() {
      return true;
    }

    Phase found(Optional<StoredTokens> found) {
      if (found.isEmpty()) {
        return new Failed(noSession());
      }
      return found.get().version() == tokens.version() ? new Failed(refusal) : new Looking();
    }
  }

  /** Saves under the lease, whether its time is over or not. */
  record Saving(StoredTokens next, @Nullable RuntimeException failure) implements Keeping {

    @Override
    public boolean underLease() {
      return true;
    }

    Phase asked(boolean saved) {
      return saved ? saved() : new Verifying(next, failure);
    }
  }

  /** Looks why it was not saved. */
  record Verifying(StoredTokens next, @Nullable RuntimeException failure) implements Keeping {

    @Override
    public boolean underLease() {
      return true;
    }

    Phase found(Optional<StoredTokens> found) {
      if (found.filter(next::equals).isPresent()) {
        // An earlier try went well, and only its answer got lost.
        return saved();
      }
      if (found.filter(now -> now.version() == next.version() - 1).isPresent()) {
        // Another has taken the lease, and has not renewed the session.
        return new Regaining(next, failure);
      }
      // The session is over, or has begun anew, or another was faster.
      return new Looking();
    }
  }

  /** Asks for another lease to save under. */
  record Regaining(StoredTokens next, @Nullable RuntimeException failure) implements Keeping {

    Phase leased() {
      return new Saving(next, failure);
    }
  }

  /** It may not be presented any more, by nobody: without it the session ends with its token. */
  private static Phase spent(StoredTokens tokens, RuntimeException failure) {
    return new Saving(
        tokens.withoutRefreshToken(),
        failure instanceof LoginRequiredException
            ? failure
            : new LoginRequiredException(
                "session: expected an answer to its refresh token, found that it got lost, so that"
                    + " the server may have used it up; log the user in again",
                failure));
  }

  private static LoginRequiredException noSession() {
    return new LoginRequiredException(
        "session: expected one of this name, found none; log the user in", null);
  }

  private static LoginRequiredException noRefreshToken() {
    return new LoginRequiredException(
        "session: expected a refresh token, since the access token is over, found none; log the"
            + " user in again",
        null);
  }
}
