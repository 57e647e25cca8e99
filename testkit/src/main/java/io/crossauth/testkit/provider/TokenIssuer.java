package io.crossauth.testkit.provider;

import io.crossauth.testkit.mint.JweDraft;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the tokens of a grant and the answer that carries them (RFC 6749 section 5.1). */
final class TokenIssuer {

  private static final int REFRESH_LIFE_SECONDS = 1800;

  private final Realm realm;
  private final Binding binding;

  /** Whose tokens are bound to something, or to nothing. */
  TokenIssuer(Realm realm, Binding binding) {
    this.realm = realm;
    this.binding = binding;
  }

  /** Tokens with a refresh token. */
  Map<String, Object> issue(Grant grant, Set<String> scope) {
    return issue(grant, scope, scope);
  }

  /**
   * Tokens with a refresh token that allows more.
   *
   * @param ofRefresh the scope of the refresh token
   */
  Map<String, Object> issue(Grant grant, Set<String> scope, Set<String> ofRefresh) {
    Map<String, Object> answer = issueWithoutRefresh(grant, scope);
    String refreshToken = Settings.random();
    // A refresh token stands for the whole grant, and no ID token after the first has a nonce.
    realm
        .vault()
        .keep(
            refreshToken,
            new Vault.Refresh(
                grant
                    .heldBy(holderOfRefreshToken(grant.client()))
                    .with(Optional.empty(), grant.resources()),
                ofRefresh));
    realm.vault().bind(refreshToken, binding);
    answer.put("refresh_expires_in", REFRESH_LIFE_SECONDS);
    answer.put("refresh_token", refreshToken);
    return answer;
  }

  /** Tokens without a refresh token, as for a client's own grant. */
  Map<String, Object> issueWithoutRefresh(Grant grant, Set<String> scope) {
    String accessToken = accessToken(grant, scope);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", accessToken);
    answer.put("expires_in", grant.client().accessTokenLife().toSeconds());
    answer.put("token_type", grant.client().jkt().isPresent() ? "DPoP" : "Bearer");
    answer.put("not-before-policy", 0);
    answer.put("session_state", grant.session().id());
    answer.put("scope", String.join(" ", scope));
    if (!grant.details().isEmpty()) {
      answer.put("authorization_details", grant.details());
    }
    if (scope.contains("openid") && grant.user().isPresent()) {
      answer.put("id_token", idToken(grant, grant.user().get(), accessToken));
    }
    return answer;
  }

  /** RFC 9449 section 5: the key of a confidential client is none of its refresh token's. */
  private static Client holderOfRefreshToken(Client client) {
    return client.proof() == Client.Proof.NONE ? client : client.holding(Optional.empty());
  }

  private String accessToken(Grant grant, Set<String> scope) {
    return accessToken(grant, scope, Instant.MAX, Map.of());
  }

  /**
   * An access token that comes of another.
   *
   * @param latest when it ends at the latest
   * @param more what else it says
   */
  String accessToken(Grant grant, Set<String> scope, Instant latest, Map<String, Object> more) {
    Instant now = realm.now();
    Instant usual = now.plus(grant.client().accessTokenLife());
    Instant expiry = latest.isBefore(usual) ? latest : usual;
    TokenDraft draft =
        mint(grant)
            .accessToken()
            .claim("aud", audience(grant))
            .claim("exp", expiry)
            .claim("scope", String.join(" ", scope))
            .claim("sid", grant.session().id())
            .claim(
                "realm_access", Map.of("roles", grant.user().map(User::roles).orElse(List.of())));
    if (!grant.details().isEmpty()) {
      draft = draft.claim("authorization_details", grant.details());
    }
    Map<String, Object> confirmation = binding.confirmation(grant.client().jkt());
    if (!confirmation.isEmpty()) {
      draft = draft.claim("cnf", confirmation);
    }
    draft = realm.settings().rfc9068() ? draft : keycloakLike(draft, grant);
    if (grant.user().isPresent()) {
      draft = profile(draft, grant.user().get()).claim("auth_time", grant.session().authTime());
    }
    for (Map.Entry<String, Object> claim : more.entrySet()) {
      draft = draft.claim(claim.getKey(), claim.getValue());
    }
    String token = realm.faults().sealAccessToken(draft);
    realm.vault().keep(token, new Vault.Access(grant, scope, now, expiry));
    realm.vault().bind(token, binding);
    return token;
  }

  String idToken(Grant grant, User user, String accessToken) {
    TokenMint mint = mint(grant);
    TokenDraft draft =
        profile(mint.idToken(), user)
            .claim("typ", "ID")
            .claim("auth_time", grant.session().authTime())
            .claim("sid", grant.session().id())
            .claim("acr", "1")
            .claim("at_hash", TokenMint.halfHash(accessToken, mint.key().algorithm()));
    if (grant.nonce().isPresent()) {
      draft = draft.claim("nonce", grant.nonce().get());
    }
    return sealed(realm.faults().sealIdToken(draft), grant.client().id());
  }

  /** Signed, then encrypted (OpenID Connect Core section 10.2). */
  private String sealed(String idToken, String clientId) {
    if (!realm.settings().encryptedIdTokens().contains(clientId)) {
      return idToken;
    }
    TestKey recipient =
        realm
            .clientKeys()
            .encryption(clientId)
            .orElseThrow(() -> ProtocolError.invalidClient("no key to encrypt for"));
    return JweDraft.of(idToken, recipient)
        .header("cty", "JWT")
        .algorithm(recipient.algorithm())
        .compact();
  }

  private TokenMint mint(Grant grant) {
    TestKey key = realm.keys().signing(grant.client().tokenAlgorithm());
    return TokenMint.issuedBy(realm.settings().issuer().toString())
        .withClock(realm.settings().clock())
        .withKey(key)
        .withClientId(grant.client().id())
        .withSubject(User.subject(grant.session().user()));
  }

  /** Keycloak says the kind in the claim {@code typ}, and names a client's own tokens. */
  private static TokenDraft keycloakLike(TokenDraft draft, Grant grant) {
    TokenDraft like =
        draft.header("typ", "JWT").claim("typ", "Bearer").claim("azp", grant.client().id());
    return grant.user().isPresent() ? like.without("client_id") : like;
  }

  private static TokenDraft profile(TokenDraft draft, User user) {
    return draft
        .claim("preferred_username", user.name())
        .claim("email", user.email())
        .claim("email_verified", true);
  }

  private static Object audience(Grant grant) {
    List<String> resources = grant.resources();
    if (resources.isEmpty()) {
      return grant.client().audience();
    }
    return resources.size() == 1 ? resources.get(0) : resources;
  }
}
