package io.crossauth.client.internal.call;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpReply;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.List;
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

  /**
   * It went well.
   *
   * @param members the members of the answer
   * @param status the HTTP status
   */
  record Granted(Map<String, @Nullable Object> members, int status) implements OAuthResponse {

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
   */
  record Refused(OAuthErrorException error, Map<String, @Nullable Object> members)
      implements OAuthResponse {

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

  /**
   * Reads the answer to a call with one secret: its access token.
   *
   * @throws OAuthErrorException if the server is busy or down (429, 503) and says nothing else
   * @throws InvalidResponseException if it is neither a JSON object nor an error
   */
  static OAuthResponse read(String what, HttpReply reply, Secret accessToken, Instant now) {
    return read(what, reply, List.of(accessToken), now);
  }

  /**
   * Reads the answer to a call with these secrets, which a server may quote.
   *
   * @throws OAuthErrorException if the server is busy or down (429, 503) and says nothing else
   * @throws InvalidResponseException if it is neither a JSON object nor an error
   */
  static OAuthResponse read(String what, HttpReply reply, List<Secret> secrets, Instant now) {
    return AnswerReader.read(what, reply, SecretMasker.all(secrets), now);
  }
}
