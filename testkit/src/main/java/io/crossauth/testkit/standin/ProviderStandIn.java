package io.crossauth.testkit.standin;

import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A well-known provider without a network: answers requests to its real addresses as it does. Put
 * it behind the HTTP transport of a client. The client's id is {@code web}, the user is {@code
 * alice}. Safe for use by many threads.
 */
public final class ProviderStandIn {

  private static final String CLIENT_ID = "web";

  private final KnownProvider provider;
  private final Likeness likeness;
  private final TokenMint mint;
  private final Map<String, String> nonces = new ConcurrentHashMap<>();
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean over;

  private ProviderStandIn(KnownProvider provider, Clock clock) {
    this.provider = provider;
    this.likeness = provider.likeness();
    this.mint =
        TokenMint.issuedBy(likeness.issuer())
            .withClock(clock)
            .withClientId(CLIENT_ID)
            .withSubject("alice");
  }

  /**
   * Makes a stand-in.
   *
   * @param provider the provider
   * @param clock dates its tokens
   * @return the stand-in
   */
  public static ProviderStandIn of(KnownProvider provider, Clock clock) {
    return new ProviderStandIn(provider, clock);
  }

  /**
   * Logs the user in, as a browser that follows the provider's pages does.
   *
   * @param request the address of the authorization request
   * @return where the browser comes back to, with a code
   * @throws IllegalStateException if the request does not go to this provider
   */
  public URI login(URI request) {
    if (!request.toString().startsWith(likeness.authorize() + "?")) {
      throw new IllegalStateException("not the authorization endpoint of " + provider);
    }
    Map<String, String> parameters = flat(request.getRawQuery());
    requests.add(parameters);
    String code = "code-" + count.incrementAndGet() + "-0123456789abcdef";
    nonces.put(code, parameters.getOrDefault("nonce", ""));
    Map<String, String> callback = new LinkedHashMap<>();
    callback.put("code", code);
    callback.put("state", parameters.getOrDefault("state", ""));
    return URI.create(parameters.get("redirect_uri") + "?" + Form.format(callback));
  }

  /** From now on refresh tokens and codes are refused, in the provider's own words. */
  public void endSessions() {
    over = true;
  }

  /**
   * The parameters of the requests so far: authorization requests and token requests.
   *
   * @return in the order in which they came
   */
  public List<Map<String, String>> requests() {
    return List.copyOf(requests);
  }

  /**
   * An access token for an API, as this provider makes them.
   *
   * @param audience the API, as {@code aud} names it where there is one
   * @return the token in its compact form
   */
  public String apiToken(String audience) {
    return likeness.accessToken().apply(mint.withAudience(audience).accessToken()).compact();
  }

  /**
   * An ID token that this provider has given to its client, as an attacker may have seen it.
   *
   * @return the token in its compact form
   */
  public String idToken() {
    return provider.idToken(mint.idToken().claim("nonce", "nonce-of-a-login")).compact();
  }

  /**
   * Answers a request.
   *
   * @param uri where it goes
   * @param body its body; empty for none
   * @return the answer; 404 at an address that this provider does not have
   */
  public Reply answer(URI uri, String body) {
    String address = uri.toString().replaceFirst("\\?.*", "");
    if (address.equals(likeness.discovery())) {
      return Reply.json(metadata());
    }
    if (address.equals(likeness.jwks())) {
      return Reply.json(keys());
    }
    if (address.equals(likeness.userinfo())) {
      return Reply.json(likeness.user());
    }
    return address.equals(likeness.token()) ? tokens(flat(body)) : Reply.of(404);
  }

  private Map<String, Object> keys() {
    Map<String, Object> key = new LinkedHashMap<>(mint.key().publicJwk());
    if (!likeness.keyIssuer().isEmpty()) {
      key.put("issuer", likeness.keyIssuer());
    }
    return Map.of("keys", List.of(key));
  }

  private Map<String, Object> metadata() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("issuer", likeness.issuer());
    members.put("authorization_endpoint", likeness.authorize());
    members.put("token_endpoint", likeness.token());
    members.put("jwks_uri", likeness.jwks());
    if (!likeness.userinfo().isEmpty()) {
      members.put("userinfo_endpoint", likeness.userinfo());
    }
    members.put("response_types_supported", List.of("code"));
    members.put("subject_types_supported", List.of("public"));
    members.put("id_token_signing_alg_values_supported", List.of("RS256"));
    members.putAll(likeness.metadata());
    return members;
  }

  private Reply tokens(Map<String, String> request) {
    requests.add(request);
    if (provider == KnownProvider.LINKEDIN && request.containsKey("code_verifier")) {
      return Reply.json(Map.of("error", "invalid_client")).status(401);
    }
    if (over) {
      return Reply.json(likeness.refusal().members()).status(likeness.refusal().status());
    }
    Map<String, Object> members = new LinkedHashMap<>();
    int number = count.incrementAndGet();
    members.put("access_token", "at-" + number);
    members.put("token_type", "Bearer");
    members.put("expires_in", 300);
    members.put("refresh_token", "rt-" + number);
    String nonce = nonces.remove(request.getOrDefault("code", ""));
    if (provider.hasIdTokens() && nonce != null) {
      TokenDraft usual = mint.idToken();
      members.put(
          "id_token",
          provider.idToken(nonce.isEmpty() ? usual : usual.claim("nonce", nonce)).compact());
    }
    return Reply.json(likeness.response().apply(members));
  }

  private static Map<String, String> flat(String encoded) {
    Map<String, String> all = new LinkedHashMap<>();
    Form.parse(encoded).forEach((name, values) -> all.put(name, new ArrayList<>(values).get(0)));
    return all;
  }
}
