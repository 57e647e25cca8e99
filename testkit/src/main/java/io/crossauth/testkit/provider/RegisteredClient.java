package io.crossauth.testkit.provider;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client of your own, as you would register it at a provider: its id, how it authenticates, its
 * redirect URIs and the grants that it may use. Give it to {@link ProviderBuilder#client}.
 *
 * <pre>{@code
 * RegisteredClient shop =
 *     RegisteredClient.confidential("shop", "shop-secret")
 *         .redirectUris("http://127.0.0.1/login/callback");
 * InProcessProvider provider = InProcessProvider.builder().client(shop).start();
 * }</pre>
 *
 * <p>It may log users in by an authorization code with PKCE, and refresh, until {@link #grantTypes}
 * says otherwise. Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-2">RFC 7591 section 2</a>
 */
public final class RegisteredClient {

  private final String id;
  private final Client.Proof proof;
  private final Optional<String> secret;
  private final Optional<TestKey> key;
  private final RedirectUris redirects;
  private final RedirectUris afterLogout;
  private final Set<String> grants;
  private final String audience;
  private final Duration life;

  private RegisteredClient(
      String id,
      Client.Proof proof,
      Optional<String> secret,
      Optional<TestKey> key,
      RedirectUris redirects,
      RedirectUris afterLogout,
      Set<String> grants,
      String audience,
      Duration life) {
    this.id = id;
    this.proof = proof;
    this.secret = secret;
    this.key = key;
    this.redirects = redirects;
    this.afterLogout = afterLogout;
    this.grants = grants;
    this.audience = audience;
    this.life = life;
  }

  /**
   * A client that authenticates by a secret: {@code client_secret_basic} or {@code
   * client_secret_post}.
   *
   * @param id its {@code client_id}
   * @param secret its secret
   * @return the client
   */
  public static RegisteredClient confidential(String id, String secret) {
    return of(id, Client.Proof.SECRET, Optional.of(secret), Optional.empty());
  }

  /**
   * A client that authenticates by a key of its own: {@code private_key_jwt}.
   *
   * @param id its {@code client_id}
   * @param key its key; assertions must be signed by {@link TestKey#algorithm}
   * @return the client
   */
  public static RegisteredClient withKey(String id, TestKey key) {
    return of(id, Client.Proof.KEY_JWT, Optional.empty(), Optional.of(key));
  }

  /**
   * A client that does not authenticate, such as a program on a desk.
   *
   * @param id its {@code client_id}
   * @return the client
   */
  public static RegisteredClient publicClient(String id) {
    return of(id, Client.Proof.NONE, Optional.empty(), Optional.empty());
  }

  private static RegisteredClient of(
      String id, Client.Proof proof, Optional<String> secret, Optional<TestKey> key) {
    return new RegisteredClient(
        id,
        proof,
        secret,
        key,
        RedirectUris.of(),
        RedirectUris.of(),
        Set.of(GrantType.AUTHORIZATION_CODE),
        TestClients.AUDIENCE,
        Duration.ofMinutes(5));
  }

  /**
   * Sets the redirect URIs. A request must name one of them character for character (OpenID Connect
   * Core 1.0 section 3.1.2.1); only the port of {@code http://127.0.0.1} and {@code http://[::1]}
   * may be any (RFC 8252 section 7.3). By default there is none, and every request is refused.
   *
   * @param uris the URIs, in place of those before
   * @return a client with them
   * @throws IllegalArgumentException if one is not absolute, or has a fragment
   */
  public RegisteredClient redirectUris(String... uris) {
    RedirectUris given = RedirectUris.of(uris);
    return new RegisteredClient(id, proof, secret, key, given, afterLogout, grants, audience, life);
  }

  /**
   * Sets where a browser may go after a logout, compared as {@link #redirectUris} are; by default
   * nowhere.
   *
   * @param uris the URIs, in place of those before
   * @return a client with them
   * @throws IllegalArgumentException if one is not absolute, or has a fragment
   * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html">OpenID Connect
   *     RP-Initiated Logout 1.0 section 3.1</a>
   */
  public RegisteredClient postLogoutRedirectUris(String... uris) {
    RedirectUris given = RedirectUris.of(uris);
    return new RegisteredClient(id, proof, secret, key, redirects, given, grants, audience, life);
  }

  /**
   * Sets the grants that it may use; by default {@code authorization_code} alone. A refresh token
   * may always be used by the client that it was given to.
   *
   * @param types values of {@code grant_type}, such as {@code client_credentials}, {@code password}
   *     or {@code urn:ietf:params:oauth:grant-type:device_code}; in place of those before
   * @return a client with them
   * @throws IllegalArgumentException if the provider knows no such grant
   */
  public RegisteredClient grantTypes(String... types) {
    for (String type : types) {
      if (!GrantType.ALL.contains(type)) {
        throw new IllegalArgumentException(
            "grantTypes: expected some of " + GrantType.ALL + ", found " + type);
      }
    }
    Set<String> given = Set.copyOf(List.of(types));
    return new RegisteredClient(
        id, proof, secret, key, redirects, afterLogout, given, audience, life);
  }

  /**
   * Sets the {@code aud} of its access tokens, {@link TestClients#AUDIENCE} by default.
   *
   * @param name the API that they are for
   * @return a client with it
   */
  public RegisteredClient audience(String name) {
    return new RegisteredClient(id, proof, secret, key, redirects, afterLogout, grants, name, life);
  }

  /**
   * Sets how long its access tokens live, five minutes by default.
   *
   * @param duration the life, in whole seconds
   * @return a client with it
   */
  public RegisteredClient accessTokenLifetime(Duration duration) {
    return new RegisteredClient(
        id, proof, secret, key, redirects, afterLogout, grants, audience, duration);
  }

  /** {@return its {@code client_id}} */
  public String id() {
    return id;
  }

  Optional<String> secret() {
    return secret;
  }

  Optional<TestKey> key() {
    return key;
  }

  RedirectUris redirects() {
    return redirects;
  }

  RedirectUris afterLogout() {
    return afterLogout;
  }

  String audience() {
    return audience;
  }

  Duration accessTokenLifetime() {
    return life;
  }

  Client client() {
    return new Client(id, proof, grants, Optional.empty(), Optional.of(this));
  }

  @Override
  public String toString() {
    return "RegisteredClient[" + id + "]";
  }
}
