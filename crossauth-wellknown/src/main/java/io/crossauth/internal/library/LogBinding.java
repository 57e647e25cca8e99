package io.crossauth.internal.library;

import java.util.Optional;

/**
 * Notices when logs are lost: SLF4J 1 does not see backends made for SLF4J 2, and without a backend
 * it writes nothing at all. It comes about where another library's SLF4J 1 is nearer to the program
 * than the backend's SLF4J 2, and no version is managed.
 */
public final class LogBinding {

  /** Loading this class is the warning, so that it comes once in the life of a process. */
  private static final class Warning {
    static final boolean GIVEN = warn();

    private static boolean warn() {
      Optional<String> advice = advice(LogBinding.class.getClassLoader());
      // Not by SLF4J, which is what does not work.
      if (advice.isPresent()) {
        System.getLogger(LogBinding.class.getName()).log(System.Logger.Level.WARNING, advice.get());
      }
      return advice.isPresent();
    }
  }

  private LogBinding() {}

  /**
   * Warns, once, if logs are lost.
   *
   * @return whether it warned
   */
  public static boolean check() {
    return Warning.GIVEN;
  }

  /** What to say about the SLF4J that a loader sees; empty if nothing is wrong with it. */
  static Optional<String> advice(ClassLoader loader) {
    boolean forTwo =
        loader.getResource("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") != null;
    if (!forTwo || find(loader, "org.slf4j.spi.SLF4JServiceProvider").isPresent()) {
      return Optional.empty();
    }
    return find(loader, "org.slf4j.LoggerFactory")
        .map(
            api ->
                "found slf4j-api "
                    + Versions.of(api, "org.slf4j", "slf4j-api").orElse("1.x")
                    + " beside a backend for SLF4J 2: what is logged by SLF4J is lost. Expected 2.0"
                    + " or later: set the property slf4j.version (Spring Boot's parent), or manage"
                    + " org.slf4j:slf4j-api in dependencyManagement, as crossauth-bom does");
  }

  private static Optional<Class<?>> find(ClassLoader loader, String name) {
    try {
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }
}
