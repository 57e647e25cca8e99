package io.crossauth.client.grant;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/**
 * A request to log a user in that the user may or may not have approved yet.
 *
 * @param authReqId the {@code auth_req_id} of the acknowledgement
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#token_request">
 *     CIBA Core 1.0 section 10.1</a>
 */
record CibaGrant(Secret authReqId) implements Grant {

  private static final String CLAIM = "urn:openid:params:jwt:claim:auth_req_id";

  @Override
  public String type() {
    return CIBA;
  }

  @Override
  public Form parameters() {
    return Form.empty().plus("auth_req_id", authReqId);
  }

  /** Section 10.3.1: the claim is for push; where it comes elsewhere, it must be true as well. */
  @Override
  public void check(OAuthTokenResponse response) {
    Object named = response.idPayload().get(CLAIM);
    if (named == null || (named instanceof String id && Secret.of(id).equals(authReqId))) {
      return;
    }
    throw new InvalidResponseException(
        "auth_req_id",
        "token response, ID token, "
            + CLAIM
            + ": expected the auth_req_id of this request, found a different one; the tokens"
            + " belong to another login");
  }
}
