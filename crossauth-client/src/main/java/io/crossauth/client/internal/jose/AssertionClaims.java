package io.crossauth.client.internal.jose;

import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import io.crossauth.internal.json.Json;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** The claims of a client's assertion (RFC 7523 section 3). */
public final class AssertionClaims {

  private static final long LIFETIME_SECONDS = 60;

  private AssertionClaims() {}

  /** The claims as JSON; the audience is one string, never a list. */
  public static String json(String clientId, String audience, String jti, Instant now) {
    JWTAuthenticationClaimsSet claims =
        new JWTAuthenticationClaimsSet(
            new ClientID(clientId),
            new Audience(audience).toSingleAudienceList(),
            Date.from(now.plusSeconds(LIFETIME_SECONDS)),
            null,
            Date.from(now),
            new JWTID(jti));
    Map<String, Object> members = new LinkedHashMap<>(claims.toJSONObject());
    members.put("aud", audience);
    return Json.write(members);
  }
}
