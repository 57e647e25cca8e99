package io.crossauth.servlet;

import io.crossauth.servlet.internal.Arrival;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.servlet.internal.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * A request on its way through the filter, and its answer.
 *
 * @param path within the application, without its context path
 */
record Visit(
    HttpServletRequest request,
    HttpServletResponse response,
    LocalPath path,
    Arrival arrival,
    Cookies cookies) {

  /** The query with its question mark, as it came; empty without one. */
  String query() {
    String query = request.getQueryString();
    return query == null ? "" : "?" + query;
  }

  boolean is(String method) {
    return request.getMethod().equals(method);
  }

  void set(List<String> cookieFields) {
    cookieFields.forEach(field -> response.addHeader("Set-Cookie", field));
  }
}
