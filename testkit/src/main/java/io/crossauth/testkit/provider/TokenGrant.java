package io.crossauth.testkit.provider;

import java.util.Map;

/** What the token endpoint does for one {@code grant_type}. */
interface TokenGrant {

  /** Keycloak's name for the event that this grant succeeded. */
  String event();

  /**
   * Trades what was sent for tokens.
   *
   * @return the answer's JSON
   * @throws ProtocolError if the client gets none
   */
  Map<String, Object> trade(Client client, Parameters parameters);
}
