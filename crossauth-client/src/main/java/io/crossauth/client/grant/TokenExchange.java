package io.crossauth.client.grant;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token exchange: a token of somebody, for another token that this client may use. Immutable and
 * safe for use by many threads; its string form shows no token.
 *
 * <pre>{@code
 * TokenSource orders = client.tokenSource(TokenExchange.of(verified).withAudience("orders"));
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</a>
 */
public final class TokenExchange implements Grant {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final String ACCESS_TOKEN = TYPES + "access_token";
  private static final String ID_TOKEN = TYPES + "id_token";

  /** RFC 8693 section 3: what no API takes. */
  private static final Set<String> NO_ACCESS_TOKENS =
      Set.of(ID_TOKEN, TYPES + "refresh_token", TYPES + "saml1", TYPES + "saml2");

  private final Form request;
  private final @Nullable String requestedTokenType;
  private final @Nullable Instant subjectEnd;

  private TokenExchange(
      Form request, @Nullable String requestedTokenType, @Nullable Instant subjectEnd) {
    this.request = request;
    this.requestedTokenType = requestedTokenType;
    this.subjectEnd = subjectEnd;
  }

  /**
   * The exchange of a token that has been verified: on behalf of whoever sent it. Its end is known,
   * so that what comes of it lives no longer. It is shown to the server of the client that is
   * asked, whoever has issued it; an API that takes tokens of several issuers chooses the client by
   * {@link VerifiedToken#issuer}.
   *
   * @param subjectToken the token of the party on whose behalf the request is made: an access token
   *     or an ID token
   * @return the grant
   * @throws IllegalArgumentException if it is a token of another kind
   */
  public static TokenExchange of(VerifiedToken subjectToken) {
    TokenType type = subjectToken.type();
    if (type != TokenType.ACCESS && type != TokenType.ID) {
      throw new IllegalArgumentException(
          "subject token: expected an access token or an ID token, found " + type);
    }
    TokenExchange exchange =
        of(subjectToken.token(), type == TokenType.ID ? ID_TOKEN : ACCESS_TOKEN);
    Instant end = subjectToken.expiresAt();
    return end.equals(Instant.MAX) ? exchange : exchange.withSubjectEnd(end);
  }

  /**
   * The exchange of an access token.
   *
   * @param subjectToken the access token of the party on whose behalf the request is made
   * @return the grant
   */
  public static TokenExchange ofAccessToken(Secret subjectToken) {
    return of(subjectToken, ACCESS_TOKEN);
  }

  /**
   * The exchange of an ID token.
   *
   * @param subjectToken the ID token of the party on whose behalf the request is made
   * @return the grant
   */
  public static TokenExchange ofIdToken(Secret subjectToken) {
    return of(subjectToken, ID_TOKEN);
  }

  /**
   * The exchange of any token.
   *
   * @param subjectToken the token of the party on whose behalf the request is made
   * @param type its type, an absolute URI: {@code urn:ietf:params:oauth:token-type:jwt}
   * @return the grant
   * @throws IllegalArgumentException if the type is no absolute URI
   */
  public static TokenExchange of(Secret subjectToken, String type) {
    return new TokenExchange(
        Form.empty()
            .plus("subject_token", subjectToken)
            .plus("subject_token_type", checkedType("subject_token_type", type)),
        null,
        null);
  }

  /**
   * The same with the end of the subject token, where it is not known from the token: what comes of
   * it is kept no longer. Without it that is one minute.
   *
   * @param end when the subject token ends
   * @return the grant
   */
  public TokenExchange withSubjectEnd(Instant end) {
    return new TokenExchange(request, requestedTokenType, end);
  }

  /**
   * The same with the access token of the party that acts for the subject (delegation).
   *
   * @param token the actor's access token
   * @return the grant
   * @throws IllegalArgumentException if there is an actor already
   */
  public TokenExchange withActor(Secret token) {
    return withActor(token, ACCESS_TOKEN);
  }

  /**
   * The same with a token of the party that acts for the subject (delegation).
   *
   * @param token the actor's token
   * @param type its type, an absolute URI
   * @return the grant
   * @throws IllegalArgumentException if there is an actor already, or the type is no absolute URI
   */
  public TokenExchange withActor(Secret token, String type) {
    if (request.has("actor_token")) {
      throw new IllegalArgumentException("actor token: expected one, found a second");
    }
    return with(
        request
            .plus("actor_token", token)
            .plus("actor_token_type", checkedType("actor_token_type", type)));
  }

  /**
   * The same for a service by the name that the server has for it. May be called more than once.
   *
   * @param name the logical name, such as a client id
   * @return the grant
   * @throws IllegalArgumentException if it is blank
   */
  public TokenExchange withAudience(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("audience: expected a name, found a blank");
    }
    return with(request.plus("audience", name));
  }

  /**
   * The same for a service by its address. May be called more than once.
   *
   * @param address the absolute address of the service, without a fragment; sent as it is
   * @return the grant
   * @throws IllegalArgumentException if it is not such
   */
  public TokenExchange withResource(String address) {
    if (!isAbsolute(address) || address.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "resource: expected an absolute URI without a fragment (RFC 8693 section 2.1), found "
              + Printable.of(address, 100));
    }
    return with(request.plus("resource", address));
  }

  /**
   * The same for a token of this type; without it the server chooses, and the token must be one
   * that the client can present. What is no access token comes by {@code OAuthClient.exchange}.
   *
   * @param type the type, an absolute URI
   * @return the grant
   * @throws IllegalArgumentException if it is none
   */
  public TokenExchange withRequestedType(String type) {
    return new TokenExchange(request, checkedType("requested_token_type", type), subjectEnd);
  }

  private TokenExchange with(Form more) {
    return new TokenExchange(more, requestedTokenType, subjectEnd);
  }

  /** RFC 8693 section 3: a type is a URI. */
  private static String checkedType(String name, String type) {
    if (!isAbsolute(type)) {
      throw new IllegalArgumentException(
          name + ": expected an absolute URI, as " + ACCESS_TOKEN + ", found something else");
    }
    return type;
  }

  private static boolean isAbsolute(String text) {
    try {
      return URI.create(text).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * When the subject token ends.
   *
   * @return the end; empty if it is not known
   */
  public Optional<Instant> subjectEnd() {
    return Optional.ofNullable(subjectEnd);
  }

  /**
   * Whether what is asked for may be an access token, so that a {@code TokenSource} can give it.
   *
   * @return false if it is an ID token, a refresh token or a SAML assertion
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-3">RFC 8693 section 3</a>
   */
  public boolean asksForAccessToken() {
    return requestedTokenType == null || !NO_ACCESS_TOKENS.contains(requestedTokenType);
  }

  @Override
  public String type() {
    return "urn:ietf:params:oauth:grant-type:token-exchange";
  }

  @Override
  public Form parameters() {
    return requestedTokenType == null
        ? request
        : request.plus("requested_token_type", requestedTokenType);
  }

  /**
   * Requires {@code issued_token_type}, and the type that was asked for if one was; else none that
   * no API takes, unless {@code token_type} says so.
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
    // Section 2.2.1: what no API takes has the token_type N_A; else it would be sent to one.
    if (requestedTokenType == null
        && NO_ACCESS_TOKENS.contains(type)
        && !response.tokenType().equalsIgnoreCase("N_A")) {
      throw invalid(
          "token_type", "that of an access token, with token_type " + response.tokenType(), type);
    }
  }

  private static InvalidResponseException invalid(String rule, String expected, String found) {
    return new InvalidResponseException(
        rule, "token response, issued_token_type: expected " + expected + ", found " + found);
  }

  /** The types alone. */
  @Override
  public String toString() {
    return "TokenExchange["
        + request.first("subject_token_type").orElse("")
        + " for "
        + requestedTokenType
        + "]";
  }
}
