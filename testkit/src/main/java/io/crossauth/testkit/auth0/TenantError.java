package io.crossauth.testkit.auth0;

import io.crossauth.testkit.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that ends a request: an OAuth error as the tenant writes it. */
final class TenantError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  private TenantError(Reply reply) {
    super(null, null, false, false);
    this.reply = reply;
  }

  static TenantError of(int status, String error, String description) {
    return with(status, error, description, Map.of());
  }

  static TenantError with(int status, String error, String description, Map<String, String> more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    body.putAll(more);
    return new TenantError(Reply.json(body).status(status));
  }

  Reply reply() {
    return reply;
  }
}
