package io.crossauth.client.login;

import java.time.Duration;

/**
 * How a command-line program waits for its callback. Immutable.
 *
 * @param host the loopback address in its literal form: {@code 127.0.0.1} or {@code [::1]}; where
 *     the system chooses the port, a machine without one of them takes the other
 * @param port the port; 0, the default, lets the system choose a free one
 * @param path the path of the redirect URI, with a leading slash
 * @param patience how long to wait for the user; at most the ten minutes that a login lives
 * @param success what the browser shows when the program has got its tokens; at most 2000
 *     characters, escaped
 * @param failure what it shows when the program has none; at most 2000 characters, escaped
 */
public record LoopbackOptions(
    String host, int port, String path, Duration patience, String success, String failure) {

  /** A callback that comes later is refused by the flow. */
  private static final Duration LONGEST = PendingLogin.LIFETIME;

  /** A page that is small cannot keep the program waiting. */
  private static final int LONGEST_PAGE = 2000;

  /** Checks: a literal address, since {@code localhost} may be anybody's (RFC 8252 section 8.3). */
  public LoopbackOptions {
    if (!host.equals("127.0.0.1") && !host.equals("[::1]")) {
      throw new IllegalArgumentException("host: expected 127.0.0.1 or [::1]");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: expected 0 to 65535");
    }
    // Browsers remove dot segments, and read two slashes as the beginning of a host.
    if (!path.matches("/[A-Za-z0-9._~/-]*") || path.matches("//.*|.*/\\.{1,2}(/.*)?")) {
      throw new IllegalArgumentException(
          "path: expected one with a leading slash, without query, // in front, . and ..");
    }
    if (patience.isNegative() || patience.isZero() || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("patience: expected more than zero, at most 10 minutes");
    }
    if (success.length() > LONGEST_PAGE || failure.length() > LONGEST_PAGE) {
      throw new IllegalArgumentException("page: expected strings of at most 2000 characters");
    }
  }

  /** 127.0.0.1, a port of the system's choice, {@code /callback}, five minutes, an English page. */
  public static LoopbackOptions defaults() {
    return new LoopbackOptions(
        "127.0.0.1",
        0,
        "/callback",
        Duration.ofMinutes(5),
        "You are logged in. You may close this window and go back to the program.",
        "You are not logged in. The program says why; you may close this window.");
  }

  /** The same on the loopback address of IPv6. */
  public LoopbackOptions withIpv6() {
    return new LoopbackOptions("[::1]", port, path, patience, success, failure);
  }

  /** The same on a port that is registered with the server, for servers that insist on one. */
  public LoopbackOptions withPort(int fixed) {
    return new LoopbackOptions(host, fixed, path, patience, success, failure);
  }

  /** The same with another path. */
  public LoopbackOptions withPath(String other) {
    return new LoopbackOptions(host, port, other, patience, success, failure);
  }

  /** The same with another time to wait. */
  public LoopbackOptions withPatience(Duration time) {
    return new LoopbackOptions(host, port, path, time, success, failure);
  }

  /**
   * The same with other pages.
   *
   * @param success what the browser shows when the program has got its tokens; at most 2000
   *     characters, escaped
   * @param failure what it shows when the program has none; at most 2000 characters, escaped
   * @return the options
   * @throws IllegalArgumentException if one is longer
   */
  public LoopbackOptions withPage(String success, String failure) {
    return new LoopbackOptions(host, port, path, patience, success, failure);
  }
}
