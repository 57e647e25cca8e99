package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import java.util.Optional;

/** The access token of a request (RFC 6750 section 2). */
final class Bearer {

  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  /** What the token in the header, or else in the form, was handed out for. */
  static Vault.Access require(RecordedRequest request, Realm realm) {
    return header(request)
        .or(() -> form(request))
        .filter(token -> realm.vault().binding(token).isHeldBy(request))
        .flatMap(token -> realm.vault().access(token))
        .filter(access -> access.expiry().isAfter(realm.now()))
        .orElseThrow(() -> ProtocolError.bearer(401, "invalid_token", "Token verification failed"));
  }

  private static Optional<String> header(RecordedRequest request) {
    return request
        .header("Authorization")
        .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(text -> text.substring(SCHEME.length()));
  }

  private static Optional<String> form(RecordedRequest request) {
    boolean form =
        request.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
    return form ? request.formParameter("access_token") : Optional.empty();
  }
}
