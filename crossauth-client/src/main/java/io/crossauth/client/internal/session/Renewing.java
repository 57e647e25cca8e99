package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One renewal of one session: leases it, presents its refresh token, saves what comes back, and
 * only then gives it out. Where it stands is its {@link Phase}. Used by one thread at a time.
 */
final class Renewing {

  private static final Duration BEFORE_REPEAT = Duration.ofSeconds(2);

  /** What such an answer brings is not this session's, its refresh token included. */
  private static final Set<RejectionReason> ANOTHER_LOGIN =
      Set.of(
          RejectionReason.WRONG_ISSUER,
          RejectionReason.WRONG_SUBJECT,
          RejectionReason.WRONG_AUDIENCE);

  private final String session;
  private final RenewalTools tools;
  private final Judge judge;
  private final long end;
  private Phase phase;
  private StoreWatch watch;
  private int waits;

  /**
   * When the refresh token was presented first; what the provider's time for repeats counts from.
   */
  private long presentedFirst;

  private @Nullable HeldLease lease;

  /**
   * @param first where to begin
   */
  Renewing(String session, RenewalTools tools, Phase first) {
    this.session = session;
    this.tools = tools;
    this.judge = tools.judge(session);
    this.phase = first;
    Moment now = tools.now();
    this.watch = StoreWatch.from(now);
    this.end = now.nanos() + tools.policy().patience().toNanos();
  }

  Phase phase() {
    return phase;
  }

  /**
   * Goes on until it is over, or there is something to save. Whatever is thrown on the way is its
   * end, and the lease is given back.
   */
  Phase untilAnswered() {
    while (!(phase instanceof Phase.Ended) && !(phase instanceof Phase.Keeping)) {
      boolean stepped = false;
      try {
        step();
        stepped = true;
      } finally {
        if (!stepped) {
          giveBack();
        }
      }
    }
    return phase;
  }

  /**
   * Goes on until what is to be saved is saved, or turns out not to be the session's any more.
   *
   * @throws RuntimeException if the store fails; it may be tried again
   */
  Phase untilSaved() {
    while (phase instanceof Phase.Keeping) {
      step();
    }
    return phase;
  }

  void giveBack() {
    if (lease != null) {
      lease.giveBack();
    }
  }

  private void step() {
    boolean held = phase.underLease();
    phase = next();
    if (held && !phase.underLease()) {
      giveBack();
    }
  }

  private Phase next() {
    if (phase instanceof Phase.Looking looking) {
      Phase after = looking.found(tools.store().find(session), judge);
      if (after instanceof Phase.Leasing) {
        checkTime();
      }
      return after;
    }
    if (phase instanceof Phase.Leasing leasing) {
      return leasing.asked(leased(), judge);
    }
    if (phase instanceof Phase.Waiting waiting) {
      tools.sleep(GrowingWait.after(waits, tools.platform().random()));
      waits++;
      return waiting.waited();
    }
    if (phase instanceof Phase.Reading reading) {
      tools.open().checkRoom();
      return reading.found(tools.store().find(session), judge);
    }
    if (phase instanceof Phase.Presenting presenting) {
      return presented(presenting);
    }
    if (phase instanceof Phase.Pausing pausing) {
      tools.sleepThrough(BEFORE_REPEAT);
      return pausing.waited();
    }
    if (phase instanceof Phase.Rereading rereading) {
      return rereading.found(tools.store().find(session));
    }
    return kept();
  }

  private Phase kept() {
    if (phase instanceof Phase.Saving saving) {
      boolean saved = lease != null && lease.save(saving.next());
      if (saved && saving.failure() == null) {
        tools.failures().renewed(session, saving.next());
      }
      return saving.asked(saved);
    }
    if (phase instanceof Phase.Verifying verifying) {
      return verifying.found(tools.store().find(session));
    }
    if (phase instanceof Phase.Regaining regaining) {
      if (!regained()) {
        throw new StorageException(
            "token store: expected to save renewed tokens, found that somebody else holds the"
                + " lease",
            null);
      }
      return regaining.leased();
    }
    return phase;
  }

  private void checkTime() {
    if (tools.open().closed()) {
      throw RenewalTools.closed();
    }
    if (tools.platform().ticker().nanos() - end >= 0) {
      throw tools.overtime();
    }
  }

  /** A lease that has ended is taken over when it has been seen so for some time. */
  private boolean leased() {
    if (take(time -> tools.store().lease(session, time))) {
      return true;
    }
    watch = watch.seen(tools.store().overdue(session), tools.now());
    return watch.abandoned(tools.policy().grace()).filter(this::takeOver).isPresent();
  }

  private boolean takeOver(String overdue) {
    return take(time -> tools.store().takeOver(session, overdue, time));
  }

  private boolean take(Function<Duration, Optional<TokenStore.Lease>> from) {
    LeaseTime time = new LeaseTime(tools.now(), tools.policy().lease());
    Optional<TokenStore.Lease> taken = from.apply(time.whole());
    taken.ifPresent(mine -> lease = new HeldLease(mine, time));
    return taken.isPresent();
  }

  /** The holder of the newest tokens waits for nobody who has let a lease end. */
  private boolean regained() {
    return take(time -> tools.store().lease(session, time))
        || tools.store().overdue(session).filter(this::takeOver).isPresent();
  }

  private Phase presented(Phase.Presenting presenting) {
    StoredTokens tokens = presenting.tokens();
    Presentation presentation = new Presentation(() -> mayBegin(presenting));
    if (!presenting.again()) {
      presentedFirst = tools.now().nanos();
    }
    SessionRefresh.Answer answer;
    try {
      answer = tools.refresh().present(tokens, presentation);
    } catch (RuntimeException e) {
      return failed(presenting, presentation, e);
    }
    StoredTokens next;
    try {
      next = answer.next(tokens);
    } catch (RuntimeException e) {
      return judged(presenting, answer, e);
    }
    return presenting.answered(next);
  }

  /** What has begun goes on when the program ends, for without an answer the session is lost. */
  private boolean mayBegin(Phase.Presenting presenting) {
    return (presenting.again() || !tools.open().closed())
        && lease != null
        && lease.time().leaves(tools.policy().call(), tools.now());
  }

  private Phase failed(Phase.Presenting presenting, Presentation attempt, RuntimeException e) {
    StoredTokens tokens = presenting.tokens();
    if (attempt.tooLate()) {
      return presenting.tooLate(e);
    }
    if (attempt.lost(e)) {
      // A thread that was interrupted in the middle still has a session to save.
      boolean unused = Thread.interrupted();
      return remembered(tokens, presenting.lost(e, mayRepeat(presenting)));
    }
    if (e instanceof OAuthErrorException refusal && tools.refresh().isFinal(refusal, tokens)) {
      return refused(presenting, refusal);
    }
    return remembered(tokens, attempt.notTaken(e) ? presenting.notTaken(e) : presenting.failed(e));
  }

  private boolean mayRepeat(Phase.Presenting presenting) {
    Duration age = Duration.ofNanos(tools.now().nanos() - presentedFirst).plus(BEFORE_REPEAT);
    return tools.policy().mayRepeat(presenting.again(), age);
  }

  private Phase remembered(StoredTokens tokens, Phase after) {
    if (after instanceof Phase.Failed failed) {
      tools.failures().failed(session, tokens, tokens, failed.failure());
    }
    return after;
  }

  /** It is remembered of these tokens, whether the store can be read again or not. */
  private Phase refused(Phase.Presenting presenting, OAuthErrorException refusal) {
    LoginRequiredException failure =
        new LoginRequiredException(
            "session: expected that the server takes its refresh token, found "
                + refusal.error()
                + "; log the user in again",
            refusal);
    StoredTokens tokens = presenting.tokens();
    tools.failures().failed(session, tokens, tokens, failure);
    tools.refresh().ended(refusal);
    return presenting.refused(failure);
  }

  /**
   * The answer is no good, or could not be checked. The old refresh token is used up, and a server
   * that sees it again may end the login (RFC 9700 section 4.14.2): the next one is kept, with the
   * old access token, so that nobody sees what has not been checked.
   */
  private Phase judged(
      Phase.Presenting presenting, SessionRefresh.Answer answer, RuntimeException failure) {
    StoredTokens tokens = presenting.tokens();
    Optional<StoredTokens> kept =
        isOfAnotherLogin(failure) ? Optional.empty() : answer.kept(tokens);
    tools.failures().failed(session, tokens, kept.orElse(tokens), failure);
    return kept.isPresent()
        ? presenting.answeredBadly(kept.get(), failure)
        : new Phase.Failed(failure);
  }

  private static boolean isOfAnotherLogin(RuntimeException failure) {
    return failure instanceof TokenRejectedException refusal
        && (ANOTHER_LOGIN.contains(refusal.reason()) || isOfAnotherTime(refusal));
  }

  /** OpenID Connect Core section 12.2: {@code auth_time} is that of the login, or it is another. */
  private static boolean isOfAnotherTime(TokenRejectedException refusal) {
    return refusal.reason() == RejectionReason.WRONG_CLAIM_VALUE
        && refusal.claim().filter("auth_time"::equals).isPresent();
  }
}
