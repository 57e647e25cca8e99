package io.crossauth.client.internal.call;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.JsonReply;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an endpoint, for its caller to read. Whatever is read, the secrets of the call are
 * not quoted in an error. Immutable; its text form is the status and the size.
 */
public final class ProviderReply {

  private final ProviderCall call;
  private final HttpReply reply;
  private final SecretMasker secrets;
  private final Instant receivedAt;

  ProviderReply(ProviderCall call, HttpReply reply, SecretMasker secrets, Instant receivedAt) {
    this.call = call;
    this.reply = reply;
    this.secrets = secrets;
    this.receivedAt = receivedAt;
  }

  /** The HTTP status. */
  public int status() {
    return reply.status();
  }

  /** The header fields. */
  public Headers headers() {
    return reply.headers();
  }

  /** Whether it has no body. */
  public boolean isEmpty() {
    return reply.body().length == 0;
  }

  /**
   * Reads members of a JSON object, or an error.
   *
   * @throws OAuthErrorException if the server is busy or down (429, 503) and says nothing else
   * @throws InvalidResponseException if it is neither a JSON object nor an error
   */
  public OAuthResponse read() {
    return AnswerReader.read(call.name(), reply, secrets, receivedAt);
  }

  /**
   * Reads an answer of the token endpoint, as the provider's own ways make it one of RFC 6749.
   *
   * @throws OAuthErrorException if the server is busy or down (429, 503) and says nothing else
   * @throws InvalidResponseException if it is neither a JSON object nor an error
   */
  public OAuthResponse read(UnaryOperator<Map<String, Object>> adapter) {
    return AnswerReader.read(call.name(), reply, secrets, receivedAt, adapter);
  }

  /**
   * Takes an answer whose success says nothing.
   *
   * @throws OAuthErrorException if the server says no, with whatever status
   * @throws InvalidResponseException if it is no success and no error
   */
  public void expectSuccess() {
    try {
      // A server that says no with status 200 still says no.
      var unused = read().orThrow();
    } catch (InvalidResponseException e) {
      if (!reply.successful()) {
        throw e;
      }
    }
  }

  /**
   * The JWT that it is, unverified; empty if it did not go well or is of another media type.
   *
   * @throws InvalidResponseException if the body is empty, or not ASCII
   */
  public Optional<String> jwt(String mediaType) {
    return JwtReply.is(reply, mediaType)
        ? Optional.of(JwtReply.text(call.name(), reply))
        : Optional.empty();
  }

  /** Any JSON value; null if it is none. */
  public @Nullable Object json() {
    try {
      return JsonReply.value(call.name(), reply);
    } catch (InvalidResponseException e) {
      return null;
    }
  }

  /** Whether it is JSON, whatever it is called. */
  public boolean isJson() {
    return json() != null;
  }

  /**
   * The error that stands in the challenge to an access token; empty unless the status is 401 or
   * 403.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
   */
  public Optional<OAuthErrorException> challenge() {
    return BearerError.in(reply, secrets, receivedAt);
  }

  /** Status and size. */
  @Override
  public String toString() {
    return reply.toString();
  }
}
