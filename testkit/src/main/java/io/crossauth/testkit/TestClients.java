package io.crossauth.testkit;

import java.util.List;

/**
 * The clients that every {@link TestProvider} knows. Secrets are for tests only. Constants of the
 * process, safe for use by many threads.
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

  /** Confidential, with tokens that live two seconds. */
  public static final String SHORT = "crossauth-short";

  /** Authenticates by {@code client_secret_jwt} with {@link #LONG_SECRET}. */
  public static final String SECRET_JWT = "crossauth-secret-jwt";

  /**
   * Clients that authenticate by {@code private_key_jwt}, one for each algorithm. They may use CIBA
   * too, polled.
   */
  public static final List<String> KEY_CLIENTS =
      List.of(
          "crossauth-pkjwt-rs256",
          "crossauth-pkjwt-ps256",
          "crossauth-pkjwt-es256",
          "crossauth-pkjwt-eddsa");

  /** Confidential clients whose tokens are signed with the algorithm in the name. */
  public static final List<String> ALGORITHM_CLIENTS =
      List.of("crossauth-es256", "crossauth-ps256", "crossauth-eddsa");

  /** Confidential, password: its access tokens do not name {@link #AUDIENCE}. */
  public static final String NO_AUDIENCE = "crossauth-noaud";

  /** The resource server; never asks for tokens itself. */
  public static final String API = "crossauth-api";

  /** The audience that the access tokens of all clients but {@link #NO_AUDIENCE} carry. */
  public static final String AUDIENCE = "api://crossauth";

  private TestClients() {}
}
