package io.crossauth.client.login;

import java.io.PrintStream;
import java.net.URI;

/**
 * Brings the user's browser to an address. The library opens nothing by itself.
 *
 * <p>A login calls it once, on the thread that begins the login; one that several logins share must
 * be safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-8.12">RFC 8252 section 8.12: an
 *     external browser, never an embedded one</a>
 */
@FunctionalInterface
public interface BrowserOpener {

  /**
   * Opens the address, or shows it to the user. What it throws ends the login.
   *
   * @param address https, or http of a loopback address, whatever the server's metadata says
   */
  void open(URI address);

  /**
   * {@return an opener that prints the address for the user to open} Safe for use by many threads
   * if the stream is.
   *
   * @param out where it prints to; it is flushed, and not closed
   */
  static BrowserOpener printing(PrintStream out) {
    return address -> {
      out.println("To log in, open this address in a browser on this machine:");
      out.println(address.toASCIIString());
      out.flush();
    };
  }
}
