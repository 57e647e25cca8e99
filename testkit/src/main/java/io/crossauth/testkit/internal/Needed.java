package io.crossauth.testkit.internal;

/**
 * Libraries that only a part of the testkit needs, and that it therefore does not bring: whoever
 * uses that part is told which one to add.
 */
public final class Needed {

  private Needed() {}

  /**
   * Demands the library that makes certificates.
   *
   * @param what who needs it
   * @throws IllegalStateException if it is not there
   */
  public static void bouncyCastle(String what) {
    demand(
        what,
        "org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder",
        "org.bouncycastle:bcpkix-jdk18on");
  }

  /**
   * Demands the library that runs containers.
   *
   * @param what who needs it
   * @throws IllegalStateException if it is not there
   */
  public static void testcontainers(String what) {
    demand(what, "org.testcontainers.DockerClientFactory", "org.testcontainers:testcontainers");
  }

  private static void demand(String what, String type, String coordinates) {
    try {
      Class<?> unused = Class.forName(type, false, Needed.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          what
              + ": expected "
              + coordinates
              + " on the class path, found none; crossauth-testkit does not bring it, since few"
              + " tests need it: add it with scope test",
          e);
    }
  }
}
