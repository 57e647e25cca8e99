package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The clients that are open, to close them together. */
final class OpenClients {

  private final Queue<OAuthClient> open = new ConcurrentLinkedQueue<>();

  OAuthClient keep(OAuthClient client) {
    open.add(client);
    return client;
  }

  void close() {
    open.forEach(OAuthClient::close);
  }
}
