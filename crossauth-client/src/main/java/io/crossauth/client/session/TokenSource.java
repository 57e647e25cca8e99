package io.crossauth.client.session;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An access token that is always fresh. Ask for it at each request; it is cached, renewed early,
 * and by one request however many threads ask. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750 section 2.1</a>
 */
public interface TokenSource {

  /**
   * The access token. Of a client that uses DPoP it is bound to a key, and worth nothing alone: an
   * API takes it with a proof for the one request, which {@link #authorize} makes, and refuses it
   * as {@code Bearer}.
   *
   * @return a token that is good for now
   * @throws LoginRequiredException if it is a session's, and only a new login helps
   * @throws OAuthErrorException if the server says no
   * @throws InvalidResponseException if it returns a non-conforming response
   * @throws TransportException if no usable answer comes
   * @throws InterruptedCallException if interrupted while waiting
   */
  Secret accessToken();

  /**
   * The header fields that put the token on a request.
   *
   * @param method the request's method
   * @param uri where the request goes: https, or http to this machine itself
   * @return {@code Authorization}, and what else the kind of token needs: {@code DPoP}, a proof for
   *     this request, which is made anew for each
   * @throws IllegalArgumentException if the token would travel in the clear
   * @throws CrossauthException what {@link #accessToken} throws
   */
  Map<String, String> authorize(String method, URI uri);

  /**
   * Tells what a server answered, whether it took the token or not: what its header fields bring,
   * such as a nonce, is for the next request to it.
   *
   * @param uri where the request went
   * @param headers the header fields of the answer, names in any case
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-8.2">RFC 9449 section 8.2</a>
   */
  default void answered(URI uri, Map<String, List<String>> headers) {}

  /**
   * Tells that a server answered 401 to this token: the next call renews it, once for all who say
   * so. A token younger than two seconds is not renewed again, so that a server that refuses
   * everything does not turn into a flood of token requests.
   *
   * @param accessToken the token that was refused; nothing happens if it is not the newest
   */
  void rejected(Secret accessToken);
}
