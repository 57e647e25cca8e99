package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.TokenManager;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.value.Secret;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Calls of {@code accessToken()} at a steady rate, whatever the calls before are doing, for
 * sessions by chance. A session whose call has not come back is not asked for again by this node:
 * what waits for it waits together anyway.
 */
final class Load {

  private static final int MOST_AT_ONCE = 48;

  private final TokenManager sessions;
  private final Report report;
  private final Backend backend;
  private final Latencies latencies = new Latencies();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final ExecutorService callers = Executors.newCachedThreadPool(Load::daemon);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Load::daemon);
  private volatile int count;
  private volatile boolean stopped;

  /**
   * @param rate calls a second
   */
  Load(TokenManager sessions, Report report, Backend backend, int rate) {
    this.sessions = sessions;
    this.report = report;
    this.backend = backend;
    Future<?> unused =
        clock.scheduleAtFixedRate(
            this::begin, 1_000_000 / rate, 1_000_000 / rate, TimeUnit.MICROSECONDS);
    unused = clock.scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  static String name(int session) {
    return "s" + session;
  }

  /** From now on, these many sessions; none for a rest. */
  void over(int sessionCount) {
    count = sessionCount;
  }

  void stop() {
    stopped = true;
  }

  private void begin() {
    int among = count;
    if (among == 0 || stopped || asked.size() >= MOST_AT_ONCE) {
      return;
    }
    String session = name(ThreadLocalRandom.current().nextInt(among));
    if (asked.add(session)) {
      callers.execute(() -> call(session));
    }
  }

  private void call(String session) {
    long date = System.currentTimeMillis();
    long begun = System.nanoTime();
    try {
      Secret unused = sessions.accessToken(session);
      latencies.took(System.nanoTime() - begun);
    } catch (LoginRequiredException e) {
      latencies.failed(System.nanoTime() - begun, e.code());
      report.over(session, date);
    } catch (CrossauthException e) {
      failed(begun, e.code());
    } catch (RuntimeException e) {
      failed(begun, e.getClass().getSimpleName());
    } finally {
      asked.remove(session);
    }
  }

  private void failed(long begun, String code) {
    // What is refused since the program ends is no failure of the store.
    if (!stopped) {
      latencies.failed(System.nanoTime() - begun, code);
    }
  }

  /** Asks for one session by name, and tells how it answers. */
  void ask(String session) {
    callers.execute(
        () -> {
          try {
            Secret unused = sessions.accessToken(session);
            report.asked(session, "ok");
          } catch (CrossauthException e) {
            report.asked(session, e.code());
          } catch (RuntimeException e) {
            report.asked(session, e.getClass().getSimpleName());
          }
        });
  }

  private void second() {
    report.second(latencies.drain(), backend.statements());
  }
}
