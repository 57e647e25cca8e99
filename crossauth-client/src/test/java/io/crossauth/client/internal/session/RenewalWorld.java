package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.testing.Given;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A state of the model: two holders, a store and a provider that takes each refresh token once, and
 * what may still go wrong. Time goes by seconds; a holder who runs does at once what it can do, and
 * one who is paused does nothing, for any time. The phases, the watch, the lease's time and the
 * policy are those of the library.
 */
final class RenewalWorld {

  static final RenewalPolicy POLICY =
      new RenewalPolicy(
          Duration.ofSeconds(2),
          Duration.ofSeconds(7),
          Duration.ofSeconds(4),
          Duration.ofSeconds(12),
          true);
  private static final int CALL = 2;
  private static final int LEASE = 7;
  private static final int SEEN_LONG_AGO = 4;
  private static final int ASKED_LONG_AGO = 8;
  private static final int NOBODY = -1;
  private static final long FIRST = 100;
  private static final StorageException AWAY = new StorageException("away", null);
  private static final RuntimeException LOST = new IllegalStateException("lost");

  /** What is taken out of the library to see that the model notices. */
  enum Fault {
    NONE,
    LOOKS_NOT_BEFORE_SENDING,
    COUNTS_FROM_AFTER_THE_LEASE,
    TAKES_OVER_AT_ONCE,
    TRIES_AGAIN_AFTER_HALF_A_MINUTE,
    REPEATS_FOR_EVER,
    REPEATS_WITHOUT_THE_LEASE,
    IS_FORGOTTEN_WHEN_SPENT
  }

  enum Mode {
    RUNNING,
    PAUSED,
    DEAD
  }

  /** Where a holder is within its phase. */
  enum Point {
    BEGIN,
    ASKED,
    NOT_LEASED,
    ABANDONED,
    LOOKED,
    SENT,
    GIVING_BACK
  }

  enum Result {
    NONE,
    TOKENS,
    REFUSED,
    LOST
  }

  /** One holder. Times are seconds that have passed. */
  static final class Holder implements Cloneable {
    Mode mode = Mode.RUNNING;
    Phase phase = new Phase.Looking();
    Point point = Point.BEGIN;
    Result result = Result.NONE;
    @Nullable Phase after;
    boolean leased;
    int timer;
    int asked;

    /** Which lease it has seen overdue; zero for none. */
    int seen;

    int seenFor;
    int seenLast;
    int flights = 1;

    /** Paused or dead between its last look and its save: the window that remains. */
    boolean window;

    Holder copy() {
      try {
        return (Holder) clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException(e);
      }
    }

    boolean ended() {
      return mode == Mode.DEAD || (phase instanceof Phase.Ended && point == Point.BEGIN);
    }

    boolean canStep() {
      return mode == Mode.RUNNING && timer == 0 && !ended();
    }

    boolean inWindow() {
      return point == Point.LOOKED
          || point == Point.SENT
          || phase instanceof Phase.Keeping
          || phase instanceof Phase.Rereading
          || phase instanceof Phase.Pausing
          || (phase instanceof Phase.Presenting p && p.again());
    }

    void key(StringBuilder key, int lease) {
      key.append((char) ('a' + mode.ordinal())).append((char) ('a' + point.ordinal()));
      key.append((char) ('a' + result.ordinal() + (window ? 8 : 0) + (leased ? 16 : 0)));
      name(phase, key);
      if (after != null) {
        name(after, key);
      }
      key.append((char) ('A' + (leased ? asked + 1 : 0)))
          .append((char) ('A' + timer))
          .append((char) ('A' + flights));
      if (seen == lease) {
        key.append((char) ('A' + seenFor)).append((char) ('A' + seenLast));
      }
      key.append(';');
    }

    private static void name(Phase phase, StringBuilder key) {
      // Three letters tell all phases apart.
      key.append(phase.getClass().getSimpleName(), 0, 3);
      if (phase instanceof Phase.Keeping keeping) {
        key.append((char) keeping.next().version()).append(keeping.failure() == null ? '+' : '-');
      } else if (phase instanceof Phase.Presenting p) {
        key.append((char) p.tokens().version()).append(p.again() ? '2' : '1');
      } else if (phase instanceof Phase.Failed failed) {
        key.append(failed.failure().equals(AWAY) ? 'a' : 'l');
      }
    }
  }

  final Fault fault;
  final Holder[] holders = {new Holder(), new Holder()};
  StoredTokens stored = tokens(FIRST, 0);
  int owner = NOBODY;

  /** Counts the leases: each has its own name. */
  int lease;

  int leaseLeft;
  boolean up = true;
  int current;
  boolean revoked;
  int[][] presented = new int[4][2];
  int pauses;
  int deaths;
  int losses;
  int outages;
  boolean repeat = true;
  boolean lostAnswer;
  boolean leftBehind;
  int repeats;
  int inWindow;
  @Nullable String violation;

  /** Whether states know how they came about. */
  boolean traced;

  @Nullable RenewalWorld before;
  String event = "";

  private RenewalWorld(Fault fault) {
    this.fault = fault;
  }

  /** The second holder comes at any time. */
  static RenewalWorld start(
      Fault fault, boolean repeat, int pauses, int deaths, int losses, int outages) {
    RenewalWorld world = new RenewalWorld(fault);
    world.holders[1].mode = Mode.PAUSED;
    world.repeat = repeat;
    world.pauses = pauses;
    world.deaths = deaths;
    world.losses = losses;
    world.outages = outages;
    return world;
  }

  private RenewalWorld next(String what) {
    RenewalWorld copy = new RenewalWorld(fault);
    copy.holders[0] = holders[0].copy();
    copy.holders[1] = holders[1].copy();
    copy.stored = stored;
    copy.owner = owner;
    copy.lease = lease;
    copy.leaseLeft = leaseLeft;
    copy.up = up;
    copy.current = current;
    copy.revoked = revoked;
    for (int i = 0; i < presented.length; i++) {
      copy.presented[i] = presented[i].clone();
    }
    copy.repeat = repeat;
    copy.pauses = pauses;
    copy.deaths = deaths;
    copy.losses = losses;
    copy.outages = outages;
    copy.lostAnswer = lostAnswer;
    copy.leftBehind = leftBehind;
    copy.repeats = repeats;
    copy.inWindow = inWindow;
    copy.traced = traced;
    if (traced) {
      copy.before = this;
      copy.event = what;
    }
    return copy;
  }

  String key() {
    StringBuilder key = new StringBuilder(48);
    holders[0].key(key, lease);
    holders[1].key(key, lease);
    key.append((char) stored.version()).append(stored.refreshToken().isPresent() ? 'r' : '-');
    key.append((char) ('b' + owner)).append((char) ('A' + (owner == NOBODY ? 0 : leaseLeft)));
    for (int[] counts : presented) {
      key.append((char) ('0' + 8 * counts[0] + counts[1]));
    }
    key.append((char) ('A' + current + (revoked ? 8 : 0) + (up ? 16 : 0)));
    key.append((char) ('A' + pauses + 4 * deaths + 16 * losses));
    key.append((char) ('A' + outages + (lostAnswer ? 4 : 0) + (leftBehind ? 8 : 0)));
    return key.toString();
  }

  /** Every state that may follow. */
  List<RenewalWorld> successors() {
    List<RenewalWorld> all = new ArrayList<>();
    boolean busy = false;
    for (int i = 0; i < 2; i++) {
      Holder holder = holders[i];
      if (holder.canStep()) {
        busy = true;
        step(i, all);
      }
      if (holder.ended()) {
        continue;
      }
      if (holder.mode == Mode.PAUSED) {
        RenewalWorld resumed = next(name(i) + " goes on");
        resumed.holders[i].mode = Mode.RUNNING;
        all.add(resumed);
      } else if (pauses > 0) {
        RenewalWorld paused =
            next(
                name(i)
                    + " is paused in "
                    + holder.phase.getClass().getSimpleName()
                    + holder.point);
        paused.pauses--;
        paused.holders[i].mode = Mode.PAUSED;
        paused.holders[i].window |= holder.inWindow();
        all.add(paused);
      }
      if (deaths > 0) {
        RenewalWorld dead =
            next(name(i) + " dies in " + holder.phase.getClass().getSimpleName() + holder.point);
        dead.deaths--;
        dead.holders[i].mode = Mode.DEAD;
        dead.holders[i].window |= holder.inWindow();
        dead.leftBehind |= holder.leased;
        all.add(dead);
      }
    }
    if (up && outages > 0) {
      RenewalWorld down = next("the store goes away");
      down.outages--;
      down.up = false;
      all.add(down);
    }
    if (!up) {
      RenewalWorld back = next("the store is back");
      back.up = true;
      all.add(back);
    }
    if (!busy && !over()) {
      all.add(tick());
    }
    return all;
  }

  private static String name(int holder) {
    return holder == 0 ? "A" : "B";
  }

  boolean over() {
    return holders[0].ended() && holders[1].ended();
  }

  private RenewalWorld tick() {
    RenewalWorld later = next("a second");
    for (Holder holder : later.holders) {
      holder.timer = Math.max(0, holder.timer - 1);
      holder.asked = holder.asked == NOBODY ? NOBODY : Math.min(ASKED_LONG_AGO, holder.asked + 1);
      holder.seenLast = Math.min(SEEN_LONG_AGO, holder.seenLast + 1);
    }
    later.leaseLeft = Math.max(0, leaseLeft - 1);
    return later;
  }

  private void step(int i, List<RenewalWorld> all) {
    Phase phase = holders[i].phase;
    if (holders[i].point == Point.GIVING_BACK) {
      RenewalWorld w = next(name(i) + " gives the lease back");
      w.giveBack(i);
      all.add(w);
    } else if (phase instanceof Phase.Leasing leasing) {
      leasing(i, leasing, all);
    } else if (phase instanceof Phase.Presenting presenting) {
      presenting(i, presenting, all);
    } else if (phase instanceof Phase.Saving saving) {
      saving(i, saving, all);
    } else {
      RenewalWorld w = next(name(i) + " goes on from " + phase.getClass().getSimpleName());
      w.simple(i, phase);
      all.add(w);
    }
  }

  private void simple(int i, Phase phase) {
    Holder holder = holders[i];
    if (phase instanceof Phase.Waiting waiting) {
      move(i, waiting.waited());
    } else if (phase instanceof Phase.Pausing pausing) {
      move(i, pausing.waited());
    } else if (!up) {
      unreachable(i);
    } else if (phase instanceof Phase.Looking looking) {
      move(i, looking.found(Optional.of(stored), judge()));
    } else if (phase instanceof Phase.Reading reading) {
      move(i, reading.found(Optional.of(stored), judge()));
    } else if (phase instanceof Phase.Rereading rereading) {
      move(i, rereading.found(Optional.of(stored)));
    } else if (phase instanceof Phase.Verifying verifying) {
      move(i, verifying.found(Optional.of(stored)));
    } else if (phase instanceof Phase.Regaining regaining) {
      if (owner == NOBODY || leaseLeft == 0) {
        take(i);
        holder.asked = 0;
        move(i, regaining.leased());
      } else {
        again(i);
      }
    }
    if (holders[i].phase instanceof Phase.Waiting || holders[i].phase instanceof Phase.Pausing) {
      holders[i].timer = 1;
    }
  }

  private void leasing(int i, Phase.Leasing leasing, List<RenewalWorld> all) {
    RenewalWorld w = next(name(i) + " leases, " + holders[i].point);
    Holder holder = w.holders[i];
    all.add(w);
    if (holder.point == Point.BEGIN) {
      holder.asked = 0;
      holder.point = Point.ASKED;
    } else if (!up) {
      w.unreachable(i);
    } else if (holder.point == Point.ASKED) {
      if (owner == NOBODY) {
        w.take(i);
        w.move(i, leasing.asked(true, judge()));
      } else {
        holder.point = Point.NOT_LEASED;
      }
    } else if (holder.point == Point.NOT_LEASED) {
      w.watch(i);
    } else if (owner != NOBODY && lease == holder.seen && leaseLeft == 0) {
      w.take(i);
      w.move(i, leasing.asked(true, judge()));
    } else {
      w.notLeased(i, leasing);
    }
  }

  private void watch(int i) {
    Holder holder = holders[i];
    Optional<String> overdue =
        owner != NOBODY && leaseLeft == 0 ? Optional.of("" + lease) : Optional.empty();
    StoreWatch watch =
        new StoreWatch(
                holder.seen == 0 ? Optional.empty() : Optional.of("" + holder.seen),
                Duration.ofSeconds(holder.seenFor),
                ago(holder.seenLast))
            .seen(overdue, ago(0));
    holder.seen = overdue.isPresent() ? lease : 0;
    holder.seenFor = (int) watch.seen().toSeconds();
    holder.seenLast = 0;
    Duration grace = fault == Fault.TAKES_OVER_AT_ONCE ? Duration.ZERO : POLICY.grace();
    if (watch.abandoned(grace).isPresent()) {
      holder.asked = 0;
      holder.point = Point.ABANDONED;
    } else {
      notLeased(i, (Phase.Leasing) holder.phase);
    }
  }

  private void notLeased(int i, Phase.Leasing leasing) {
    move(i, leasing.asked(false, judge()));
    holders[i].timer = 1;
  }

  private void take(int i) {
    owner = i;
    lease++;
    leaseLeft = LEASE;
    holders[i].leased = true;
    if (fault == Fault.COUNTS_FROM_AFTER_THE_LEASE) {
      holders[i].asked = NOBODY;
    }
  }

  private void presenting(int i, Phase.Presenting presenting, List<RenewalWorld> all) {
    Holder holder = holders[i];
    if (holder.point == Point.BEGIN) {
      RenewalWorld w = next(name(i) + " looks");
      all.add(w);
      w.look(i, presenting);
    } else if (holder.point == Point.LOOKED) {
      sends(i, presenting, all);
    } else {
      RenewalWorld w = next(name(i) + " has its answer: " + holder.result);
      all.add(w);
      w.answered(i, presenting);
    }
  }

  private void look(int i, Phase.Presenting presenting) {
    Holder holder = holders[i];
    if (holder.asked == NOBODY) {
      holder.asked = 0;
    }
    boolean time = new LeaseTime(ago(holder.asked), POLICY.lease()).leaves(POLICY.call(), ago(0));
    boolean skipped =
        fault == Fault.LOOKS_NOT_BEFORE_SENDING
            || (fault == Fault.REPEATS_WITHOUT_THE_LEASE && presenting.again());
    if (time || skipped) {
      holder.point = Point.LOOKED;
    } else {
      move(i, presenting.tooLate(LOST));
    }
  }

  private void sends(int i, Phase.Presenting presenting, List<RenewalWorld> all) {
    for (int wait = 0; wait < CALL; wait++) {
      RenewalWorld good = next(name(i) + " sends, answer after " + wait);
      good.receive(i, presenting);
      good.sent(i, good.holders[i].result, wait);
      all.add(good);
    }
    if (losses > 0) {
      RenewalWorld refused = next(name(i) + " cannot connect");
      refused.losses--;
      refused.move(i, presenting.notTaken(AWAY));
      refused.pausing(i);
      all.add(refused);
      for (int wait = 0; wait <= CALL; wait += CALL) {
        RenewalWorld request = next(name(i) + " sends, the request gets lost, after " + wait);
        request.losses--;
        request.sent(i, Result.LOST, wait);
        all.add(request);
        RenewalWorld answer = next(name(i) + " sends, the answer gets lost, after " + wait);
        answer.losses--;
        answer.lostAnswer = true;
        answer.receive(i, presenting);
        answer.sent(i, Result.LOST, wait);
        all.add(answer);
      }
    }
  }

  private void sent(int i, Result result, int wait) {
    holders[i].point = Point.SENT;
    holders[i].result = result;
    holders[i].timer = wait;
  }

  /** The provider gets a refresh token. */
  private void receive(int i, Phase.Presenting presenting) {
    Holder holder = holders[i];
    int token = number(presenting.tokens());
    int mine = presented[token][i];
    int others = presented[token][1 - i];
    boolean repeat = mine == 1 && others == 0 && presenting.again();
    boolean window = holder.window || holders[1 - i].window;
    if (repeat) {
      repeats++;
    } else if (mine + others > 0 && window) {
      inWindow++;
    } else if (mine + others > 0) {
      violation = "refresh token " + token + " is presented by " + name(i) + " though presented";
    }
    if (!holder.window && holder.asked + CALL > LEASE) {
      violation = name(i) + " presents " + holder.asked + " s after it asked for its lease";
    }
    presented[token][i]++;
    boolean good = token == current && !revoked;
    revoked |= !good;
    current += good ? 1 : 0;
    holder.result = good ? Result.TOKENS : Result.REFUSED;
  }

  private void answered(int i, Phase.Presenting presenting) {
    Holder holder = holders[i];
    Result result = holder.result;
    holder.result = Result.NONE;
    if (result == Result.TOKENS) {
      int next = number(presenting.tokens()) + 1;
      move(i, presenting.answered(tokens(presenting.tokens().version() + 1, next)));
    } else if (result == Result.REFUSED) {
      move(i, presenting.refused(LOST));
    } else if (fault == Fault.REPEATS_FOR_EVER) {
      move(i, new Phase.Pausing(presenting.tokens()));
    } else if (fault == Fault.IS_FORGOTTEN_WHEN_SPENT && presenting.again()) {
      move(i, new Phase.Failed(AWAY));
    } else {
      move(i, presenting.lost(LOST, repeat && !presenting.again()));
    }
    pausing(i);
  }

  private void pausing(int i) {
    if (holders[i].phase instanceof Phase.Pausing) {
      holders[i].timer = 1;
    }
  }

  private void saving(int i, Phase.Saving saving, List<RenewalWorld> all) {
    boolean right =
        owner == i && holders[i].leased && stored.version() == saving.next().version() - 1;
    RenewalWorld w = next(name(i) + " saves " + saving.next().version());
    all.add(w);
    if (!up) {
      w.unreachable(i);
      return;
    }
    w.save(i, saving, right);
    w.move(i, saving.asked(right));
    if (right && outages > 0) {
      RenewalWorld unheard = next(name(i) + " saves, and does not hear of it");
      unheard.outages--;
      unheard.save(i, saving, true);
      unheard.holders[i].leased = true;
      unheard.again(i);
      all.add(unheard);
    }
  }

  private void save(int i, Phase.Saving saving, boolean right) {
    if (right) {
      stored = saving.next();
      owner = NOBODY;
      holders[i].leased = false;
    }
  }

  /** The store does not answer: what is to be saved is tried again, all else is over. */
  private void unreachable(int i) {
    if (holders[i].phase instanceof Phase.Keeping) {
      again(i);
    } else {
      move(i, new Phase.Failed(AWAY));
    }
  }

  private void again(int i) {
    holders[i].timer = fault == Fault.TRIES_AGAIN_AFTER_HALF_A_MINUTE ? 15 : 1;
  }

  private void move(int i, Phase to) {
    Holder holder = holders[i];
    boolean out = holder.phase.underLease() && !to.underLease();
    holder.point = Point.BEGIN;
    if (out && holder.leased) {
      holder.point = Point.GIVING_BACK;
      holder.after = to;
    } else {
      enter(i, to);
    }
  }

  private void giveBack(int i) {
    Holder holder = holders[i];
    if (up && owner == i) {
      owner = NOBODY;
    }
    leftBehind |= !up;
    holder.leased = false;
    holder.point = Point.BEGIN;
    Phase to = holder.after;
    holder.after = null;
    if (to != null) {
      enter(i, to);
    }
  }

  private void enter(int i, Phase to) {
    Holder holder = holders[i];
    holder.phase = to;
    boolean fresh = to instanceof Phase.Failed failed && failed.failure().equals(AWAY);
    if (fresh && holder.flights > 0) {
      // Its callers ask again.
      holder.flights--;
      holder.phase = new Phase.Looking();
      holder.timer = 1;
      holder.seen = 0;
    }
  }

  /** What must hold when all is over. */
  @Nullable String lastViolation() {
    boolean window = holders[0].window || holders[1].window;
    if (!over() || window || lostAnswer) {
      return null;
    }
    if (revoked) {
      return "the session is lost";
    }
    boolean spent = stored.refreshToken().isEmpty();
    if (!spent && number(stored) != current) {
      return "the store has not got the newest refresh token";
    }
    return owner != NOBODY && !leftBehind ? "a lease is left behind" : null;
  }

  private static Moment ago(int seconds) {
    return new Moment(-seconds * 1_000_000_000L, Instant.EPOCH.minusSeconds(seconds));
  }

  private static Judge judge() {
    return new Judge() {
      @Override
      public boolean good(StoredTokens tokens) {
        return tokens.version() > FIRST && tokens.refreshToken().isPresent();
      }

      @Override
      public boolean usable(StoredTokens tokens) {
        return good(tokens);
      }

      @Override
      public Optional<RuntimeException> refusal(StoredTokens tokens) {
        return Optional.empty();
      }
    };
  }

  private static StoredTokens tokens(long version, int number) {
    return Given.stored(version - 1).withRefreshToken(Secret.of("" + number));
  }

  private static int number(StoredTokens tokens) {
    return Integer.parseInt(tokens.refreshToken().orElseThrow().reveal());
  }
}
