package io.crossauth.client.internal.login;

import io.crossauth.http.Form;
import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.util.Set;

/** What a browser of this machine may be sent to, besides what any browser may. */
final class BrowserAddress {

  private static final Set<String> BY_QUERY = Set.of("query", "query.jwt", "jwt");

  private BrowserAddress() {}

  /**
   * Checks an address.
   *
   * @throws IllegalArgumentException if its answer would not come as a query
   */
  static void check(URI uri) {
    check(Form.parse(uri.getRawQuery()));
  }

  /**
   * Checks the parameters of a request, which a pushed or signed one does not show in its address.
   *
   * @throws IllegalArgumentException if its answer would not come as a query
   */
  static void check(Form parameters) {
    // form_post needs a page that the browser posts, and a fragment never leaves the browser.
    for (String mode : parameters.all("response_mode")) {
      if (!BY_QUERY.contains(mode)) {
        throw new IllegalArgumentException(
            "responseMode: expected query or query.jwt, since the callback is a GET of this machine,"
                + " found "
                + Printable.of(mode, 20));
      }
    }
  }
}
