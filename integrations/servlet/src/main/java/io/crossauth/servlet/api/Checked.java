package io.crossauth.servlet.api;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a filter has found out about a request of a client, kept in it for what the program
 * dispatches it to.
 *
 * @param filter whose finding it is: another filter's proves nothing to this one
 * @param method the client's method, which an error page sees no more
 * @param target the client's path as it was sent, which a forward hides
 * @param rule the rule that the request has passed by
 * @param principal whose request it is; null if the rule is open
 */
record Checked(
    ResourceServerFilter filter,
    String method,
    String target,
    Rule rule,
    @Nullable TokenPrincipal principal) {

  private static final String ATTRIBUTE = Checked.class.getName();

  /** What this filter has found out; null if it has not seen the request of the client. */
  static @Nullable Checked by(ResourceServerFilter filter, ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Checked checked && checked.filter == filter
        ? checked
        : null;
  }

  /**
   * Keeps what was found out now, beside what is known of the client's request.
   *
   * @param before what was found out before; null if the request comes from the client
   */
  static void keep(
      ResourceServerFilter filter,
      @Nullable Checked before,
      HttpServletRequest request,
      Rule rule,
      @Nullable TokenPrincipal principal) {
    String method = before == null ? request.getMethod() : before.method;
    String target = before == null ? request.getRequestURI() : before.target;
    request.setAttribute(ATTRIBUTE, new Checked(filter, method, target, rule, principal));
  }
}
