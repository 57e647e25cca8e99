package io.crossauth.client.internal.login;

import io.crossauth.client.login.PendingLogin;
import io.crossauth.internal.text.Printable;
import java.util.Set;

/** What a browser of this machine may be sent to, besides what any browser may. */
final class BrowserAddress {

  private static final Set<String> BY_QUERY = Set.of("query", "query.jwt", "jwt");

  private BrowserAddress() {}

  /**
   * Checks a login that has begun.
   *
   * @throws IllegalArgumentException if its answer would not come as a query
   */
  static void check(PendingLogin pending) {
    // form_post needs a page that the browser posts, and a fragment never leaves the browser.
    String mode = pending.responseMode().orElse("query");
    if (!BY_QUERY.contains(mode)) {
      throw new IllegalArgumentException(
          "responseMode: expected query or query.jwt, since the callback is a GET of this machine,"
              + " found "
              + Printable.of(mode, 20));
    }
  }
}
