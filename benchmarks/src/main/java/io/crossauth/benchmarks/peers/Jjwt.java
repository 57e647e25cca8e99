package io.crossauth.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import java.security.Key;
import java.util.HashMap;
import java.util.Map;

/** jjwt. */
record Jjwt() implements Contestant {

  @Override
  public String name() {
    return "jjwt";
  }

  @Override
  public boolean can(Algorithm algorithm) {
    return true;
  }

  @Override
  public Verifier prepare(Scene scene) {
    JwtParserBuilder builder =
        Jwts.parser().requireIssuer(Scene.ISSUER).requireAudience(Scene.AUDIENCE);
    if (scene.algorithm().secret()) {
      builder.verifyWith(Keys.hmacShaKeyFor(Scene.SECRET.getBytes(UTF_8)));
    } else {
      Map<String, Key> keys = new HashMap<>();
      for (Jwk<?> key : Jwks.setParser().build().parse(scene.jwks()).getKeys()) {
        keys.put(key.getId(), key.toKey());
      }
      builder.keyLocator(
          header -> header instanceof JwsHeader jws ? keys.get(jws.getKeyId()) : null);
    }
    JwtParser parser = builder.build();
    return token -> parser.parseSignedClaims(token).getPayload().getSubject();
  }
}
