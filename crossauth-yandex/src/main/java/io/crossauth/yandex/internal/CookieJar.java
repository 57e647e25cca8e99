package io.crossauth.yandex.internal;

import io.crossauth.http.HttpReply;
import io.crossauth.platform.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The cookies of one login: nobody else's, and gone with it. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-5">RFC 6265 section 5</a>
 */
public final class CookieJar {

  private static final int MAX_COOKIES = 200;
  private static final String SESSION = "Session_id";

  private final Platform platform;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile List<Cookie> cookies = List.of();

  /** An empty jar. */
  public CookieJar(Platform platform) {
    this.platform = platform;
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
    Instant now = platform.now();
    List<Cookie> going = cookies.stream().filter(c -> c.goesTo(uri) && !c.over(now)).toList();
    return going.isEmpty()
        ? Optional.empty()
        : Optional.of(
            going.stream()
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; ")));
  }

  /** Whether somebody is logged in: the session's cookie is here and goes to this address. */
  public boolean hasSession(URI uri) {
    Instant now = platform.now();
    return cookies.stream()
        .anyMatch(
            c -> c.name().equals(SESSION) && !c.value().isEmpty() && c.goesTo(uri) && !c.over(now));
  }

  /** Holds what the other jar holds, and nothing else. */
  public void become(CookieJar other) {
    writing.lock();
    try {
      cookies = other.cookies;
    } finally {
      writing.unlock();
    }
  }

  /** How many cookies there are; never one of them. */
  @Override
  public String toString() {
    return "CookieJar[" + cookies.size() + "]";
  }
}
