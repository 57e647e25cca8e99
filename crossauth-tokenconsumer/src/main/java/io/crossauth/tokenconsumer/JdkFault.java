package io.crossauth.tokenconsumer;

/**
 * Warns, once in the life of a process, of a JDK whose ECDSA accepts a signature of zeros
 * (CVE-2022-21449). Our own check of r and s refuses those; the rest of the program has none.
 */
final class JdkFault {

  /** Loading this class is the warning, so that it comes once. */
  private static final class Warning {
    static final boolean GIVEN = warn(Runtime.version());
  }

  private JdkFault() {}

  static boolean warnOnce() {
    return Warning.GIVEN;
  }

  private static boolean warn(Runtime.Version version) {
    boolean affected = affects(version);
    if (affected) {
      System.getLogger(JdkFault.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "this JDK ({0}) accepts forged ECDSA signatures (CVE-2022-21449); update it",
              version);
    }
    return affected;
  }

  /** JDK 15 to 18 before 17.0.3 and 18.0.1. */
  static boolean affects(Runtime.Version version) {
    return switch (version.feature()) {
      case 15, 16 -> true;
      case 17 -> version.interim() == 0 && version.update() < 3;
      case 18 -> version.interim() == 0 && version.update() < 1;
      default -> false;
    };
  }
}
