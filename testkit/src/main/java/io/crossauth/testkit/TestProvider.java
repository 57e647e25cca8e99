package io.crossauth.testkit;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A running provider to test against: a real Keycloak, or the one in this process.
 *
 * <p>Both hold the clients of {@link TestClients} and the users of {@link TestUsers}, so the same
 * test runs against either. Implementations are safe for use by many threads.
 */
public interface TestProvider extends AutoCloseable {

  /**
   * {@return the issuer, as the provider's tokens say it; discovery (OpenID Connect Discovery 1.0
   * section 4) is found below it}
   */
  URI issuer();

  /**
   * Tells the issuer for clients that show a certificate (RFC 8705): one of the authority {@link
   * io.crossauth.testkit.tls.TestCertificates#shared()}, of which the provider's own is, too.
   *
   * @return the issuer, as tokens got by such clients say it, which may be another than {@link
   *     #issuer()}; empty, as by default, where the provider takes no certificates
   */
  default Optional<URI> mutualTlsIssuer() {
    return Optional.empty();
  }

  /**
   * The private key of a client that authenticates by {@code private_key_jwt}.
   *
   * @param clientId one of {@link TestClients#KEY_CLIENTS} or {@link TestClients#FAPI2_KEY_CLIENTS}
   * @return the key as a JWK in JSON, with its private members
   * @throws IllegalArgumentException if the client has no key
   */
  String privateJwk(String clientId);

  /**
   * What the provider itself says has happened since it started.
   *
   * @return how often each event happened, by the provider's name for it ({@code LOGIN}, {@code
   *     CODE_TO_TOKEN}, {@code REFRESH_TOKEN}, {@code CLIENT_LOGIN}, {@code
   *     OAUTH2_DEVICE_CODE_TO_TOKEN}, {@code USER_INFO_REQUEST}, …)
   */
  Map<String, Long> eventCounts();

  /**
   * Gives a token that lets clients register themselves (RFC 7591 section 3). A real server makes a
   * new one at each call.
   *
   * @return the token; empty, as by default, where anybody may register
   */
  default Optional<String> initialAccessToken() {
    return Optional.empty();
  }

  /**
   * Tells why the provider cannot send requests to a listener on 127.0.0.1 of this machine, as a
   * back-channel logout (OpenID Connect Back-Channel Logout 1.0 section 2.5) does.
   *
   * @return the reason, in a few words for a person; empty, as by default, where it can
   */
  default Optional<String> callbackObstacle() {
    return Optional.empty();
  }

  /**
   * The devices on which users answer what they are asked by CIBA.
   *
   * @return the devices; empty, as by default, where the provider asks none of ours
   */
  default Optional<CibaDevices> cibaDevices() {
    return Optional.empty();
  }

  /** Stops the provider, if this object started it; never throws. */
  @Override
  void close();
}
