package io.crossauth.platform;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One thread keeps the time; workers, which may block, do the work. The threads belong to no
 * application: a container that ends one finds none with its class loader. Work has that of whoever
 * asked for it, while it runs.
 */
final class SystemScheduler implements Scheduler {

  static final SystemScheduler INSTANCE = new SystemScheduler();

  private static final long IDLE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemons("crossauth-timer"));

  /** Apart: there is no work before the first task is due. */
  private static final class Workers {
    static final ThreadPoolExecutor ALL =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons("crossauth-worker"));
  }

  SystemScheduler() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (time.compareTo(Duration.ZERO) > 0) {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
  }

  @Override
  public Task schedule(Duration delay, Runnable work) {
    Runnable asHere = withLoader(Thread.currentThread().getContextClassLoader(), work);
    if (delay.isZero() || delay.isNegative()) {
      // Due already: whoever waits for it need not wait for two threads.
      Future<?> begun = Workers.ALL.submit(asHere);
      return () -> begun.cancel(true);
    }
    AtomicBoolean cancelled = new AtomicBoolean();
    AtomicReference<@Nullable Future<?>> running = new AtomicReference<>();
    Future<?> waiting =
        timer.schedule(
            () -> {
              if (!cancelled.get()) {
                Future<?> begun = Workers.ALL.submit(asHere);
                running.set(begun);
                if (cancelled.get()) {
                  begun.cancel(true);
                }
              }
            },
            delay.toNanos(),
            TimeUnit.NANOSECONDS);
    return () -> {
      cancelled.set(true);
      waiting.cancel(false);
      Future<?> begun = running.get();
      if (begun != null) {
        begun.cancel(true);
      }
    };
  }

  /** Runs work with a context class loader, and leaves the thread without one. */
  private static Runnable withLoader(@Nullable ClassLoader loader, Runnable work) {
    return () -> {
      Thread thread = Thread.currentThread();
      thread.setContextClassLoader(loader);
      try {
        work.run();
      } finally {
        thread.setContextClassLoader(null);
      }
    };
  }

  /** What the thread that happens to need one first has of an application is not inherited. */
  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(null, work, name, 0, false);
      thread.setContextClassLoader(null);
      thread.setDaemon(true);
      return thread;
    };
  }
}
