package io.crossauth.testkit;

import java.net.URI;

/**
 * The devices on which users are asked (OpenID Connect CIBA Core 1.0), and the clients that are
 * told when they have answered. Implementations are safe for use by many threads.
 */
public interface CibaDevices {

  /** What a user does when asked. */
  enum Answer {
    /** Says yes. */
    APPROVE,
    /** Says no. */
    DENY,
    /** Lets the device lie there, as every user does at the beginning. */
    WAIT
  }

  /**
   * Sets what a user answers, from now on and to what waits already.
   *
   * @param user one of {@link TestUsers}
   * @param answer what the user does
   */
  void answer(String user, Answer answer);

  /**
   * Sets where a client is pinged: its {@code backchannel_client_notification_endpoint}.
   *
   * @param clientId {@link TestClients#CIBA_PING}
   * @param endpoint an address of a listener, which may be plain http
   */
  void notifyAt(String clientId, URI endpoint);
}
