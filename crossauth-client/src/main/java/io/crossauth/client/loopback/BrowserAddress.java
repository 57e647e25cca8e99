package io.crossauth.client.loopback;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.internal.http.Loopback;
import io.crossauth.internal.text.Printable;
import java.net.URI;

/**
 * What a browser of this machine may be sent to. The address goes to a program that opens whatever
 * it is given, and it comes from metadata.
 */
final class BrowserAddress {

  private BrowserAddress() {}

  /**
   * Checks an authorization request.
   *
   * @throws InvalidResponseException if it is neither https nor http of this machine
   * @throws IllegalArgumentException if its answer would not come as a query
   */
  static void check(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean hosted = uri.getHost() != null && uri.getRawUserInfo() == null;
    boolean https = scheme.equalsIgnoreCase("https");
    boolean here = scheme.equalsIgnoreCase("http") && hosted && Loopback.is(uri.getHost());
    if (!hosted || !(https || here)) {
      throw new InvalidResponseException(
          "authorization_endpoint",
          "authorization endpoint: expected https, or http of a loopback address, found "
              + Printable.of(scheme, 20)
              + (hosted ? " of another host" : " without a host"));
    }
    // form_post needs a page that the browser posts, and a fragment never leaves the browser.
    for (String mode : Form.parse(uri.getRawQuery()).all("response_mode")) {
      if (!mode.equals("query")) {
        throw new IllegalArgumentException(
            "responseMode: expected query, since the callback is a GET of this machine, found "
                + Printable.of(mode, 20));
      }
    }
  }
}
