package io.crossauth.client.internal.introspection;

import io.crossauth.client.internal.call.AccessToken;
import io.crossauth.client.internal.call.Credential;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.ProviderReply;
import io.crossauth.client.introspection.UserInfo;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the userinfo endpoint: a GET with the access token, without a body. The answer is JSON, or a
 * JWT that is signed, or signed and encrypted, as the client is registered.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core
 *     1.0 section 5.3</a>
 */
public final class UserInfoEndpoint {

  private static final String JWT = "application/jwt";
  private static final int MAX_BYTES = 256 * 1024;

  private final ProviderCalls calls;
  private final String subjectClaim;
  private final @Nullable OAuthTokenConsumer consumer;

  /**
   * Creates the call.
   *
   * @param subjectClaim the claim that says who the user is: {@code sub}, but for providers with
   *     ways of their own
   * @param consumer verifies answers that are signed; null to refuse them
   */
  public UserInfoEndpoint(
      ProviderCalls calls, String subjectClaim, @Nullable OAuthTokenConsumer consumer) {
    this.calls = calls;
    this.subjectClaim = subjectClaim;
    this.consumer = consumer;
  }

  /**
   * Gets the claims about the user.
   *
   * @param expectedSubject the subject that the claims must be about; null only where no ID token
   *     says who logged in
   * @throws OAuthErrorException if the server says no, such as {@code invalid_token}
   * @throws InvalidResponseException if the answer is not a JSON object, or about somebody else
   * @throws TokenRejectedException if the answer is a JWT that is not acceptable
   */
  public UserInfo get(AccessToken token, @Nullable String expectedSubject) {
    OpenIdConfiguration configuration = calls.context().configuration().get();
    Credential credential =
        Credential.token(token.scheme(calls.context().presentation()), token.value());
    long started = calls.context().platform().ticker().nanos();
    ProviderReply reply =
        calls
            .provenBy(token.proof(calls.context().proof()))
            .exchange(
                ProviderCall.of("GET", MetadataField.USERINFO_ENDPOINT, credential)
                    .accepting(accept(configuration))
                    .withMaxBytes(MAX_BYTES));
    reply.challenge().ifPresent(UserInfoEndpoint::refuse);
    Map<String, @Nullable Object> members = members(reply, started);
    Map<String, Object> claims = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (value != null) {
            claims.put(name, value);
          }
        });
    return new UserInfo(subject(claims, expectedSubject), claims);
  }

  private static String accept(OpenIdConfiguration configuration) {
    return configuration.find(MetadataField.USERINFO_SIGNING_ALG_VALUES_SUPPORTED).isPresent()
        ? "application/json, " + JWT
        : "application/json";
  }

  private Map<String, @Nullable Object> members(ProviderReply reply, long started) {
    OAuthTokenConsumer verifier = consumer;
    Optional<String> jwt = verifier == null ? Optional.empty() : reply.jwt(JWT);
    return verifier != null && jwt.isPresent()
        ? verifier.verify(jwt.get(), TokenType.USERINFO, expected(started)).claims()
        : reply.read().orThrow();
  }

  private TokenExpectations expected(long started) {
    TokenExpectations nothing = TokenExpectations.none();
    return calls.left(started).map(nothing::fetchedFromIssuer).orElse(nothing);
  }

  private static void refuse(OAuthErrorException error) {
    throw error;
  }

  private String subject(Map<String, Object> claims, @Nullable String expected) {
    Object value = claims.get(subjectClaim);
    String subject = value instanceof Number number ? number.toString() : "";
    if (value instanceof String text) {
      subject = text;
    }
    if (subject.isEmpty()) {
      throw new InvalidResponseException(
          "missing_member",
          "userinfo, " + subjectClaim + ": expected a subject, found " + Json.kind(value));
    }
    // OpenID Connect Core 1.0 section 5.3.2: the same subject as the ID token's, or not used.
    if (expected != null && !expected.equals(subject)) {
      throw new InvalidResponseException(
          "subject_mismatch",
          "userinfo, "
              + subjectClaim
              + ": expected the subject of the ID token, found a different one");
    }
    return subject;
  }
}
