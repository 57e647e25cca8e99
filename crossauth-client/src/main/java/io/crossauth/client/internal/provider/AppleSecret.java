package io.crossauth.client.internal.provider;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.client.internal.jose.JwtWriter;
import io.crossauth.internal.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Apple's client secret: a JWT of the developer's team about the client, five minutes long. */
public record AppleSecret(String teamId, JwtSigner signer) implements ClientAuthentication {

  private static final long LIFETIME_SECONDS = 300;

  @Override
  public TokenCall apply(TokenCall call) {
    Instant now = call.platform().now();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", teamId);
    claims.put("sub", call.clientId());
    claims.put("aud", KnownProviders.APPLE);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(LIFETIME_SECONDS).getEpochSecond());
    return call.withParameter("client_id", call.clientId())
        .withParameter(
            "client_secret",
            JwtWriter.write(
                "JWT",
                signer.algorithm(),
                signer.keyId().orElse(null),
                Json.write(claims),
                signer::sign));
  }
}
