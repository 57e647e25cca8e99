package io.crossauth.client.internal.mfa;

import io.crossauth.client.mfa.MfaEnrolment;
import io.crossauth.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the JSON bodies of the second factor's endpoints. */
final class MfaRequests {

  private MfaRequests() {}

  static String enrol(MfaEnrolment.Request request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("authenticator_types", List.of(request.authenticatorType()));
    request.oobChannel().ifPresent(channel -> body.put("oob_channels", List.of(channel)));
    request.phoneNumber().ifPresent(number -> body.put("phone_number", number));
    request.email().ifPresent(email -> body.put("email", email));
    return Json.write(body);
  }
}
