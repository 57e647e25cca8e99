package io.crossauth.servlet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.servlet.internal.Names;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the cookies of sessions in a store say. One that comes with every request is opened once:
 * what opens, opens for as long as the keys stay, which is as long as this object. Whether the
 * session of a ticket still lives is in no memory; what does not open takes no place in it.
 */
final class Tickets {

  private static final String USE = "session";

  /** A kilobyte each at most. */
  private static final int MOST = 10_000;

  private final Settings settings;
  private final String cookie;
  private final Cache<String, Ticket> opened =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  Tickets(Settings settings) {
    this.settings = settings;
    this.cookie = settings.sessionCookie();
  }

  /**
   * A session's cookie, opened.
   *
   * @param id drawn by chance; whoever knows it and the key has the session
   * @param name what the store calls the session: a digest of the id
   */
  record Ticket(Secret id, String name, SessionTimes times) {}

  /** The ticket of a request; null without a cookie of ours. */
  @Nullable Ticket find(Cookies cookies) {
    String sealed = cookies.get(cookie);
    if (sealed == null) {
      return null;
    }
    Ticket known = opened.getIfPresent(sealed);
    if (known != null) {
      return known;
    }
    Optional<Ticket> ticket = settings.opened(sealed, USE).flatMap(Tickets::read);
    ticket.ifPresent(good -> opened.put(sealed, good));
    return ticket.orElse(null);
  }

  private static Optional<Ticket> read(String text) {
    String[] parts = text.split("\\.", -1);
    return parts.length == 4
        ? Optional.of(
            new Ticket(Secret.of(parts[0]), Names.digest(parts[0]), SessionTimes.of(parts)))
        : Optional.empty();
  }

  /** The header fields that set the cookie of a session. */
  List<String> cookie(Secret id, SessionTimes times) {
    String sealed = settings.seal(id.reveal() + "." + times.text(), USE);
    return List.of(Cookies.set(cookie, sealed, "Strict"));
  }

  /** The header fields that take it away. */
  List<String> forgotten() {
    return List.of(Cookies.delete(cookie, "Strict"));
  }
}
