package io.crossauth.client.grant;

import io.crossauth.http.Form;

/**
 * What is traded for tokens at the token endpoint. A new grant is one new file: implement this and
 * hand it to {@code OAuthClient.exchange}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.3">RFC 6749 section 1.3</a>
 */
public interface Grant {

  /** The {@code grant_type}. */
  String type();

  /** The parameters of the request, but for {@code grant_type}, scope and the client's proof. */
  Form parameters();
}
