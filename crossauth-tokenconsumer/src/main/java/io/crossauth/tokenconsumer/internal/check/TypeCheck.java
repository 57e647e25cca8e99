package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The token is of the kind that is asked for, and of no other.
 *
 * @param kind the kind
 * @param mustSay whether it must say so; else silence is taken for it
 * @param strictHeader whether the header itself must say so
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.11">RFC 8725 section 3.11</a>
 */
public record TypeCheck(Kind kind, boolean mustSay, boolean strictHeader) implements ClaimCheck {

  /** The kinds of token that mark themselves. */
  public enum Kind {
    ACCESS,
    ID,
    REFRESH,
    LOGOUT,
    USERINFO,
    INTROSPECTION
  }

  /** What a mark says. */
  private enum Mark {
    NOTHING,
    OURS,
    OTHER
  }

  /**
   * Checks the header alone, before the signature; {@link #check} leaves that to this.
   *
   * @throws TokenRejectedException if it names another kind
   */
  public void checkHeader(@Nullable String typ) {
    if (header(typ) == Mark.OTHER || (strictHeader && header(typ) != Mark.OURS)) {
      throw refused("typ (header)", typ == null ? "none" : typ);
    }
  }

  @Override
  public void check(SignedClaims token, Expected expected) {
    Claims claims = token.claims();
    boolean said = header(token.typ()) == Mark.OURS;
    said |= checkMark("typ", keycloak(claims.string("typ")), claims);
    said |= checkMark("type", crossauth(text(claims, "type")), claims);
    said |= checkMark("token_use", cognito(text(claims, "token_use")), claims);
    refuseStrangers(claims, said);
    if (mustSay && !said) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_TYPE,
          "typ",
          "a mark of kind " + kind.name().toLowerCase(Locale.ROOT),
          "none",
          null);
    }
  }

  private boolean checkMark(String claim, Mark mark, Claims claims) {
    if (mark == Mark.OTHER) {
      throw refused(claim, String.valueOf(claims.all().get(claim)));
    }
    return mark == Mark.OURS;
  }

  /** What only tokens of other kinds have. */
  private void refuseStrangers(Claims claims, boolean said) {
    // RFC 8417 section 2.2: logout tokens and other security events
    if (kind != Kind.LOGOUT && claims.has("events")) {
      throw refused("events", "a security event");
    }
    // OpenID Connect Core section 3.1.3.6, 3.3.2.11: hashes are of ID tokens only
    if (kind != Kind.ID && (claims.has("at_hash") || claims.has("c_hash"))) {
      throw refused("at_hash", "an ID token");
    }
    // A nonce answers the request of a login; userinfo answers none.
    if (kind == Kind.USERINFO && claims.has("nonce")) {
      throw refused("nonce", "an ID token");
    }
    // RFC 9701 section 5
    if (kind != Kind.INTROSPECTION && claims.has("token_introspection")) {
      throw refused("token_introspection", "an answer about a token");
    }
    if (kind == Kind.ACCESS) {
      refuseAnswersOfLogins(claims, said);
    }
  }

  private void refuseAnswersOfLogins(Claims claims, boolean said) {
    // OpenID Connect Core section 2: a nonce is for ID tokens. Keycloak and Azure AD B2C have
    // repeated it in access tokens, but those are marked, or have a scope.
    boolean scoped = claims.has("scope") || claims.has("scp");
    if (!said && !scoped && claims.has("nonce")) {
      throw refused("nonce", "an ID token");
    }
    // JARM section 2.1: an authorization response is about nobody.
    if (!claims.has("sub") && (claims.has("code") || claims.has("error"))) {
      throw refused("code", "an authorization response");
    }
  }

  /** RFC 7515 section 4.1.9: {@code application/} may be left out; case does not matter. */
  private Mark header(@Nullable String typ) {
    if (typ == null) {
      return Mark.NOTHING;
    }
    String name = lower(typ);
    name = name.startsWith("application/") ? name.substring("application/".length()) : name;
    return switch (name) {
      case "jwt", "jose" -> Mark.NOTHING;
      case "at+jwt" -> mark(Kind.ACCESS);
      case "id" -> mark(Kind.ID);
      case "refresh" -> mark(Kind.REFRESH);
      case "logout+jwt" -> mark(Kind.LOGOUT);
      case "token-introspection+jwt" -> mark(Kind.INTROSPECTION);
      default -> Mark.OTHER;
    };
  }

  /** The {@code typ} claim of Keycloak; it has many more kinds, for links and for itself. */
  private Mark keycloak(@Nullable String typ) {
    if (typ == null) {
      return Mark.NOTHING;
    }
    return switch (lower(typ)) {
      case "jwt" -> Mark.NOTHING;
      case "bearer", "dpop", "at+jwt" -> mark(Kind.ACCESS);
      case "id" -> mark(Kind.ID);
      case "refresh", "offline" -> mark(Kind.REFRESH);
      case "logout" -> mark(Kind.LOGOUT);
      default -> Mark.OTHER;
    };
  }

  /** The {@code type} claim of crossauth; others use the name for other things. */
  private Mark crossauth(@Nullable String type) {
    if (type == null) {
      return Mark.NOTHING;
    }
    return switch (lower(type)) {
      case "access", "access_token" -> mark(Kind.ACCESS);
      case "id", "id_token" -> mark(Kind.ID);
      case "refresh", "refresh_token" -> mark(Kind.REFRESH);
      default -> Mark.NOTHING;
    };
  }

  /** The {@code token_use} claim of Amazon Cognito. */
  private Mark cognito(@Nullable String use) {
    return crossauth(use);
  }

  /** In lower case; for what most tokens say, without making a new text. */
  private static String lower(String mark) {
    return switch (mark) {
      case "JWT" -> "jwt";
      case "Bearer" -> "bearer";
      case "ID" -> "id";
      default -> mark.toLowerCase(Locale.ROOT);
    };
  }

  private static @Nullable String text(Claims claims, String name) {
    return claims.all().get(name) instanceof String text ? text : null;
  }

  private Mark mark(Kind named) {
    return named == kind ? Mark.OURS : Mark.OTHER;
  }

  private TokenRejectedException refused(String claim, String found) {
    return new TokenRejectedException(
        RejectionReason.WRONG_TYPE,
        claim,
        "a token of kind " + kind.name().toLowerCase(Locale.ROOT),
        found,
        null);
  }
}
