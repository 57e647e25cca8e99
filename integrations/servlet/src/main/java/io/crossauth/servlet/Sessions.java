package io.crossauth.servlet;

import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.servlet.internal.Cookies;
import java.util.List;
import java.util.Optional;

/** Where sessions are. Cookies come out as the header fields that set them. */
interface Sessions {

  /**
   * The session of a request.
   *
   * @throws io.crossauth.error.StorageException if nobody can say
   */
  Optional<WebSession> find(Cookies cookies);

  /**
   * Begins a session, under a name that nobody has had.
   *
   * @throws io.crossauth.error.LoginRequiredException if the provider has ended the login meanwhile
   */
  List<String> begin(OAuthTokenResponse tokens);

  /** What makes the session last, now that it is used; nothing if that is not worth it yet. */
  List<String> used(Cookies cookies, WebSession session);

  /**
   * Ends a session that was found.
   *
   * @param revoke whether its refresh token is revoked
   */
  void end(WebSession session, boolean revoke);

  /**
   * Ends a session that a login has replaced; nothing happens if there is none. Its refresh token
   * is revoked unless both are of one session at the provider, which a revocation may end: the new
   * tokens would go with it.
   *
   * @param earlier its name
   * @param by the tokens of that login
   */
  void replaced(String earlier, OAuthTokenResponse by);

  /** Takes the session's cookies away. */
  List<String> forgotten();

  /** Ends what the provider has ended. */
  void end(BackChannelLogout logout);

  /** Whether logouts of the provider can be obeyed. */
  boolean hearsLogouts();

  /** Ends what goes on in the background. */
  void close();
}
