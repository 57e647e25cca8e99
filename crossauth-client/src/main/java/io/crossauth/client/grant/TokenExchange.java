package io.crossauth.client.grant;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token exchange: a token of somebody, for another token that this client may use. Audience and
 * resource are options of the request ({@code TokenRequestOptions.withResource}). Immutable and
 * safe for use by many threads; its string form shows no token.
 *
 * <pre>{@code
 * client.requestTokens(TokenExchange.ofAccessToken(theirToken).withActor(myToken), "orders:read");
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</a>
 */
public final class TokenExchange implements Grant {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";

  /** RFC 8693 section 2.2.1: {@code N_A} where the token that was asked for is no access token. */
  private static final Set<String> ANY = Set.of("Bearer", "N_A");

  private final Secret subjectToken;
  private final String subjectTokenType;
  private final @Nullable Secret actorToken;
  private final @Nullable String actorTokenType;
  private final @Nullable String requestedTokenType;

  private TokenExchange(
      Secret subjectToken,
      String subjectTokenType,
      @Nullable Secret actorToken,
      @Nullable String actorTokenType,
      @Nullable String requestedTokenType) {
    this.subjectToken = subjectToken;
    this.subjectTokenType = subjectTokenType;
    this.actorToken = actorToken;
    this.actorTokenType = actorTokenType;
    this.requestedTokenType = requestedTokenType;
  }

  /**
   * The exchange of an access token.
   *
   * @param subjectToken the access token of the party on whose behalf the request is made
   * @return the grant
   */
  public static TokenExchange ofAccessToken(Secret subjectToken) {
    return of(subjectToken, TYPES + "access_token");
  }

  /**
   * The exchange of an ID token.
   *
   * @param subjectToken the ID token of the party on whose behalf the request is made
   * @return the grant
   */
  public static TokenExchange ofIdToken(Secret subjectToken) {
    return of(subjectToken, TYPES + "id_token");
  }

  /**
   * The exchange of any token.
   *
   * @param subjectToken the token of the party on whose behalf the request is made
   * @param type its type, an absolute URI: {@code urn:ietf:params:oauth:token-type:jwt}
   * @return the grant
   */
  public static TokenExchange of(Secret subjectToken, String type) {
    return new TokenExchange(subjectToken, type, null, null, null);
  }

  /**
   * The same with the access token of the party that acts for the subject.
   *
   * @param token the actor's access token
   * @return the grant
   */
  public TokenExchange withActor(Secret token) {
    return withActor(token, TYPES + "access_token");
  }

  /**
   * The same with a token of the party that acts for the subject.
   *
   * @param token the actor's token
   * @param type its type, an absolute URI
   * @return the grant
   */
  public TokenExchange withActor(Secret token, String type) {
    return new TokenExchange(subjectToken, subjectTokenType, token, type, requestedTokenType);
  }

  /**
   * The same for a token of this type; without it the server chooses, and the token must be one
   * that the client can present.
   *
   * @param type the type, an absolute URI
   * @return the grant
   */
  public TokenExchange withRequestedType(String type) {
    return new TokenExchange(subjectToken, subjectTokenType, actorToken, actorTokenType, type);
  }

  @Override
  public String type() {
    return "urn:ietf:params:oauth:grant-type:token-exchange";
  }

  @Override
  public Form parameters() {
    Form form =
        Form.empty()
            .plus("subject_token", subjectToken)
            .plus("subject_token_type", subjectTokenType);
    if (actorToken != null && actorTokenType != null) {
      form = form.plus("actor_token", actorToken).plus("actor_token_type", actorTokenType);
    }
    return requestedTokenType == null
        ? form
        : form.plus("requested_token_type", requestedTokenType);
  }

  @Override
  public Set<String> tokenTypes() {
    boolean accessToken =
        requestedTokenType == null || requestedTokenType.equals(TYPES + "access_token");
    return accessToken ? Set.of() : ANY;
  }

  /**
   * Requires {@code issued_token_type}, and the type that was asked for if one was.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.2.1">RFC 8693 section 2.2.1</a>
   */
  @Override
  public void check(OAuthTokenResponse response) {
    String expected = requestedTokenType == null ? "the type of the token" : requestedTokenType;
    Object found = response.raw("issued_token_type").orElse("");
    if (!(found instanceof String type)) {
      throw invalid("wrong_type", expected, "a different JSON type");
    }
    if (type.isBlank()) {
      throw invalid("missing_member", expected, "none");
    }
    if (requestedTokenType != null && !type.equals(requestedTokenType)) {
      throw invalid("token_type", expected, Printable.of(type, 100));
    }
  }

  private static InvalidResponseException invalid(String rule, String expected, String found) {
    return new InvalidResponseException(
        rule, "token response, issued_token_type: expected " + expected + ", found " + found);
  }

  /** The types alone. */
  @Override
  public String toString() {
    return "TokenExchange[" + subjectTokenType + " for " + requestedTokenType + "]";
  }
}
