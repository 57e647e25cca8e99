package io.crossauth.tokenconsumer.internal.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of token and the marks by which they say what they are, in lower case: one row for each
 * kind.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.11">RFC 8725 section 3.11</a>
 */
public enum TokenKind {
  //         header typ              claim typ of Keycloak           type, token_use, token_type
  ACCESS(List.of("at+jwt"), List.of("bearer", "dpop", "at+jwt"), List.of("access", "access_token")),
  ID(List.of("id"), List.of("id"), List.of("id", "id_token")),
  REFRESH(
      List.of("refresh"),
      List.of("refresh", "offline"),
      List.of("refresh", "refresh_token", "offline")),
  LOGOUT(List.of("logout+jwt"), List.of("logout"), List.of("logout", "logout_token")),
  USERINFO(List.of(), List.of(), List.of()),
  INTROSPECTION(List.of("token-introspection+jwt"), List.of(), List.of()),
  AUTHORIZATION_RESPONSE(List.of(), List.of(), List.of());

  /** Kinds that are not ours to check, and must not pass for one of ours. */
  private static final Set<String> OTHERS =
      Set.of(
          "dpop+jwt",
          "secevent+jwt",
          "oauth-authz-req+jwt",
          "client-authentication+jwt",
          "oauth-client-attestation+jwt",
          "entity-statement+jwt",
          "vc+jwt",
          "kb+jwt");

  private static final String IDENTIFIER = "urn:ietf:params:oauth:token-type:";

  private static final Map<String, TokenKind> HEADERS = marks(kind -> kind.headers);
  private static final Map<String, TokenKind> KEYCLOAK = marks(kind -> kind.keycloak);
  private static final Map<String, TokenKind> USES = marks(kind -> kind.uses);

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> headers;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> keycloak;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> uses;

  TokenKind(List<String> headers, List<String> keycloak, List<String> uses) {
    this.headers = headers;
    this.keycloak = keycloak;
    this.uses = uses;
  }

  /** What a mark says of a token that is asked for as one kind. */
  enum Mark {
    NOTHING,
    OURS,
    OTHER
  }

  /** RFC 7515 section 4.1.9: {@code application/} may be left out; case does not matter. */
  Mark header(@Nullable String typ) {
    if (typ == null) {
      return Mark.NOTHING;
    }
    String name = normal(typ);
    return name.equals("jwt") || name.equals("jose") ? Mark.NOTHING : strictly(HEADERS.get(name));
  }

  /** The {@code typ} claim of Keycloak; it has many more kinds, for links and for itself. */
  Mark keycloak(@Nullable String typ) {
    if (typ == null) {
      return Mark.NOTHING;
    }
    String name = lower(typ);
    return name.equals("jwt") ? Mark.NOTHING : strictly(KEYCLOAK.get(name));
  }

  /**
   * The {@code type} claim of crossauth, the {@code token_use} claim of Amazon Cognito and Ory
   * Hydra, and the {@code token_type} of WSO2 and Simple JWT; others use the names for other things
   * ({@code Bearer}). The identifiers of RFC 8693 section 3 say the same at length.
   */
  Mark use(@Nullable String use) {
    if (use == null) {
      return Mark.NOTHING;
    }
    String name = lower(use);
    TokenKind named =
        USES.get(name.startsWith(IDENTIFIER) ? name.substring(IDENTIFIER.length()) : name);
    return named == null ? Mark.NOTHING : strictly(named);
  }

  /** A value of {@code typ} as it is compared: RFC 7515 section 4.1.9. */
  static String normal(String typ) {
    String name = lower(typ);
    return name.startsWith("application/") ? name.substring("application/".length()) : name;
  }

  /** Whether a value of {@code typ} marks a kind of token, ours to check or not. */
  static boolean isMark(String typ) {
    String name = normal(typ);
    return HEADERS.containsKey(name) || KEYCLOAK.containsKey(name) || OTHERS.contains(name);
  }

  private static Map<String, TokenKind> marks(Function<TokenKind, List<String>> which) {
    Map<String, TokenKind> marks = new HashMap<>();
    for (TokenKind kind : values()) {
      which.apply(kind).forEach(mark -> marks.put(mark, kind));
    }
    return Map.copyOf(marks);
  }

  private Mark strictly(@Nullable TokenKind named) {
    return named == this ? Mark.OURS : Mark.OTHER;
  }

  /** In lower case; for what most tokens say, without making a new string. */
  private static String lower(String mark) {
    return switch (mark) {
      case "JWT" -> "jwt";
      case "Bearer" -> "bearer";
      case "ID" -> "id";
      default -> mark.toLowerCase(Locale.ROOT);
    };
  }

  /** The kind for messages. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
