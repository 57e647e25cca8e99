package io.crossauth.client.login;

import io.crossauth.value.Secret;
import java.net.URI;

/**
 * A logout at the provider that can begin: send the browser to the address, and keep the state.
 *
 * @param uri where to send the browser
 * @param state what must come back with it; kept as the login's was
 */
public record LogoutRequest(URI uri, Secret state) {

  /** The address without its query, which holds an ID token. */
  @Override
  public String toString() {
    return "LogoutRequest[" + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + "]";
  }
}
