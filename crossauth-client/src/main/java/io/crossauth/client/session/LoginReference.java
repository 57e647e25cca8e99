package io.crossauth.client.session;

import io.crossauth.tokenconsumer.VerifiedToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A login in the provider's words: of an ID token, which login it is; of a logout, which logins
 * end. Immutable and safe for use by many threads.
 *
 * @param issuer the provider: {@code iss}
 * @param subject the user: {@code sub}
 * @param sessionId the one login of the user: {@code sid}; a logout without it ends all of the
 *     user's logins until then
 * @param issuedAt when the token was issued that says so ({@code iat}); whole seconds count
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html">OpenID Connect
 *     Back-Channel Logout 1.0</a>
 */
public record LoginReference(
    String issuer, Optional<String> subject, Optional<String> sessionId, Instant issuedAt) {

  /**
   * Makes a reference.
   *
   * @param issuer the provider: {@code iss}
   * @param subject the user: {@code sub}; an empty string is none
   * @param sessionId the one login of the user: {@code sid}; an empty string is none
   * @param issuedAt when the token was issued
   * @throws IllegalArgumentException if there is neither a subject nor a session id
   */
  public LoginReference {
    subject = subject.filter(name -> !name.isEmpty());
    sessionId = sessionId.filter(name -> !name.isEmpty());
    if (subject.isEmpty() && sessionId.isEmpty()) {
      throw new IllegalArgumentException("login: expected a subject or a session id, found none");
    }
  }

  /**
   * The login of an ID token.
   *
   * @param idToken the ID token, verified
   * @return the login
   */
  static LoginReference of(VerifiedToken idToken) {
    return new LoginReference(
        idToken.issuer(),
        Optional.of(idToken.requireSubject()),
        Optional.ofNullable(idToken.claims().get("sid"))
            .filter(String.class::isInstance)
            .map(String.class::cast),
        idToken.issuedAt().orElse(Instant.EPOCH));
  }

  /**
   * Whether a login is over by this logout: by its session id, whenever it was issued; by its
   * subject alone, if it was issued no later than the logout.
   *
   * @param login the login
   * @return whether it ends
   */
  public boolean ends(LoginReference login) {
    boolean named =
        issuer.equals(login.issuer)
            && (subject.isEmpty() || subject.equals(login.subject))
            && (sessionId.isEmpty() || sessionId.equals(login.sessionId));
    return named
        && (sessionId.isPresent() || issuedAt.getEpochSecond() >= login.issuedAt.getEpochSecond());
  }

  /**
   * All names by which a logout may call this login: for a back end that looks logouts up by their
   * names, and then asks {@link #ends}.
   *
   * @return one to three, without the time of a logout
   */
  public List<LoginReference> namesOfLogouts() {
    List<LoginReference> names = new ArrayList<>();
    names.add(this);
    if (subject.isPresent() && sessionId.isPresent()) {
      names.add(new LoginReference(issuer, Optional.empty(), sessionId, issuedAt));
      names.add(new LoginReference(issuer, subject, Optional.empty(), issuedAt));
    }
    return names;
  }

  /**
   * The same with another time.
   *
   * @param epochSecond when the token was issued, in seconds since 1970
   * @return the reference
   */
  public LoginReference withIssuedAt(long epochSecond) {
    return new LoginReference(issuer, subject, sessionId, Instant.ofEpochSecond(epochSecond));
  }
}
