package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import java.util.Optional;
import java.util.function.BiFunction;

/** The access token of a request (RFC 6750 section 2, RFC 9449 section 7.1). */
final class Bearer {

  private Bearer() {}

  /** What the token of a request to the provider was handed out for. */
  static Vault.Access require(RecordedRequest request, Realm realm) {
    return require(
        request, realm, (asked, token) -> realm.dpop().jkt(Endpoint.USERINFO, asked, token));
  }

  /**
   * What the token in the header, or else in the form, was handed out for.
   *
   * @param proof gives the key of the request's proof
   */
  static Vault.Access require(
      RecordedRequest request,
      Realm realm,
      BiFunction<RecordedRequest, Optional<String>, Optional<String>> proof) {
    Optional<String> proven = header(request, "DPoP ");
    Vault.Access access =
        proven
            .or(() -> header(request, "Bearer "))
            .or(() -> form(request))
            .flatMap(token -> realm.vault().access(token))
            .filter(known -> known.expiry().isAfter(realm.now()))
            .orElseThrow(
                () ->
                    proven.isPresent()
                        ? ProtocolError.dpop("invalid_token", "Token verification failed")
                        : ProtocolError.bearer(401, "invalid_token", "Token verification failed"));
    Optional<String> bound = access.grant().client().jkt();
    if (bound.isEmpty() && proven.isEmpty()) {
      return access;
    }
    Optional<String> key;
    try {
      key = proven.isEmpty() ? Optional.empty() : proof.apply(request, proven);
    } catch (ProofDesk.Refused e) {
      throw e.atTheResource();
    }
    if (bound.isEmpty() || !bound.equals(key)) {
      throw ProtocolError.dpop("invalid_token", "the token is not bound to the key of the proof");
    }
    return access;
  }

  private static Optional<String> header(RecordedRequest request, String scheme) {
    return request
        .header("Authorization")
        .filter(text -> text.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(text -> text.substring(scheme.length()));
  }

  private static Optional<String> form(RecordedRequest request) {
    boolean form =
        request.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
    return form ? request.formParameter("access_token") : Optional.empty();
  }
}
