package io.crossauth.client;

import io.crossauth.client.authorize.AuthorizationSettings;
import io.crossauth.client.endpoint.ClientCalls;
import io.crossauth.client.endpoint.ClientContext;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client is made of.
 *
 * @param ownTransport the transport that the client has made itself and must close
 */
record OAuthClientParts(
    ClientContext context,
    AuthorizationSettings authorization,
    @Nullable OAuthTokenConsumer idTokens,
    Optional<URI> deviceEndpoint,
    Optional<URI> backChannel,
    String subjectClaim,
    boolean mergeUserInfo,
    @Nullable ApacheHttpTransport ownTransport) {

  ClientCalls calls() {
    return new ClientCalls(context);
  }

  void close() {
    if (idTokens != null) {
      idTokens.close();
    }
    if (ownTransport != null) {
      ownTransport.close();
    }
  }
}
