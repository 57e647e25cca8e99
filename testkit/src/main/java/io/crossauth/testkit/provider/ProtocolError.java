package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is answered by an OAuth error (RFC 6749 section 5.2). */
final class ProtocolError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String challenge;

  private ProtocolError(int status, String error, String description, String challenge) {
    super(description);
    this.status = status;
    this.error = error;
    this.challenge = challenge;
  }

  static ProtocolError of(String error, String description) {
    return of(400, error, description);
  }

  static ProtocolError of(int status, String error, String description) {
    return new ProtocolError(status, error, description, "");
  }

  static ProtocolError invalidRequest(String description) {
    return of("invalid_request", description);
  }

  static ProtocolError invalidGrant(String description) {
    return of("invalid_grant", description);
  }

  /** RFC 6749 section 5.2: 401 with the scheme that the client tried. */
  static ProtocolError invalidClient(String description) {
    return new ProtocolError(401, "invalid_client", description, "Basic realm=\"crossauth\"");
  }

  /** RFC 6750 section 3.1. */
  static ProtocolError bearer(int status, String error, String description) {
    String challenge = "Bearer realm=\"crossauth\", error=\"%s\", error_description=\"%s\"";
    return new ProtocolError(status, error, description, challenge.formatted(error, description));
  }

  /** RFC 9449 section 7.1. */
  static ProtocolError dpop(String error, String description) {
    String challenge = "DPoP algs=\"%s\", error=\"%s\", error_description=\"%s\"";
    String algorithms = String.join(" ", ProofDesk.ALGORITHMS);
    return new ProtocolError(
        401, error, description, challenge.formatted(algorithms, error, description));
  }

  String error() {
    return error;
  }

  String description() {
    return String.valueOf(getMessage());
  }

  Reply reply() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("error", error);
    json.put("error_description", description());
    Reply reply = Reply.json(json).status(status).header("Cache-Control", "no-store");
    return challenge.isEmpty() ? reply : reply.header("WWW-Authenticate", challenge);
  }
}
