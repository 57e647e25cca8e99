package io.crossauth.client.internal.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which providers' answers come to which redirect URIs of this program. Where two share one, an
 * answer that does not say who made it may be anybody's (RFC 9700 section 4.4).
 */
final class RedirectRegister {

  /**
   * Clients are made in many places of a program, and mixed up in all of them. Apart, so that a
   * program without logins does not load what this stands on.
   */
  private static final class OfThisProcess {
    static final Cache<Client, Boolean> CLIENTS = Caffeine.newBuilder().weakKeys().build();
  }

  static final int MOST_PLACES = 1_000;

  /** Whether another provider's answers come to the place where one has come. */
  enum Sharing {
    NONE,
    SHARED,

    /** Another client has used too many redirect URIs to remember them all. */
    UNKNOWN
  }

  /** What is compared of a redirect URI. */
  private record Place(@Nullable String authority, String path) {

    static Place of(URI uri) {
      return new Place(RedirectRegister.authority(uri), RedirectRegister.path(uri));
    }
  }

  /**
   * One client, from its first redirect URI on and for as long as somebody has it; forgotten when
   * it is closed.
   */
  static final class Client {

    private final Object program;
    private final String provider;
    private final Set<Place> places = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<Place, Integer> passing = new ConcurrentHashMap<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.UNUSED);
    private volatile boolean full;

    private enum State {
      UNUSED,
      ENTERED,
      CLOSED
    }

    private Client(Object program, String provider) {
      this.program = program;
      this.provider = provider;
    }

    /** This one's answers come to this address too, from now on. */
    void uses(URI redirectUri) {
      enter();
      Place place = Place.of(redirectUri);
      if (places.size() < MOST_PLACES) {
        places.add(place);
      } else if (!places.contains(place)) {
        full = true;
      }
    }

    /**
     * They come to this address until {@link #ended}: that of a login which has a port of its own,
     * so that there are no more of them than ports that are open.
     */
    void begins(URI redirectUri) {
      enter();
      passing.merge(Place.of(redirectUri), 1, Integer::sum);
    }

    /** A login that has begun with this address is over. */
    void ended(URI redirectUri) {
      passing.computeIfPresent(
          Place.of(redirectUri), (place, logins) -> logins == 1 ? null : logins - 1);
    }

    private void enter() {
      if (state.compareAndSet(State.UNUSED, State.ENTERED)) {
        OfThisProcess.CLIENTS.put(this, true);
        if (state.get() == State.CLOSED) {
          OfThisProcess.CLIENTS.invalidate(this);
        }
      }
    }

    private void leave() {
      if (state.getAndSet(State.CLOSED) == State.ENTERED) {
        OfThisProcess.CLIENTS.invalidate(this);
      }
    }

    private boolean comesTo(Place place, boolean exact) {
      return exact
          ? places.contains(place) || passing.containsKey(place)
          : Stream.concat(places.stream(), passing.keySet().stream())
              .anyMatch(own -> own.path().equals(place.path()));
    }
  }

  private RedirectRegister() {}

  /**
   * A client that will be entered.
   *
   * @param program what the clients of one program have in common
   * @param provider what tells providers apart: the issuer
   */
  static Client enter(Object program, String provider) {
    return new Client(program, provider);
  }

  /** Forgets a client whose answers are not waited for any more. */
  static void leave(Client client) {
    client.leave();
  }

  /**
   * Whether answers of another provider may come to the address where this one came. A client that
   * has used too many redirect URIs may have used this one.
   *
   * @param address where it came
   * @param redirectUri where it should come: the same path, which has been compared
   */
  static Sharing sharing(Client own, URI address, URI redirectUri) {
    boolean exact = isExact(address, redirectUri);
    Place place = Place.of(redirectUri);
    Sharing known = Sharing.NONE;
    for (Client other : OfThisProcess.CLIENTS.asMap().keySet()) {
      if (other.program == own.program && !other.provider.equals(own.provider)) {
        if (other.comesTo(place, exact)) {
          return Sharing.SHARED;
        }
        known = other.full ? Sharing.UNKNOWN : known;
      }
    }
    return known;
  }

  /** Whether host and port are those of the redirect URI, and no proxy has changed them. */
  static boolean isExact(URI address, URI redirectUri) {
    return Objects.equals(authority(address), authority(redirectUri));
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
