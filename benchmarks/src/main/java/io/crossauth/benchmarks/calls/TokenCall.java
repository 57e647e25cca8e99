package io.crossauth.benchmarks.calls;

import io.crossauth.client.OAuthClient;
import java.io.IOException;

/** A client and the server that it asks for tokens. */
public final class TokenCall implements AutoCloseable {

  private final Responder responder;
  private final OAuthClient client;

  private TokenCall(Responder responder) {
    this.responder = responder;
    this.client = Clients.of(responder.uri());
  }

  /** Starts both. */
  public static TokenCall open() throws IOException {
    return new TokenCall(Responder.start());
  }

  /**
   * Makes a call.
   *
   * @return how many scopes the token has
   */
  public int make() {
    return client.clientCredentialsFlow("orders:write").scopes().size();
  }

  @Override
  public void close() throws IOException {
    client.close();
    responder.close();
  }
}
