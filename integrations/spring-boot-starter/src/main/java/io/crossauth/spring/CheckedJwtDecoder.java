package io.crossauth.spring;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Has Spring Security's resource server check tokens as we do. A token that breaks a rule is a bad
 * JWT there (401); that nobody can say whether it does is a failure of a service, and never the
 * token's fault.
 */
final class CheckedJwtDecoder implements JwtDecoder {

  private final OAuthResourceServer server;

  CheckedJwtDecoder(OAuthResourceServer server) {
    this.server = server;
  }

  @Override
  public Jwt decode(String token) throws JwtException {
    try {
      return jwt(server.verify(token));
    } catch (TokenRejectedException e) {
      throw new BadJwtException(Refusals.INVALID);
    } catch (InsufficientPrivilegesException e) {
      throw new OAuth2AuthenticationException(Refusals.insufficient());
    } catch (CrossauthException e) {
      throw new JwtException(Refusals.OUTAGE + e.code(), e);
    }
  }

  private static Jwt jwt(VerifiedToken token) {
    Map<String, Object> claims = new LinkedHashMap<>();
    token
        .claims()
        .forEach(
            (name, value) -> {
              if (value != null) {
                claims.put(name, value);
              }
            });
    Instant issued = token.issuedAt().orElse(null);
    Instant end = token.expiresAt();
    claims.put("aud", token.audience());
    claims.remove("iat");
    claims.remove("exp");
    claims.remove("nbf");
    Jwt.Builder jwt =
        Jwt.withTokenValue(token.token().reveal())
            .header("alg", token.algorithm())
            .claims(all -> all.putAll(claims));
    token.keyId().ifPresent(kid -> jwt.header("kid", kid));
    if (!end.equals(Instant.MAX)) {
      jwt.expiresAt(end);
    }
    // Spring Security has no token that ends before it was issued; clocks have.
    if (issued != null && issued.isBefore(end)) {
      jwt.issuedAt(issued);
    }
    return jwt.build();
  }

  /** Scopes, as the authorities are made of them. */
  static List<String> scopes(Jwt jwt) {
    Object scope = jwt.getClaims().getOrDefault("scope", jwt.getClaims().get("scp"));
    if (scope instanceof String text) {
      return List.of(text.trim().split("\\s+")).stream().filter(s -> !s.isEmpty()).toList();
    }
    return scope instanceof List<?> many
        ? many.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
