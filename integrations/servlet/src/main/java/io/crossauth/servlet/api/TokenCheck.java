package io.crossauth.servlet.api;

import io.crossauth.error.CrossauthException;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows a servlet's request to the resource server. Safe for use by many threads. */
final class TokenCheck {

  /** Jakarta Servlet 6.0 section 3.10. */
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private static final String AUTHORIZATION = "Authorization";
  private static final String DPOP = "DPoP";

  private final OAuthResourceServer server;

  TokenCheck(OAuthResourceServer server) {
    this.server = server;
  }

  /**
   * Whether a request may pass.
   *
   * @param checked what is known of the client's request; null if nothing is
   * @throws CrossauthException if nobody can say
   */
  Access check(
      HttpServletRequest request, @Nullable Checked checked, AccessRequirement requirement) {
    if (checked == null) {
      return check(request, request.getMethod(), request.getRequestURI(), requirement);
    }
    TokenPrincipal principal = checked.principal();
    return principal == null || !scheme(request).equals(DPOP)
        ? check(request, checked.method(), checked.target(), requirement)
        : again(request, principal.token(), requirement);
  }

  private Access check(
      HttpServletRequest request, String method, String target, AccessRequirement requirement) {
    Function<String, List<String>> headers = name -> Collections.list(request.getHeaders(name));
    ApiRequest shown = ApiRequest.of(method, target, headers);
    X509Certificate certificate = certificate(request);
    if (certificate != null) {
      shown = shown.withCertificate(certificate);
    }
    InetAddress peer = PeerAddress.parse(request.getRemoteAddr());
    return server.access(peer == null ? shown : shown.from(peer), requirement);
  }

  /** The same token for something else: its proof has been checked, and would be a replay now. */
  private Access again(
      HttpServletRequest request, VerifiedToken token, AccessRequirement requirement) {
    TokenExpectations proof = TokenExpectations.none();
    X509Certificate certificate = certificate(request);
    if (certificate != null) {
      proof = proof.withCertificate(certificate);
    }
    if (token.claims().get("cnf") instanceof Map<?, ?> cnf
        && cnf.get("jkt") instanceof String jkt) {
      proof = proof.withDpopKey(jkt);
    }
    return server.access(Collections.list(request.getHeaders(AUTHORIZATION)), requirement, proof);
  }

  /** The client's own is the first one. */
  private static @Nullable X509Certificate certificate(HttpServletRequest request) {
    return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
        ? chain[0]
        : null;
  }

  /** By which scheme the token of a request that may pass has come. */
  static String scheme(HttpServletRequest request) {
    String header = request.getHeader(AUTHORIZATION);
    return header != null && header.strip().regionMatches(true, 0, DPOP, 0, DPOP.length())
        ? DPOP
        : "Bearer";
  }
}
