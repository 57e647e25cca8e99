package io.crossauth.benchmarks.peers;

import io.crossauth.testkit.mint.TokenDraft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The claims of an access token as Keycloak makes them: 1,156 bytes of JSON. */
final class KeycloakClaims {

  static final int LENGTH = 1156;

  private KeycloakClaims() {}

  static TokenDraft put(TokenDraft draft) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TokenDraft whole =
        draft
            .claim("exp", now.plus(1, ChronoUnit.DAYS))
            .claim("iat", now.minusSeconds(5))
            .claim("auth_time", now.minusSeconds(60))
            .claim("jti", "onrtac:00000000-77e2-4e6b-8a43-5f0c0a5a9e21")
            .claim("iss", Scene.ISSUER)
            .claim("aud", List.of(Scene.AUDIENCE, "account"))
            .claim("sub", Scene.SUBJECT)
            .claim("typ", "Bearer")
            .claim("azp", "web-shop")
            .claim("sid", "c6b0f2b4-1a0c-4e0e-b6f1-90b6b4b0a6de")
            .claim("acr", "1")
            .claim("allowed-origins", List.of("https://shop.example.com", "https://m.example.com"))
            .claim("realm_access", roles("default-roles-shop", "offline_access", "customer"))
            .claim("resource_access", Map.of("account", roles("manage-account", "view-profile")))
            .claim("scope", "openid profile email orders:read orders:write")
            .claim("email_verified", true)
            .claim("name", "Alice Liddell")
            .claim("groups", List.of("/customers/gold", "/newsletter/weekly"))
            .claim("preferred_username", "alice")
            .claim("given_name", "Alice")
            .claim("family_name", "Liddell")
            .claim("locale", "en-GB")
            .claim("email", "alice.liddell@example.com")
            .claim("address", "");
    return whole.claim("address", "x".repeat(LENGTH - length(whole)));
  }

  private static Map<String, List<String>> roles(String... names) {
    return Map.of("roles", List.of(names));
  }

  static int length(TokenDraft draft) {
    return Base64.getUrlDecoder()
        .decode(draft.withSignature(new byte[1]).compact().split("\\.", -1)[1])
        .length;
  }
}
