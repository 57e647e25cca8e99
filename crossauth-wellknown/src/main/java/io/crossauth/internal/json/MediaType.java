package io.crossauth.internal.json;

import io.crossauth.http.HttpReply;
import java.util.List;

/**
 * What an answer says that it is. Servers of keys and tokens say many things of their JSON, so that
 * the body decides; only a page for a browser, and a JWT, are not read as JSON whatever they hold.
 */
enum MediaType {
  JSON,
  /** Something else, or nothing. */
  ODD,
  /** For a browser, or a JWT. */
  NO_JSON;

  private static final List<String> PAGES = List.of("text/html", "application/xhtml+xml");
  private static final List<String> JWTS = List.of("application/jwt", "application/jose");

  static MediaType of(HttpReply reply) {
    String type = reply.mediaType().orElse("");
    if (type.equals("application/json") || type.endsWith("+json")) {
      return JSON;
    }
    return PAGES.contains(type) || JWTS.contains(type) || type.endsWith("+jwt") ? NO_JSON : ODD;
  }
}
