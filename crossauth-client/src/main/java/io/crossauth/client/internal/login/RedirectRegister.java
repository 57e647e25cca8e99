package io.crossauth.client.internal.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which providers' answers come to which redirect URIs of this program. Where two share one, an
 * answer that does not say who made it may be anybody's (RFC 9700 section 4.4).
 */
final class RedirectRegister {

  /** Clients are made in many places of a program, and mixed up in all of them. */
  private static final RedirectRegister OF_THIS_PROCESS = new RedirectRegister();

  private static final int MOST_ADDRESSES = 64;

  /** One client, for as long as somebody has it; forgotten when it is closed. */
  static final class Client {

    private final Object program;
    private final String provider;
    private final Map<URI, Boolean> addresses = new ConcurrentHashMap<>();

    private Client(Object program, String provider) {
      this.program = program;
      this.provider = provider;
    }

    /** This one's answers come to this address too. */
    void uses(URI redirectUri) {
      if (addresses.size() < MOST_ADDRESSES) {
        addresses.put(redirectUri, true);
      }
    }
  }

  private final Cache<Client, Boolean> clients = Caffeine.newBuilder().weakKeys().build();

  /**
   * Enters a client.
   *
   * @param program what the clients of one program have in common
   * @param provider what tells providers apart: the issuer
   */
  static Client enter(Object program, String provider) {
    Client client = new Client(program, provider);
    OF_THIS_PROCESS.clients.put(client, true);
    return client;
  }

  /** Forgets a client whose answers are not waited for any more. */
  static void leave(Client client) {
    OF_THIS_PROCESS.clients.invalidate(client);
  }

  /**
   * Whether answers of another provider may come to the address where this one came.
   *
   * @param address where it came
   * @param redirectUri where it should come: the same path, which has been compared
   */
  static boolean isShared(Client own, URI address, URI redirectUri) {
    boolean exact = isExact(address, redirectUri);
    for (Client other : OF_THIS_PROCESS.clients.asMap().keySet()) {
      boolean stranger = other.program == own.program && !other.provider.equals(own.provider);
      if (stranger
          && other.addresses.keySet().stream().anyMatch(uri -> meets(uri, redirectUri, exact))) {
        return true;
      }
    }
    return false;
  }

  /** Whether host and port are those of the redirect URI, and no proxy has changed them. */
  static boolean isExact(URI address, URI redirectUri) {
    return Objects.equals(authority(address), authority(redirectUri));
  }

  private static boolean meets(URI other, URI redirectUri, boolean exact) {
    return path(other).equals(path(redirectUri))
        && (!exact || Objects.equals(authority(other), authority(redirectUri)));
  }

  private static @Nullable String authority(URI uri) {
    return uri.getRawAuthority() == null
        ? null
        : uri.getRawAuthority().toLowerCase(java.util.Locale.ROOT);
  }

  /** The path as it is compared: none is that of the root. */
  static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }
}
