package io.crossauth.testkit.keycloak;

import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.internal.Json;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real Keycloak with the clients and users of this testkit in its realm {@code crossauth}.
 *
 * <p>Where it comes from says the system property {@value #CHOICE} (or else the environment
 * variable {@code CROSSAUTH_IT_KEYCLOAK}): {@code zip}, the default, is the distribution from the
 * Maven repository, run as a process; {@code docker} is a container of Keycloak's own image, run by
 * Testcontainers; a URL is a server that runs already and has our realm. The realm is the same in
 * every case.
 *
 * <p>The first start from the distribution fetches, unpacks and builds the server (a minute or
 * more) and keeps it below {@code ~/.cache/crossauth} (system property {@value #CACHE}); every
 * later one copies a pristine database and takes seconds.
 *
 * <p><b>Who can reach it.</b> The process listens on 127.0.0.1 alone. So does the container on
 * Linux, which is on the network of this machine; where Docker has no such network (Docker Desktop,
 * rootless Docker, a build that is in a container itself), Docker publishes a port on 127.0.0.1 of
 * the machine, other containers of its network reach the server by its own address, and the server
 * cannot call this process ({@link #callbackObstacle()}). Everybody who reaches it can administer
 * it: the administrator is {@code admin}, with the password {@code admin}, and the users' passwords
 * are in {@link io.crossauth.testkit.TestUsers}. It is for tests, and for as long as they run.
 *
 * <p>Safe for use by many threads.
 */
public final class KeycloakServer implements TestProvider {

  /** The system property that chooses the server: {@code zip}, {@code docker} or a URL. */
  public static final String CHOICE = "crossauth.it.keycloak";

  /** The system property for the folder where built servers are kept. */
  public static final String CACHE = "crossauth.it.cache";

  /**
   * The system property for the file with the private keys of {@link TestClients#KEY_CLIENTS} and
   * {@link TestClients#FAPI2_KEY_CLIENTS}, for a server given by its URL: a JSON object of client
   * id to private JWK.
   */
  public static final String KEYS = "crossauth.it.keycloak.keys";

  private final Running running;
  private final AdminApi admin;
  private final @Nullable CibaChannel channel;

  /** {@code channel} is where the server asks users; null if it does not ask us. */
  KeycloakServer(Running running, @Nullable CibaChannel channel) {
    this.running = running;
    this.channel = channel;
    this.admin = new AdminApi(running.issuer());
  }

  /**
   * Starts the server that the system properties choose, without a word.
   *
   * @return the server, when it answers
   * @throws IllegalStateException if it cannot be had; the message says why, with the last lines of
   *     the server's log if there are any
   */
  public static KeycloakServer start() {
    return builder().start();
  }

  /**
   * {@return a builder, for a choice made in the program, or a listener for the minutes it may
   * take}
   */
  public static KeycloakServerBuilder builder() {
    return new KeycloakServerBuilder();
  }

  @Override
  public URI issuer() {
    return running.issuer();
  }

  @Override
  public Optional<URI> mutualTlsIssuer() {
    return running.tlsIssuer();
  }

  @Override
  public String privateJwk(String clientId) {
    return running.keys().privateJwk(clientId);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Keycloak stores an event before it answers the request that caused it. For a server given by
   * its URL the count begins when this object was made.
   */
  @Override
  public Map<String, Long> eventCounts() {
    return events(running.since()).stream()
        .collect(Collectors.groupingBy(KeycloakEvent::type, TreeMap::new, Collectors.counting()));
  }

  /**
   * The realm's own event log.
   *
   * @param since the earliest time, by the server's clock
   * @return the events, oldest first
   * @throws IllegalStateException if the server refuses to give them
   */
  public List<KeycloakEvent> events(Instant since) {
    return admin.events(since);
  }

  /**
   * Sends a request to the realm's administration REST interface: for what no test client can do,
   * such as ending a session, adding a signing key or making an initial access token.
   *
   * @param method the HTTP method
   * @param path below {@code /admin/realms/crossauth}, beginning with a slash; may have a query
   * @param json the body; empty for none
   * @return the body of the answer, which may be empty
   * @throws IllegalStateException if the answer is not a success
   */
  public String administer(String method, String path, String json) {
    return admin.request(method, path, json);
  }

  @Override
  public Optional<String> initialAccessToken() {
    String json =
        administer("POST", "/clients-initial-access", "{\"expiration\":600,\"count\":100}");
    return Optional.of(String.valueOf(Json.readObject(json).get("token")));
  }

  @Override
  public Optional<String> callbackObstacle() {
    return running.callbackObstacle();
  }

  @Override
  public Optional<CibaDevices> cibaDevices() {
    return Optional.ofNullable(channel);
  }

  @Override
  public void close() {
    running.stop().run();
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public String toString() {
    return "KeycloakServer[" + issuer() + "]";
  }
}
