package io.crossauth.client.internal.jose;

import io.crossauth.internal.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The claims of a client's assertion (RFC 7523 section 3). */
public final class AssertionClaims {

  private static final long LIFETIME_SECONDS = 60;

  private AssertionClaims() {}

  /**
   * The claims as JSON; the client id is byte for byte the one that is configured, spaces included
   * (RFC 6749 appendix A.1), and the audience is one string, never a list.
   */
  public static String json(String clientId, String audience, String jti, Instant now) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("iss", clientId);
    members.put("sub", clientId);
    members.put("aud", audience);
    members.put("exp", now.plusSeconds(LIFETIME_SECONDS).getEpochSecond());
    members.put("iat", now.getEpochSecond());
    members.put("jti", jti);
    return Json.write(members);
  }
}
