package io.crossauth.client.login;

import java.net.URI;

/**
 * A login that can begin: send the browser to the address, and keep what is pending.
 *
 * @param uri where to send the browser, by a redirect with status 302 or 303
 * @param pending what to keep until the callback
 */
public record AuthorizationRequest(URI uri, PendingLogin pending) {

  /** The address without its query. */
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
