package io.crossauth.client.internal.call;

import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an endpoint that speaks OAuth: members of a JSON object, or an error. What decides
 * is the {@code error} member, whatever the status; some servers send it with 200.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749 section 5</a>
 */
public sealed interface OAuthResponse {

  /** The members of the JSON object. */
  Map<String, @Nullable Object> members();

  /** The HTTP status. */
  int status();

  /** The header fields of the answer. */
  Headers headers();

  /**
   * It went well.
   *
   * @param members the members of the answer
   * @param status the HTTP status
   * @param headers the header fields
   */
  record Granted(Map<String, @Nullable Object> members, int status, Headers headers)
      implements OAuthResponse {

    /** The status alone. */
    @Override
    public String toString() {
      return "Granted[HTTP " + status + "]";
    }
  }

  /**
   * The server said no.
   *
   * @param error what it said
   * @param members the members of the answer, which may hold more than the error
   * @param headers the header fields
   */
  record Refused(OAuthErrorException error, Map<String, @Nullable Object> members, Headers headers)
      implements OAuthResponse {

    @Override
    public int status() {
      return error.status();
    }

    /** The error alone. */
    @Override
    public String toString() {
      return "Refused[" + error.error() + "]";
    }
  }

  /**
   * The members of an answer that went well.
   *
   * @throws OAuthErrorException if the server said no
   */
  default Map<String, @Nullable Object> orThrow() {
    if (this instanceof Refused refused) {
      throw refused.error();
    }
    return members();
  }
}
