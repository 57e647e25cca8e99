package io.crossauth.client.login;

import java.net.URI;

/**
 * A login that can begin: send the browser to the address, and keep what is pending. Immutable and
 * safe for use by many threads.
 *
 * @param uri where to send the browser: https, or http of a loopback address; by a redirect with
 *     status 302 or 303
 * @param pending what to keep until the callback
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749 section 4.1.1</a>
 */
public record AuthorizationRequest(URI uri, PendingLogin pending) {

  /** {@return the address without its query, which holds the state} */
  @Override
  public String toString() {
    return "AuthorizationRequest["
        + uri.getScheme()
        + "://"
        + uri.getAuthority()
        + uri.getPath()
        + "]";
  }
}
