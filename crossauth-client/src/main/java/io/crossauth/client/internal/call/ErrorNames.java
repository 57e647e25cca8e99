package io.crossauth.client.internal.call;

import java.util.Set;

/**
 * The errors that specifications name. They are told as they are, even to a user whose password is
 * {@code grant}.
 */
final class ErrorNames {

  private static final Set<String> KNOWN =
      Set.of(
          // RFC 6749 sections 4.1.2.1 and 5.2
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "unsupported_response_type",
          "invalid_scope",
          "access_denied",
          "server_error",
          "temporarily_unavailable",
          // RFC 6750 section 3.1
          "invalid_token",
          "insufficient_scope",
          // RFC 8628 section 3.5
          "authorization_pending",
          "slow_down",
          "expired_token",
          // RFC 8707 section 2, RFC 9449 section 12.2
          "invalid_target",
          "invalid_dpop_proof",
          "use_dpop_nonce",
          // OpenID Connect Core 1.0 section 3.1.2.6
          "interaction_required",
          "login_required",
          "account_selection_required",
          "consent_required",
          // RFC 9101 section 7.1.1, OpenID Connect Core 1.0 section 3.1.2.6
          "invalid_request_object",
          "invalid_request_uri",
          "request_not_supported",
          "request_uri_not_supported",
          // RFC 9396 section 5
          "invalid_authorization_details",
          // CIBA Core 1.0 sections 11 and 13
          "unknown_user_id",
          "expired_login_hint_token",
          "missing_user_code",
          "invalid_user_code",
          "invalid_binding_message",
          // Auth0
          "mfa_required");

  private ErrorNames() {}

  static boolean isKnown(String error) {
    return KNOWN.contains(error);
  }
}
