package io.crossauth.client.resource;

import io.crossauth.client.internal.call.Challenge;
import io.crossauth.client.internal.dpop.Nonces;
import io.crossauth.error.CrossauthException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One request with a token on it, and its repetitions: one with another token, and one with the
 * nonce that the server asks for. {@link ResourceAccess#call} makes it. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-9">RFC 9449 section 9</a>
 */
public final class ResourceCall {

  private static final int UNAUTHORIZED = 401;

  private final ResourceAccess access;
  private final String method;
  private final URI uri;
  private Map<String, String> sent = Map.of();
  private boolean withAnotherToken;
  private boolean withNonce;

  ResourceCall(ResourceAccess access, String method, URI uri) {
    this.access = access;
    this.method = method;
    this.uri = uri;
  }

  /**
   * {@return the header fields for the next request, each to be set once: {@code Authorization},
   * and what else the kind of token needs; not to be sent twice}
   *
   * @throws CrossauthException if there is no token: see {@code TokenSource.accessToken}
   */
  public Map<String, String> headers() {
    sent = access.authorize(method, uri);
    return sent;
  }

  /**
   * Whether the request may go well once more: the server asks for a nonce, which the answer has
   * brought; or it refuses the token (401, and no challenge, or one to tokens with {@code
   * invalid_token}, {@code expired_token} or no error), which is then replaced. True once for each
   * of both. To be shown every answer, once: what it brings is for later requests too.
   *
   * @param status the HTTP status of the answer
   * @param answered the header fields of the answer, names in any case
   * @return whether to send once more, with new {@link #headers}; a request whose body comes but
   *     once cannot
   */
  public boolean wantsAnother(int status, Map<String, List<String>> answered) {
    access.answered(uri, answered);
    if (status != UNAUTHORIZED) {
      return false;
    }
    if (Challenge.asksForNonce(ResourceAccess.values("WWW-Authenticate", answered))) {
      boolean first = !withNonce && sent.containsKey("DPoP") && bringsNonce(answered);
      withNonce = true;
      return first;
    }
    if (withAnotherToken || !access.wantsAnother(uri, status, answered)) {
      return false;
    }
    withAnotherToken = true;
    access.refused(sent);
    return true;
  }

  private static boolean bringsNonce(Map<String, List<String>> answered) {
    return Nonces.isOne(ResourceAccess.values("DPoP-Nonce", answered));
  }

  /** {@return the method, and nothing of the token} */
  @Override
  public String toString() {
    return "ResourceCall[" + method + "]";
  }
}
