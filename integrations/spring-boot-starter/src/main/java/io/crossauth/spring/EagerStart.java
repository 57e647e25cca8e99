package io.crossauth.spring;

import io.crossauth.client.OAuthClient;
import io.crossauth.error.CrossauthException;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Asks each provider for its metadata before the application is ready. */
final class EagerStart implements SmartInitializingSingleton {

  private final OAuthClients clients;

  EagerStart(OAuthClients clients) {
    this.clients = clients;
  }

  @Override
  public void afterSingletonsInstantiated() {
    for (String id : clients.ids()) {
      OAuthClient client = clients.get(id);
      try {
        client.loadConfig();
      } catch (CrossauthException e) {
        throw Property.wrong(
            ClientFactory.name(id, "issuer"),
            "expected its metadata, found a failure: " + e.getMessage(),
            "see that the provider runs, or leave crossauth.eager out to start without it");
      }
    }
  }
}
