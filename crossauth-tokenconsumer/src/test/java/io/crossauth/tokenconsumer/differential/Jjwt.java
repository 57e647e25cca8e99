package io.crossauth.tokenconsumer.differential;

import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import java.security.Key;
import java.util.Date;
import java.util.Map;

/** jjwt, with our issuer, audience and clock; it asks for no claim that it was not told of. */
final class Jjwt implements Peer {

  private final JwtParser parser;

  Jjwt(Setting setting) {
    Map<String, Key> keys = setting.keysByName();
    parser =
        Jwts.parser()
            .keyLocator(
                header ->
                    header instanceof ProtectedHeader named ? keys.get(named.getKeyId()) : null)
            .requireIssuer(Setting.ISSUER)
            .requireAudience(Setting.AUDIENCE)
            .clockSkewSeconds(30)
            .clock(() -> Date.from(setting.now()))
            .build();
  }

  @Override
  public String name() {
    return "jjwt";
  }

  @Override
  public void check(String token) {
    parser.parseSignedClaims(token);
  }
}
