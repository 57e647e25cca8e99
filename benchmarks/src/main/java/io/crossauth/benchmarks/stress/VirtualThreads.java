package io.crossauth.benchmarks.stress;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads for a program that is compiled for Java 17, which has none. */
public final class VirtualThreads {

  private static final int SINCE = 21;

  private VirtualThreads() {}

  /** Whether this Java has them. */
  public static boolean there() {
    return Runtime.version().feature() >= SINCE;
  }

  /**
   * An executor with a virtual thread for each task.
   *
   * @throws UnsupportedOperationException if this Java has no virtual threads
   */
  public static ExecutorService perTask() {
    try {
      MethodHandle factory =
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class));
      return (ExecutorService) factory.invokeExact();
    } catch (NoSuchMethodException e) {
      throw new UnsupportedOperationException(
          "java: expected 21 or later, found " + Runtime.version().feature(), e);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
