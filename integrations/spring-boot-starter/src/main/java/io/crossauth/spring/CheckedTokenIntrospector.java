package io.crossauth.spring;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionAuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Has Spring Security's resource server check tokens of both kinds as we do: JWTs by the provider's
 * keys, others by asking it.
 */
final class CheckedTokenIntrospector implements OpaqueTokenIntrospector {

  private final OAuthResourceServer server;
  private final String roles;

  CheckedTokenIntrospector(OAuthResourceServer server, String roles) {
    this.server = server;
    this.roles = roles;
  }

  @Override
  public OAuth2AuthenticatedPrincipal introspect(String token) {
    try {
      return principal(server.verify(token));
    } catch (TokenRejectedException e) {
      throw new BadOpaqueTokenException(Refusals.INVALID);
    } catch (InsufficientPrivilegesException e) {
      throw new OAuth2AuthenticationException(Refusals.insufficient());
    } catch (CrossauthException e) {
      throw new OAuth2IntrospectionException(Refusals.OUTAGE + e.code(), e);
    }
  }

  /** Times are instants there (RFC 7662 section 2.2). */
  private OAuth2AuthenticatedPrincipal principal(VerifiedToken token) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    token
        .claims()
        .forEach(
            (name, value) -> {
              if (value != null) {
                attributes.put(name, value);
              }
            });
    token.issuedAt().ifPresent(at -> attributes.put("iat", at));
    if (!token.expiresAt().equals(Instant.MAX)) {
      attributes.put("exp", token.expiresAt());
    }
    if (attributes.get("nbf") instanceof Number at) {
      attributes.put("nbf", Instant.ofEpochSecond(at.longValue()));
    }
    attributes.putIfAbsent("active", true);
    return new OAuth2IntrospectionAuthenticatedPrincipal(
        token.subject().orElse(null),
        attributes,
        Authorities.of(token.scopes(), token.claims(), roles));
  }
}
