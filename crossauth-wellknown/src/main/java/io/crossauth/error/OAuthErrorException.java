package io.crossauth.error;

import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server said no: an OAuth error response, or an error in an authorization callback.
 *
 * <p>Branch on {@link #error()}; the description is for people.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 section 5.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749 section
 *     4.1.2.1</a>
 */
public final class OAuthErrorException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  // RFC 6749 sections 4.1.2.1 and 5.2, RFC 8628 section 3.5: with whatever status they come, asking
  // again cannot change these.
  private static final Set<String> FINAL =
      Set.of(
          "access_denied",
          "expired_token",
          "invalid_client",
          "invalid_grant",
          "invalid_request",
          "invalid_scope",
          "unauthorized_client",
          "unsupported_grant_type",
          "unsupported_response_type");

  private final String error;
  private final @Nullable String description;
  private final @Nullable URI uri;
  private final int status;
  private final @Nullable Duration retryAfter;

  /** Not serialized: the members may be secrets. */
  private final transient @Nullable Map<String, Object> members;

  private final boolean repeatable;

  /**
   * Creates a refusal without further members.
   *
   * @param error the {@code error} member, such as {@code invalid_grant}
   * @param description the {@code error_description} member, if it was sent
   * @param uri the {@code error_uri} member, if it was sent
   * @param status the HTTP status; 0 if the error came through a redirect
   * @param retryAfter how long the server asks us to wait, if it does
   * @param hint what to try, if we know
   */
  public OAuthErrorException(
      String error,
      @Nullable String description,
      @Nullable URI uri,
      int status,
      @Nullable Duration retryAfter,
      @Nullable String hint) {
    this(error, description, uri, status, retryAfter, hint, Map.of());
  }

  /**
   * Creates a refusal.
   *
   * @param error the {@code error} member, such as {@code invalid_grant}
   * @param description the {@code error_description} member; null if it was not sent
   * @param uri the {@code error_uri} member; null if it was not sent
   * @param status the HTTP status; 0 if the error came through a redirect
   * @param retryAfter how long the server asks to wait; null if it does not
   * @param hint what to try; null if nothing is known
   * @param members the other members of the answer by their names; secrets as {@code Secret}, never
   *     as strings
   */
  public OAuthErrorException(
      String error,
      @Nullable String description,
      @Nullable URI uri,
      int status,
      @Nullable Duration retryAfter,
      @Nullable String hint,
      Map<String, Object> members) {
    super("oauth." + Printable.of(error, 64), message(error, description, status, hint), null);
    this.error = Printable.of(error, 64);
    this.description = description == null ? null : Printable.of(description, 300);
    this.uri = uri;
    this.status = status;
    this.retryAfter = retryAfter;
    this.members = Map.copyOf(members);
    this.repeatable = true;
  }

  private OAuthErrorException(OAuthErrorException other, String hint, boolean repeatable) {
    super(other.code(), other.getMessage() + "; " + hint, other.getCause());
    this.error = other.error;
    this.description = other.description;
    this.uri = other.uri;
    this.status = other.status;
    this.retryAfter = other.retryAfter;
    this.members = other.members;
    this.repeatable = repeatable;
    setStackTrace(other.getStackTrace());
  }

  /**
   * The same refusal with one more piece of advice at the end of its message.
   *
   * @param hint what to try, by the step that was refused
   * @return the refusal
   */
  public OAuthErrorException withHint(String hint) {
    return new OAuthErrorException(this, hint, repeatable);
  }

  @Override
  public OAuthErrorException withoutRetry(String hint) {
    return retryable() ? new OAuthErrorException(this, hint, false) : this;
  }

  private static String message(
      String error, @Nullable String description, int status, @Nullable String hint) {
    StringBuilder text = new StringBuilder("the server refused: ").append(Printable.of(error, 64));
    if (description != null && !description.isBlank()) {
      text.append(" (").append(Printable.of(description, 300)).append(')');
    }
    if (status > 0) {
      text.append(", HTTP ").append(status);
    }
    if (hint != null) {
      text.append("; ").append(hint);
    }
    return text.toString();
  }

  /**
   * The {@code error} member: {@code invalid_grant}, {@code access_denied}, …
   *
   * @return the code of RFC 6749 section 5.2, or of an extension
   */
  public String error() {
    return error;
  }

  /**
   * {@return what the server says about it, with control characters replaced, at most 300
   * characters}
   */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** {@return a page about the error, if the server names one} Show it; do not fetch it. */
  public Optional<URI> uri() {
    return Optional.ofNullable(uri);
  }

  /**
   * A member of the answer that has no method here: {@code mfa_token}, {@code interval}, Entra's
   * {@code claims} and {@code suberror}.
   *
   * @param name the member's name
   * @return a string, number, boolean, list or map; a {@code Secret} where the name is that of a
   *     token, code or other secret; empty if it was not sent, or the exception was serialized
   */
  public Optional<Object> member(String name) {
    return members == null ? Optional.empty() : Optional.ofNullable(members.get(name));
  }

  /** {@return the HTTP status of the answer; 0 if the error came through a redirect} */
  public int status() {
    return status;
  }

  /** {@return how long the server asks us to wait before another try ({@code Retry-After})} */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * {@return whether the same call may well succeed later: the server is busy or down (429, 501 and
   * above, {@code server_error} with 500), or says so} An error that decides, such as {@code
   * invalid_grant}, does so whatever its status; so does a name of the server's own with 500.
   */
  @Override
  public boolean retryable() {
    boolean passing =
        status == 429
            || status > 500
            || (status == 500 && error.equals("server_error"))
            || error.equals("temporarily_unavailable")
            || error.equals("slow_down");
    return passing && repeatable && !FINAL.contains(error);
  }
}
