package io.crossauth.benchmarks.peers;

import io.crossauth.testkit.mint.TokenDraft;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What claims look like out there: by provider, by language, by length. */
public enum ClaimShape {

  /** An access token of Keycloak, in ASCII. */
  KEYCLOAK("Keycloak"),

  /** The same with names beyond ASCII, as long. */
  ACCENTS("accents"),

  /** The same in Russian. */
  CYRILLIC("Cyrillic"),

  /** The same in Japanese, with a name beyond the first plane. */
  CJK("CJK"),

  /** The same with each letter beyond ASCII escaped, as PHP and Python write it. */
  ESCAPES("escapes"),

  /** The same for somebody with fifty roles and fifty groups. */
  FIFTY_ROLES("50 roles and groups"),

  /** An access token of Entra, version 2.0. */
  ENTRA("Entra"),

  /** An access token of Auth0. */
  AUTH0("Auth0"),

  /** An access token of Okta. */
  OKTA("Okta");

  private static final int MANY = 50;

  private final String label;

  ClaimShape(String label) {
    this.label = label;
  }

  /** What the tables call it. */
  public String label() {
    return label;
  }

  /** A good token of this shape. */
  TokenDraft put(TokenDraft draft) {
    return switch (this) {
      case KEYCLOAK -> draft;
      case ACCENTS -> names(draft, "Alic\u00e9", "Lidd\u00e8ll", "/customers/g\u00f4ld");
      case CYRILLIC ->
          names(
              draft,
              "\u0410\u043b\u0438\u0441\u0430",
              "\u041b\u0438\u0434\u0434\u0435\u043b\u043b",
              "/\u0437\u043e\u043b\u043e\u0442\u043e");
      case CJK -> names(draft, "\u611b\u9e97\u7d72", "\ud842\udfb7\u7530", "/\u9867\u5ba2/\u91d1");
      case ESCAPES -> escaped(draft);
      case FIFTY_ROLES -> manyRoles(draft);
      case ENTRA -> entra(bare(draft));
      case AUTH0 -> auth0(bare(draft));
      case OKTA -> okta(bare(draft));
    };
  }

  private static TokenDraft escaped(TokenDraft draft) {
    return draft
        .rawClaim("name", "\"Alic\\u00e9 Lidd\\u00e8ll\"")
        .rawClaim("given_name", "\"Alic\\u00e9\"")
        .rawClaim("family_name", "\"Lidd\\u00e8ll\"")
        .rawClaim("groups", "[\"\\/customers\\/g\\u00f4ld\"]");
  }

  private static TokenDraft manyRoles(TokenDraft draft) {
    return draft
        .claim("realm_access", Map.of("roles", numbered("role-of-the-realm-")))
        .claim("resource_access", Map.of("orders", Map.of("roles", numbered("orders-role-"))))
        .claim("groups", numbered("/customers/branch-"));
  }

  private static TokenDraft names(TokenDraft draft, String given, String family, String group) {
    return draft
        .claim("name", given + " " + family)
        .claim("given_name", given)
        .claim("family_name", family)
        .claim("groups", List.of(group, "/newsletter/weekly"));
  }

  private static List<String> numbered(String prefix) {
    return IntStream.range(0, MANY).mapToObj(i -> prefix + i).toList();
  }

  /** What every token says here, and nothing of Keycloak's. */
  private static TokenDraft bare(TokenDraft draft) {
    TokenDraft bare = draft;
    for (String name : draft.claims().keySet()) {
      if (!List.of("iss", "aud", "sub", "exp", "iat", "jti").contains(name)) {
        bare = bare.without(name);
      }
    }
    return bare;
  }

  private static TokenDraft entra(TokenDraft draft) {
    return draft
        .claim("nbf", Instant.now().minusSeconds(60).getEpochSecond())
        .claim("acct", 0)
        .claim("aio", "AXQAi/8TAAAAm3hWq" + "k".repeat(80))
        .claim("azp", "0d9b0f39-5a1c-4c53-a5f4-1f5d4e1e2b5c")
        .claim("azpacr", "1")
        .claim("groups", List.of("c3a3f1a5-93a8-4a5a-9f1c-0b6a6f0a1d11"))
        .claim("name", "Alice Liddell")
        .claim("oid", "6f4a3d1c-2b5e-4d8f-9a7b-8c6d5e4f3a2b")
        .claim("preferred_username", "alice@example.com")
        .claim("rh", "0.AXEAl" + "q".repeat(60) + ".")
        .claim("roles", List.of("Orders.Read", "Orders.Write"))
        .claim("scp", "Orders.Read.All")
        .claim("tid", "9188040d-6c67-4c5b-b112-36a304b66dad")
        .claim("uti", "bGxvIHdvcmxkIGhlbGxvIQ")
        .claim("ver", "2.0")
        .claim("xms_ftd", "y".repeat(100));
  }

  private static TokenDraft auth0(TokenDraft draft) {
    return draft
        .claim("aud", List.of(Scene.AUDIENCE, "https://shop.eu.auth0.example/userinfo"))
        .claim("azp", "my_client_id_of_32_characters_00")
        .claim("scope", "openid profile email read:orders")
        .claim("permissions", List.of("read:orders", "write:orders"))
        .claim("https://shop.example.com/roles", List.of("customer"));
  }

  private static TokenDraft okta(TokenDraft draft) {
    return draft
        .claim("ver", 1)
        .claim("cid", "0oa1b2c3d4e5f6g7h8i9")
        .claim("uid", "00u1b2c3d4e5f6g7h8i9")
        .claim("scp", List.of("openid", "profile", "orders"))
        .claim("auth_time", Instant.now().minusSeconds(60).getEpochSecond())
        .claim("groups", List.of("Everyone", "Customers"));
  }
}
