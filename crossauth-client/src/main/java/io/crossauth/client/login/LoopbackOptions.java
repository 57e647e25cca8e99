package io.crossauth.client.login;

import java.time.Duration;

/**
 * How a command-line program waits for its callback. Immutable and safe for use by many threads.
 *
 * @param host the loopback address in its literal form: {@code 127.0.0.1} or {@code [::1]}; where
 *     the system chooses the port, a machine without one of them takes the other; {@code localhost}
 *     for both, see {@link #withLocalhost}
 * @param port the port, 0 to 65535; 0, the default, lets the system choose a free one
 * @param path the path of the redirect URI, with a leading slash and without a query; {@code
 *     /callback} by default
 * @param patience how long to wait for the user: more than zero, at most the ten minutes that a
 *     login lives; five minutes by default
 * @param success what the browser shows when the program has got its tokens; at most 2000
 *     characters, escaped
 * @param failure what it shows when the program has none; at most 2000 characters, escaped
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252 section 7.3</a>
 */
public record LoopbackOptions(
    String host, int port, String path, Duration patience, String success, String failure) {

  /** A callback that comes later is refused by the flow. */
  private static final Duration LONGEST = PendingLogin.LIFETIME;

  /** A page that is small cannot keep the program waiting. */
  private static final int LONGEST_PAGE = 2000;

  private static final String LOCALHOST = "localhost";
  private static final String CALLBACK = "/callback";

  /**
   * Checks the options. The address is a literal one by default, since {@code localhost} may be
   * anybody's (RFC 8252 section 8.3).
   *
   * @param host {@code 127.0.0.1}, {@code [::1]} or {@code localhost}
   * @param port the port, 0 to 65535; 0 lets the system choose a free one
   * @param path the path of the redirect URI, with a leading slash and without a query
   * @param patience how long to wait for the user: more than zero, at most ten minutes
   * @param success what the browser shows when the program has got its tokens
   * @param failure what it shows when the program has none
   * @throws IllegalArgumentException if the host is another one; the port is out of its range; the
   *     path has no leading slash, has two, or has a query, {@code .} or {@code ..}; the time is
   *     zero or less, or more than ten minutes; or a page is longer than 2000 characters
   */
  public LoopbackOptions {
    if (!host.equals("127.0.0.1") && !host.equals("[::1]") && !host.equals(LOCALHOST)) {
      throw new IllegalArgumentException("host: expected 127.0.0.1, [::1] or localhost");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: expected 0 to 65535");
    }
    if (!path.equals(CALLBACK) && !isSafe(path)) {
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

  /** Browsers remove dot segments, and read two slashes as the beginning of a host. */
  private static boolean isSafe(String path) {
    return path.matches("/[A-Za-z0-9._~/-]*") && !path.matches("//.*|.*/\\.{1,2}(/.*)?");
  }

  /**
   * {@return the usual options: 127.0.0.1, a port of the system's choice, {@code /callback}, five
   * minutes, pages in English}
   */
  public static LoopbackOptions defaults() {
    return new LoopbackOptions(
        "127.0.0.1",
        0,
        CALLBACK,
        Duration.ofMinutes(5),
        "You are logged in. You may close this window and go back to the program.",
        "You are not logged in. The program says why; you may close this window.");
  }

  /** {@return the same options on the loopback address of IPv6, {@code [::1]}} */
  public LoopbackOptions withIpv6() {
    return new LoopbackOptions("[::1]", port, path, patience, success, failure);
  }

  /**
   * The same options with the redirect URI {@code http://localhost}, for servers that register no
   * other for a program (Microsoft Entra ID, Azure AD B2C). The port is opened on 127.0.0.1 and on
   * ::1, for this program alone, so that nobody else can be the {@code localhost} of the browser;
   * where one of the two is taken, the login does not begin. A machine without one of the two
   * families has nobody there.
   *
   * @return the options
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-8.3">RFC 8252 section 8.3</a>
   */
  public LoopbackOptions withLocalhost() {
    return new LoopbackOptions(LOCALHOST, port, path, patience, success, failure);
  }

  /**
   * {@return the same options on a port that is registered with the server, for servers that insist
   * on one}
   *
   * @param fixed the port, 1 to 65535; 0 lets the system choose
   * @throws IllegalArgumentException if it is negative, or more than 65535
   */
  public LoopbackOptions withPort(int fixed) {
    return new LoopbackOptions(host, fixed, path, patience, success, failure);
  }

  /**
   * {@return the same options with another path}
   *
   * @param other the path of the redirect URI, with a leading slash: letters, digits and {@code
   *     ._~/-}
   * @throws IllegalArgumentException if it has other characters, two slashes in front, or a segment
   *     {@code .} or {@code ..}
   */
  public LoopbackOptions withPath(String other) {
    return new LoopbackOptions(host, port, other, patience, success, failure);
  }

  /**
   * {@return the same options with another time to wait}
   *
   * @param time more than zero, at most ten minutes
   * @throws IllegalArgumentException if it is zero or less, or more than ten minutes
   */
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
