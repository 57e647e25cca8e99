package io.crossauth.client.grant;

import io.crossauth.http.Form;
import java.util.Set;

/**
 * A grant, exchanged for tokens at the token endpoint. A new grant is one new file: implement this
 * and hand it to {@code OAuthClient.requestTokens}. Implementations are immutable and safe for use
 * by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-1.3">RFC 6749 section 1.3</a>
 */
public interface Grant {

  /**
   * The type of the grant.
   *
   * @return the value of {@code grant_type}: a name or an absolute URI
   */
  String type();

  /**
   * The parameters of the request, without {@code grant_type}, {@code scope} and those of client
   * authentication. Asked for once in each request, so that a grant may make a signed parameter.
   *
   * @return the parameters in their order; secrets among them marked as such
   */
  Form parameters();

  /**
   * The {@code token_type} that the response may have.
   *
   * @return the types, in any case; empty for the one that the client presents: {@code Bearer}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-7.1">RFC 6749 section 7.1</a>
   */
  default Set<String> tokenTypes() {
    return Set.of();
  }
}
