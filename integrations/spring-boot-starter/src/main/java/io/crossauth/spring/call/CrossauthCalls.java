package io.crossauth.spring.call;

import io.crossauth.client.OAuthClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Tokens for calls to APIs, by the client that they are issued to. Safe for use by many threads.
 *
 * <pre>{@code
 * RestClient orders =
 *     RestClient.builder().requestInterceptor(calls.get("shop").interceptor("orders:write")).build();
 * }</pre>
 */
public final class CrossauthCalls {

  private final Function<String, OAuthClient> clients;
  private final Map<String, List<URI>> origins;
  private final Map<String, ClientCalls> known = new ConcurrentHashMap<>();

  CrossauthCalls(Function<String, OAuthClient> clients, Map<String, List<URI>> origins) {
    this.clients = clients;
    this.origins = origins;
  }

  /**
   * {@return the calls with tokens of a client}
   *
   * @param client the client's name in {@code crossauth.client.<name>}
   * @throws IllegalArgumentException if there is no such client
   */
  public ClientCalls get(String client) {
    ClientCalls calls = known.get(client);
    if (calls != null) {
      return calls;
    }
    // Asked first: a name that is none is not kept.
    OAuthClient found = clients.apply(client);
    return known.computeIfAbsent(
        client, name -> new ClientCalls(name, found, origins.getOrDefault(name, List.of())));
  }
}
