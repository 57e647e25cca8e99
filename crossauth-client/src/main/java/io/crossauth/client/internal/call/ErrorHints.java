package io.crossauth.client.internal.call;

import org.jspecify.annotations.Nullable;

/** What to try when a server says no. */
public final class ErrorHints {

  private ErrorHints() {}

  /** A hint to an error of an endpoint; null if there is none. */
  static @Nullable String of(String what, String error) {
    return switch (error) {
      case "invalid_client" ->
          "check client id and credentials, and how the "
              + what
              + " wants them; a secret with characters such as + or % may need legacyRawBasic, and"
              + " a server that says this of a code_verifier withoutPkce() (no FAPI 2.0 client has"
              + " either)";
      case "unauthorized_client" ->
          "check that the client may use this grant; some servers say this for a wrong secret too";
      case "invalid_grant" ->
          "the code, refresh token, device code, assertion, subject token or password is wrong,"
              + " used up, expired, or another client's";
      case "mfa_required" ->
          "the server wants a second factor: PasswordOutcome.MfaRequired.of(client.mfa(), refusal,"
              + " options) leads through it";
      case "interaction_required", "login_required", "consent_required" ->
          "only a login of the user helps; pass the claims member on, if there is one";
      case "unsupported_grant_type" -> "the server does not offer this grant";
      case "invalid_scope" -> "ask for scopes that the client may have at this server";
      case "invalid_target" ->
          "the server gives this client no token for the resource or audience: compare it, letter"
              + " for letter, with what the server knows the service by; ask for one at a time";
      case "invalid_redirect_uri" -> "the server does not take one of the redirect URIs";
      case "invalid_client_metadata" ->
          "the server does not take a member of the metadata, or lacks one";
      default -> {
        String ofProof = ofProof(error);
        yield ofProof == null ? ofRequest(error) : ofProof;
      }
    };
  }

  /** A hint to an error about a proof of possession; null if there is none. */
  static @Nullable String ofProof(String error) {
    return switch (error) {
      case "invalid_dpop_proof" ->
          "the server refuses the DPoP proof: compare the clocks, and the address that it believes"
              + " to have (a proxy in front of it?) with the one that is called";
      case "use_dpop_nonce" ->
          "the server asks for a DPoP nonce once more, though the proof had the one that it gave;"
              + " or it gave none: look at the server; the request is not sent a third time";
      default -> null;
    };
  }

  /**
   * A hint to an error about an authorization request, at whatever endpoint it shows; null if there
   * is none.
   *
   * @param error the error's name
   */
  public static @Nullable String ofRequest(String error) {
    return switch (error) {
      case "invalid_authorization_details" ->
          "the server does not know a type, or a member of it is missing or wrong; compare with its"
              + " documentation of the type, and with authorization_details_types_supported";
      case "invalid_request_object" ->
          "the server refuses the signed request: compare its key, its algorithm and the client id"
              + " with what is registered, and the clocks";
      case "invalid_request_uri" ->
          "the pushed request is over, or has been used; begin the login again, when the browser is"
              + " about to be sent";
      case "request_not_supported", "request_uri_not_supported" ->
          "the server takes no such request from this client: have the client registered for it, or"
              + " push it; where signed requests are not demanded, leave out signedRequests";
      case "unknown_user_id" ->
          "the server finds no user by the hint, or the user has no device to be asked on";
      case "expired_login_hint_token" -> "get a new login_hint_token, and ask again";
      case "missing_user_code", "invalid_user_code" ->
          "ask the user for the code that the server knows, and begin again with withUserCode";
      case "invalid_binding_message" ->
          "the server does not take this binding message: make it short, of plain letters and"
              + " digits, and begin again";
      default -> null;
    };
  }
}
