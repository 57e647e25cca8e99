package io.crossauth.spring;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TransportException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 where nobody can say now whose request it is: the provider's keys or the store of
 * sessions cannot be had. Spring Security lets that end as 500. Clients keep their tokens.
 */
final class OutageFilter extends OncePerRequestFilter {

  private static final String RETRY_SECONDS = "5";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (AuthenticationServiceException | StorageException e) {
      if (response.isCommitted() || outage(e) == null) {
        throw e;
      }
      logger.warn("answered 503: " + outage(e));
      response.reset();
      response.setHeader("Retry-After", RETRY_SECONDS);
      response.setHeader("Cache-Control", "no-store");
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  /** The code alone: a cause may be of the application's own. */
  private static @Nullable String outage(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof TransportException || at instanceof StorageException) {
        return ((CrossauthException) at).code();
      }
    }
    return null;
  }
}
