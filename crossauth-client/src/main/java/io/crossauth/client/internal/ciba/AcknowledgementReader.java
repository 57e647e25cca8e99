package io.crossauth.client.internal.ciba;

import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.internal.polling.Seconds;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an authentication request acknowledgement.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#successful_authentication_request_acknowdlegment">
 *     CIBA Core 1.0 section 7.3</a>
 */
final class AcknowledgementReader {

  private static final String ANSWER = "authentication request acknowledgement";

  private AcknowledgementReader() {}

  static CibaAcknowledgement read(Map<String, @Nullable Object> members, CibaRequest request) {
    Duration expiresIn =
        Seconds.find(ANSWER, members, "expires_in")
            .orElseThrow(() -> missing("expires_in", "seconds"));
    if (expiresIn.isZero()) {
      throw invalid("wrong_type", "expires_in", "seconds, from 1", "0");
    }
    return new CibaAcknowledgement(
        authReqId(members.get("auth_req_id")),
        expiresIn,
        Seconds.find(ANSWER, members, "interval")
            .map(i -> i.isZero() ? Duration.ofSeconds(1) : i)
            .orElse(CibaAcknowledgement.DEFAULT_INTERVAL),
        request.scopes(),
        request.acrValues(),
        request.subject());
  }

  private static Secret authReqId(@Nullable Object value) {
    if (value == null || value.equals("")) {
      throw missing("auth_req_id", "a string");
    }
    if (value instanceof String text) {
      return Secret.of(text);
    }
    throw invalid("wrong_type", "auth_req_id", "a string", Json.kind(value));
  }

  private static InvalidResponseException missing(String member, String expected) {
    return invalid("missing_member", member, expected, "none");
  }

  private static InvalidResponseException invalid(
      String rule, String member, String expected, String found) {
    return new InvalidResponseException(
        rule, ANSWER + ", " + member + ": expected " + expected + ", found " + found);
  }
}
