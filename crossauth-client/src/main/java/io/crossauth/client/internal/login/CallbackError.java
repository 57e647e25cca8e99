package io.crossauth.client.internal.login;

import io.crossauth.client.internal.call.ErrorAnswer;
import io.crossauth.client.internal.call.ErrorHints;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;

/** The error of a callback (RFC 6749 section 4.1.2.1). */
final class CallbackError {

  private CallbackError() {}

  /** What the error is: the server's word, or a complaint if it is not a name by the rules. */
  static CrossauthException of(Form callback) {
    String error = callback.first("error").orElse("");
    if (!ErrorAnswer.isName(error)) {
      return new InvalidResponseException(
          "error_member", "authorization callback, error: expected a name of printable ASCII");
    }
    return new OAuthErrorException(
        error,
        callback.first("error_description").orElse(null),
        callback.first("error_uri").map(ErrorAnswer::page).orElse(null),
        0,
        null,
        ErrorHints.ofRequest(error));
  }
}
