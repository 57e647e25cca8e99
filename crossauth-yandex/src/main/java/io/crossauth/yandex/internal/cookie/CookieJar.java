package io.crossauth.yandex.internal.cookie;

import io.crossauth.http.HttpReply;
import io.crossauth.platform.Platform;
import io.crossauth.yandex.error.InvalidCredentialsException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The cookies of one login: nobody else's, and gone with it. Safe for use by many threads.
 *
 * <p>Of several cookies of one name that go to the same address, one is sent: that of the longest
 * path, then that of the host alone before that of a domain, then that of the longer domain, then
 * the one that came last. Servers look at one of them only, and a stale one must not be it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-5">RFC 6265 section 5</a>
 */
public final class CookieJar {

  private static final int MAX_COOKIES = 200;
  private static final String SESSION = "Session_id";
  private static final URI SITE = URI.create("https://yandex.ru/");
  private static final URI PASSPORT = URI.create("https://passport.yandex.ru/");

  private final Platform platform;
  private final ReentrantLock writing = new ReentrantLock();
  // No serializer that reads fields may find them.
  private transient volatile List<Cookie> cookies = List.of();

  /** An empty jar. */
  public CookieJar(Platform platform) {
    this.platform = platform;
  }

  /**
   * A jar of cookies that were kept.
   *
   * @throws InvalidCredentialsException if it is no export, or holds no session
   */
  public static CookieJar restored(Platform platform, String export) {
    CookieJar jar = new CookieJar(platform);
    Instant now = platform.now();
    CookieExport.cookies(export).forEach(cookie -> jar.put(cookie, now));
    if (!jar.hasSession(SITE) && !jar.hasSession(PASSPORT)) {
      throw new InvalidCredentialsException(
          "cookies: expected those of a Yandex session, found none", null, 0);
    }
    return jar;
  }

  /** All that is not over, as the export of an extension of a browser. */
  public String export() {
    Instant now = platform.now();
    return CookieExport.write(cookies.stream().filter(cookie -> !cookie.over(now)).toList());
  }

  /** Takes the cookies of an answer, those that its host may set. */
  public void take(URI origin, HttpReply reply) {
    Instant now = platform.now();
    for (String header : reply.headers().all("Set-Cookie")) {
      SetCookie.read(header, origin, now).ifPresent(cookie -> put(cookie, now));
    }
  }

  private void put(Cookie fresh, Instant now) {
    writing.lock();
    try {
      List<Cookie> after = new ArrayList<>(cookies);
      after.removeIf(cookie -> cookie.sameAs(fresh) || cookie.over(now));
      if (!fresh.over(now)) {
        after.add(fresh);
      }
      cookies = List.copyOf(after.subList(Math.max(0, after.size() - MAX_COOKIES), after.size()));
    } finally {
      writing.unlock();
    }
  }

  /** What a call to this address carries: {@code a=1; b=2}; empty if it carries none. */
  public Optional<String> header(URI uri) {
    Collection<Cookie> going = going(uri);
    return going.isEmpty()
        ? Optional.empty()
        : Optional.of(
            going.stream()
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; ")));
  }

  private Collection<Cookie> going(URI uri) {
    Instant now = platform.now();
    Map<String, Cookie> ofName = new LinkedHashMap<>();
    for (Cookie cookie : cookies) {
      if (cookie.goesTo(uri) && !cookie.over(now)) {
        ofName.merge(
            cookie.name(), cookie, (before, later) -> before.precedes(later) ? before : later);
      }
    }
    return ofName.values();
  }

  /** Whether somebody is logged in: the session's cookie is here and goes to this address. */
  public boolean hasSession(URI uri) {
    return going(uri).stream().anyMatch(c -> c.name().equals(SESSION) && !c.value().isEmpty());
  }

  /** How many cookies there are; never one of them. */
  @Override
  public String toString() {
    return "CookieJar[" + cookies.size() + "]";
  }
}
