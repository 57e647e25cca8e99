package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The token is of the kind that is asked for, and of no other.
 *
 * @param kind the kind
 * @param mustSay whether it must say so; else silence is taken for it
 * @param strictHeader whether the header itself must say so
 * @param dialect what a server's tokens may say otherwise
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.11">RFC 8725 section 3.11</a>
 */
public record TypeCheck(TokenKind kind, boolean mustSay, boolean strictHeader, TokenDialect dialect)
    implements ClaimCheck {

  /**
   * Checks the header alone, before the signature; {@link #check} leaves that to this.
   *
   * @throws TokenRejectedException if it names another kind
   */
  public void checkHeader(@Nullable String typ) {
    TokenKind.Mark mark = header(typ);
    if (mark == TokenKind.Mark.OTHER || (strictHeader && mark != TokenKind.Mark.OURS)) {
      throw refused("typ (header)", typ == null ? "none" : typ, neutralHint(typ));
    }
  }

  private TokenKind.Mark header(@Nullable String typ) {
    return dialect.neutral(typ) ? TokenKind.Mark.NOTHING : kind.header(typ);
  }

  /** Where the type must be said, nothing helps but saying it. */
  private @Nullable String neutralHint(@Nullable String typ) {
    return typ == null || typ.isBlank() || strictHeader || mustSay || TokenKind.isMark(typ)
        ? null
        : "if the server writes that into all its tokens, neutralTypes(..) with this value has it"
            + " ignored";
  }

  @Override
  public void check(SignedClaims token, Expected expected) {
    Claims claims = token.claims();
    boolean said = header(token.typ()) == TokenKind.Mark.OURS;
    String typ = claims.string("typ");
    if (!dialect.neutral(typ)) {
      said |= checkMark("typ", kind.keycloak(typ), claims);
    }
    said |= checkMark("type", kind.use(text(claims, "type")), claims);
    said |= checkMark("token_use", kind.use(text(claims, "token_use")), claims);
    said |= checkMark("token_type", kind.use(text(claims, "token_type")), claims);
    refuseStrangers(claims, said);
    if (mustSay && !said) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_TYPE, "typ", "a mark of kind " + kind, "none", null);
    }
  }

  private boolean checkMark(String claim, TokenKind.Mark mark, Claims claims) {
    if (mark == TokenKind.Mark.OTHER) {
      String found = String.valueOf(claims.all().get(claim));
      throw refused(claim, found, claim.equals("typ") ? neutralHint(found) : null);
    }
    return mark == TokenKind.Mark.OURS;
  }

  /** What only tokens of other kinds have. */
  private void refuseStrangers(Claims claims, boolean said) {
    // RFC 8417 section 2.2: logout tokens and other security events
    if (kind != TokenKind.LOGOUT && claims.has("events")) {
      throw refused("events", "a security event", null);
    }
    // OpenID Connect Core section 3.1.3.6, 3.3.2.11: hashes are of ID tokens only
    if (kind != TokenKind.ID && (claims.has("at_hash") || claims.has("c_hash"))) {
      refuseIdToken("at_hash", claims);
    }
    // A nonce answers the request of a login, in its ID token alone.
    boolean neverWithNonce = kind == TokenKind.USERINFO || kind == TokenKind.AUTHORIZATION_RESPONSE;
    if (neverWithNonce && claims.has("nonce")) {
      throw refused("nonce", "an ID token", null);
    }
    // RFC 9701 section 5
    if (kind != TokenKind.INTROSPECTION && claims.has("token_introspection")) {
      throw refused("token_introspection", "an answer about a token", null);
    }
    if (kind == TokenKind.ACCESS) {
      refuseAnswersOfLogins(claims, said);
    }
  }

  private void refuseAnswersOfLogins(Claims claims, boolean said) {
    // OpenID Connect Core section 2: a nonce is for ID tokens. Keycloak and Azure AD B2C have
    // repeated it in access tokens, but those are marked, or have a scope.
    boolean scoped = claims.has("scope") || claims.has("scp");
    if (!said && !scoped && claims.has("nonce")) {
      refuseIdToken("nonce", claims);
    }
    // JARM section 2.1: an authorization response is about nobody.
    if (!claims.has("sub") && (claims.has("code") || claims.has("error"))) {
      throw refused("code", "an authorization response", null);
    }
  }

  /** Refuses what looks like an ID token, unless the program takes those of this client. */
  private void refuseIdToken(String claim, Claims claims) {
    boolean access = kind == TokenKind.ACCESS;
    if (access && !Collections.disjoint(dialect.idTokenAudiences(), claims.audience())) {
      return;
    }
    throw refused(
        claim,
        "an ID token",
        access && !mustSay && !strictHeader
            ? "if the server makes its access tokens like ID tokens (Dex),"
                + " unsafeIdTokensAsAccessTokens(..) with the audience accepts them"
            : null);
  }

  private static @Nullable String text(Claims claims, String name) {
    return claims.all().get(name) instanceof String text ? text : null;
  }

  private TokenRejectedException refused(String claim, String found, @Nullable String hint) {
    return new TokenRejectedException(
        RejectionReason.WRONG_TYPE, claim, "a token of kind " + kind, found, hint);
  }
}
