package io.crossauth.servlet;

import io.crossauth.client.session.TokenSource;
import io.crossauth.servlet.internal.IdTokenClaims;
import io.crossauth.value.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session of a person who is logged in, as a request has it. Immutable and safe for use by many
 * threads; no text form shows a token.
 */
public final class WebSession implements Principal {

  static final String ATTRIBUTE = WebSession.class.getName();

  private final String name;
  private final String subject;
  private final Optional<Secret> idToken;
  private final Set<String> scopes;
  private final TokenSource tokens;
  private final SessionTimes times;
  private final Instant endsAt;
  private final Supplier<Secret> formToken;
  private volatile @Nullable Map<String, @Nullable Object> claims;

  WebSession(
      String name,
      String subject,
      Optional<Secret> idToken,
      Set<String> scopes,
      TokenSource tokens,
      SessionTimes times,
      Instant endsAt,
      Supplier<Secret> formToken) {
    this.name = name;
    this.subject = subject;
    this.idToken = idToken;
    this.scopes = scopes;
    this.tokens = tokens;
    this.times = times;
    this.endsAt = endsAt;
    this.formToken = formToken;
  }

  /**
   * The session of a request that has come through the {@link LoginFilter}.
   *
   * @param request the request
   * @return its session; empty if nobody is logged in
   * @throws io.crossauth.error.StorageException if the store of sessions fails
   */
  public static Optional<WebSession> of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Found found
        ? found.session()
        : Optional.empty();
  }

  /** Looked for when somebody asks. */
  interface Found {
    Optional<WebSession> session();
  }

  /** {@return who is logged in: the {@code sub} of the ID token; an empty string without one} */
  @Override
  public String getName() {
    return subject;
  }

  /** {@return who is logged in: the {@code sub} of the ID token; an empty string without one} */
  public String subject() {
    return subject;
  }

  /**
   * {@return the claims of the login's ID token, verified when it came; empty without one,
   * unmodifiable}
   */
  public Map<String, @Nullable Object> claims() {
    Map<String, @Nullable Object> read = claims;
    if (read == null) {
      read = idToken.map(IdTokenClaims::of).orElse(Map.of());
      claims = read;
    }
    return read;
  }

  /**
   * {@return a claim of the login's ID token}
   *
   * @param claim its name
   */
  public Optional<Object> claim(String claim) {
    return Optional.ofNullable(claims().get(claim));
  }

  /** {@return the scopes that were granted; unmodifiable} */
  public Set<String> scopes() {
    return scopes;
  }

  /**
   * {@return the session's access token, always fresh, to call APIs with} It fails with {@link
   * io.crossauth.error.LoginRequiredException} where only a new login helps.
   */
  public TokenSource tokens() {
    return tokens;
  }

  /** {@return when the session ends, however much it is used} */
  public Instant endsAt() {
    return endsAt;
  }

  /** {@return when the session ends if nothing is asked for until then} */
  public Instant idleAt() {
    return times.idleAt();
  }

  /**
   * {@return what a form of the application sends as {@code form_token}, to show that it is one: to
   * log out, without a script} Bound to the session, and good as long as that.
   */
  public Secret formToken() {
    return formToken.get();
  }

  /** Its name in the store. */
  String name() {
    return name;
  }

  Optional<Secret> idToken() {
    return idToken;
  }

  SessionTimes times() {
    return times;
  }

  /** {@return who, and until when} */
  @Override
  public String toString() {
    return "WebSession[" + subject + ", until " + endsAt + "]";
  }
}
