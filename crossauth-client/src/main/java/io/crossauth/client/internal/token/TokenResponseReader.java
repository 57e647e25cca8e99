package io.crossauth.client.internal.token;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.text.AsciiSet;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a token response.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749 section 5.1</a>
 */
final class TokenResponseReader {

  private static final BigDecimal LONGEST_LIFE = BigDecimal.valueOf(100L * 365 * 24 * 3600);
  private static final int MAX_NUMBER_TEXT = 20;
  private static final AsciiSet PRINTABLE = AsciiSet.of(c -> c >= ' ' && c <= '~');

  /** RFC 8693 section 2.2.1. */
  private static final String NO_ACCESS_TOKEN =
      ", which is no access token; OAuthClient.exchange(..) gives such tokens";

  private final Map<String, @Nullable Object> members;
  private final String unboundHint;

  private TokenResponseReader(Map<String, @Nullable Object> members, String unboundHint) {
    this.members = members;
    this.unboundHint = unboundHint;
  }

  static RawTokens read(
      Map<String, @Nullable Object> members,
      Set<String> tokenTypes,
      String unboundHint,
      Set<String> requested,
      Instant receivedAt) {
    TokenResponseReader reader = new TokenResponseReader(members, unboundHint);
    return new RawTokens(
        reader.accessToken(),
        reader.tokenType(tokenTypes),
        reader.expiresIn(),
        receivedAt,
        reader.refreshToken(),
        reader.scopes(requested),
        reader.text("id_token"),
        reader.details());
  }

  private Secret accessToken() {
    String token = text("access_token");
    if (token == null) {
      throw invalid("missing_member", "access_token", "a text", "none");
    }
    // RFC 6749 appendix A.12; it goes into a header, and must not bring another one along.
    if (!PRINTABLE.holdsAll(token)) {
      throw invalid("wrong_type", "access_token", "printable ASCII", "other characters");
    }
    return Secret.of(token);
  }

  private String tokenType(Set<String> expected) {
    String type = text("token_type");
    if (type == null) {
      throw invalid("missing_member", "token_type", String.join(" or ", expected), "none");
    }
    // RFC 6749 section 7.1: a client must not use a token of a type it does not understand.
    if (!expected.contains(type) && expected.stream().noneMatch(type::equalsIgnoreCase)) {
      throw invalid(
          "token_type",
          "token_type",
          String.join(" or ", expected),
          Printable.of(type, 40) + hint(type, expected));
    }
    return type;
  }

  private String hint(String type, Set<String> expected) {
    if (type.equalsIgnoreCase("N_A")) {
      return NO_ACCESS_TOKEN;
    }
    return expected.contains("DPoP") ? unboundHint : "";
  }

  private @Nullable Secret refreshToken() {
    String text = text("refresh_token");
    return text == null ? null : Secret.of(text);
  }

  private @Nullable Duration expiresIn() {
    Object value = members.get("expires_in");
    if (value == null) {
      return null;
    }
    if (value instanceof Long whole && whole >= 0) {
      return Duration.ofSeconds(Math.min(whole, LONGEST_LIFE.longValue()));
    }
    BigDecimal seconds = number(value);
    if (seconds == null || seconds.signum() < 0) {
      throw invalid("wrong_type", "expires_in", "seconds, from 0", Json.kind(value));
    }
    return Duration.ofSeconds(seconds.min(LONGEST_LIFE).longValue());
  }

  /** Some servers write the number as a text. */
  private static @Nullable BigDecimal number(Object value) {
    if (value instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    String text = value instanceof Number || value instanceof String ? value.toString() : "";
    if (text.isEmpty() || text.length() > MAX_NUMBER_TEXT) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** RFC 6749 section 5.1: left out when all that was asked for was granted. */
  private Set<String> scopes(Set<String> requested) {
    Object value = members.get("scope");
    if (value == null) {
      return requested;
    }
    if (value instanceof String text) {
      return scopes(text.strip());
    }
    Set<String> scopes = new LinkedHashSet<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (!(item instanceof String scope)) {
          throw invalid("wrong_type", "scope", "texts", Json.kind(item));
        }
        scopes.add(scope);
      }
      return Collections.unmodifiableSet(scopes);
    }
    throw invalid("wrong_type", "scope", "a text", Json.kind(value));
  }

  /**
   * RFC 9396 section 7: what was granted; null if the server does not say. Some servers repeat the
   * parameter as it came, a string.
   */
  private @Nullable AuthorizationDetails details() {
    Object value = members.get("authorization_details");
    if (value == null) {
      return null;
    }
    try {
      return value instanceof String text
          ? AuthorizationDetails.parse(text)
          : AuthorizationDetails.ofValue(value);
    } catch (IllegalArgumentException e) {
      throw invalid(
          "authorization_details",
          "authorization_details",
          "an array of objects with a type (RFC 9396 section 7)",
          "something else: " + e.getMessage());
    }
  }

  /** Some servers write commas between them. */
  private static Set<String> scopes(String text) {
    Set<String> scopes = new LinkedHashSet<>();
    for (int begin = 0; begin < text.length(); ) {
      int end = begin;
      while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != ',') {
        end++;
      }
      if (end > begin) {
        scopes.add(text.substring(begin, end));
      }
      begin = end + 1;
    }
    return Collections.unmodifiableSet(scopes);
  }

  /** A text that is not blank; null if the member is not there or has no value. */
  private @Nullable String text(String name) {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw invalid("wrong_type", name, "a text", Json.kind(value));
    }
    return text.isBlank() ? null : text;
  }

  private static InvalidResponseException invalid(
      String rule, String member, String expected, String found) {
    return new InvalidResponseException(
        rule, "token response, " + member + ": expected " + expected + ", found " + found);
  }
}
