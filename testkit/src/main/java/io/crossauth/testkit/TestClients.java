package io.crossauth.testkit;

import java.util.List;

/**
 * The clients that every {@link TestProvider} knows, each with the grants that it may use; any
 * other grant is {@code unauthorized_client}, and the refusal names the clients that may. Which one
 * for which flow:
 *
 * <ul>
 *   <li>a login in the browser (authorization code): {@link #CONFIDENTIAL}, {@link #PUBLIC}
 *   <li>a service by itself (client credentials): {@link #SERVICE}, {@link #CONFIDENTIAL}
 *   <li>a device: {@link #DEVICE}, {@link #CONFIDENTIAL}
 *   <li>name and password: {@link #PASSWORD}, {@link #CONFIDENTIAL}, {@link #PUBLIC}
 *   <li>a token exchange: {@link #EXCHANGE}, with tokens of {@link #SHOP}
 *   <li>CIBA: {@link #CIBA_POLL}, {@link #CIBA_PING}
 * </ul>
 *
 * <p>Their redirect URI may be any of this machine. A client with an id, a secret and redirect URIs
 * of your own is a {@link io.crossauth.testkit.provider.RegisteredClient}. Secrets are for tests
 * only. Constants of the process, safe for use by many threads.
 */
public final class TestClients {

  /** The secret of every client that has one. */
  public static final String SECRET = "test-secret";

  /** The secret of {@link #SECRET_JWT}: 64 characters, since HMAC keys must be long. */
  public static final String LONG_SECRET =
      "test-secret-that-is-long-enough-for-hmac-sha-256-and-512-ok-0123";

  /** Confidential: code with PKCE, password, client credentials, refresh, device. */
  public static final String CONFIDENTIAL = "crossauth-confidential";

  /** Public: code with PKCE, password, refresh. */
  public static final String PUBLIC = "crossauth-public";

  /** Confidential: client credentials only. */
  public static final String SERVICE = "crossauth-service";

  /** Confidential: password and refresh. */
  public static final String PASSWORD = "crossauth-password";

  /** Public: device code and refresh. */
  public static final String DEVICE = "crossauth-device";

  /** Public: device code that lives three seconds. */
  public static final String DEVICE_SHORT = "crossauth-device-short";

  /** Confidential: CIBA, polled, and refresh. */
  public static final String CIBA_POLL = "crossauth-ciba-poll";

  /** Confidential: CIBA, pinged where {@link CibaDevices#notifyAt} says, and refresh. */
  public static final String CIBA_PING = "crossauth-ciba-ping";

  /**
   * Confidential, with access tokens that live two seconds: code, password, client credentials,
   * refresh.
   */
  public static final String SHORT = "crossauth-short";

  /**
   * Authenticates by {@code client_secret_jwt} with {@link #LONG_SECRET}: code, password, client
   * credentials, refresh.
   */
  public static final String SECRET_JWT = "crossauth-secret-jwt";

  /**
   * Clients that authenticate by {@code private_key_jwt}, one for each algorithm: code, password,
   * client credentials, refresh, and CIBA, polled.
   */
  public static final List<String> KEY_CLIENTS =
      List.of(
          "crossauth-pkjwt-rs256",
          "crossauth-pkjwt-ps256",
          "crossauth-pkjwt-es256",
          "crossauth-pkjwt-eddsa");

  /**
   * Authenticates by {@code tls_client_auth} with a certificate whose subject is {@code CN=} and
   * this id; its tokens are bound to the certificate: code, password, client credentials.
   */
  public static final String TLS = "crossauth-tls";

  /** FAPI 2.0 with DPoP: {@code private_key_jwt} by PS256, code. */
  public static final String FAPI2_DPOP = "crossauth-fapi2-dpop";

  /** FAPI 2.0 message signing with DPoP: as {@link #FAPI2_DPOP}, with signed requests. */
  public static final String FAPI2_SIGNING = "crossauth-fapi2-signing";

  /** FAPI 2.0 with certificate-bound tokens: {@code private_key_jwt} by PS256, code. */
  public static final String FAPI2_MTLS = "crossauth-fapi2-mtls";

  /** FAPI 2.0 with certificate-bound tokens: {@code tls_client_auth} as {@link #TLS}, code. */
  public static final String FAPI2_X509 = "crossauth-fapi2-x509";

  /** The clients of FAPI 2.0 that have a key, which is RSA for PS256. */
  public static final List<String> FAPI2_KEY_CLIENTS =
      List.of(FAPI2_DPOP, FAPI2_SIGNING, FAPI2_MTLS);

  /**
   * Confidential clients whose tokens are signed with the algorithm in the name: code, password,
   * client credentials, refresh.
   */
  public static final List<String> ALGORITHM_CLIENTS =
      List.of("crossauth-es256", "crossauth-ps256", "crossauth-eddsa");

  /**
   * Confidential: password, client credentials. Its access tokens do not name {@link #AUDIENCE}.
   */
  public static final String NO_AUDIENCE = "crossauth-noaud";

  /** Confidential: code with PKCE, client credentials, refresh; no tokens without a DPoP proof. */
  public static final String DPOP = "crossauth-dpop";

  /** Public: code with PKCE, refresh; no tokens without a DPoP proof. */
  public static final String DPOP_PUBLIC = "crossauth-dpop-public";

  /** The resource server; never asks for tokens itself. */
  public static final String API = "crossauth-api";

  /**
   * Confidential: code with PKCE, password, refresh; its access tokens name {@link #EXCHANGE} as an
   * audience too.
   */
  public static final String SHOP = "crossauth-shop";

  /**
   * Confidential: password, token exchange, JWT bearer. Its tokens may go to {@link #ORDERS}, if an
   * exchange asks for that audience.
   */
  public static final String EXCHANGE = "crossauth-exchange";

  /** Another resource server, an audience of exchanged tokens; never asks for tokens itself. */
  public static final String ORDERS = "crossauth-orders";

  /**
   * Who signs assertions that {@link #EXCHANGE} may trade for tokens (RFC 7523), by the key of
   * {@link #ASSERTION_KEY}; their subject is the name of a user.
   */
  public static final String ASSERTION_ISSUER = "https://assertions.crossauth.test";

  /** The one of {@link #KEY_CLIENTS} by whose key assertions are signed. */
  public static final String ASSERTION_KEY = "crossauth-pkjwt-es256";

  /** The audience that the access tokens of all clients but {@link #NO_AUDIENCE} carry. */
  public static final String AUDIENCE = "api://crossauth";

  private TestClients() {}
}
