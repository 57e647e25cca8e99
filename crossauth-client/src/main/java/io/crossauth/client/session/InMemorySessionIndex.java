package io.crossauth.client.session;

import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sessions by their logins, in memory. */
final class InMemorySessionIndex implements SessionIndex {

  private record Noted(LoginReference login, long until) {}

  /** What logins are looked up by: the user, or the one login. */
  private record Name(String issuer, String claim, String value) {

    static Optional<Name> ofSession(LoginReference login) {
      return login.sessionId().map(id -> new Name(login.issuer(), "sid", id));
    }

    static Optional<Name> ofUser(LoginReference login) {
      return login.subject().map(id -> new Name(login.issuer(), "sub", id));
    }
  }

  private final Ticker ticker;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Noted> sessions = new LinkedHashMap<>();
  private final Map<Name, Set<String>> byName = new HashMap<>();

  /** By their names, without a time. */
  private final Map<LoginReference, Noted> logouts = new LinkedHashMap<>();

  InMemorySessionIndex(Ticker ticker, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most: expected 1 session or more, found " + most);
    }
    this.ticker = ticker;
    this.most = most;
  }

  @Override
  public boolean add(String session, LoginReference login, Duration kept) {
    return alone(
        () -> {
          forget(session);
          boolean lives = !ended(login);
          if (lives) {
            note(session, new Noted(login, until(kept)));
          }
          return lives;
        });
  }

  private boolean ended(LoginReference login) {
    return login.namesOfLogouts().stream()
        .map(name -> logouts.get(name.withIssuedAt(0)))
        .anyMatch(logout -> logout != null && lives(logout) && logout.login.ends(login));
  }

  private void note(String session, Noted noted) {
    sessions.put(session, noted);
    Name.ofSession(noted.login).ifPresent(name -> named(name).add(session));
    Name.ofUser(noted.login).ifPresent(name -> named(name).add(session));
    if (sessions.size() > most) {
      forget(sessions.keySet().iterator().next());
    }
  }

  private Set<String> named(Name name) {
    return byName.computeIfAbsent(name, key -> new LinkedHashSet<>());
  }

  @Override
  public void remove(String session) {
    boolean unused =
        alone(
            () -> {
              forget(session);
              return true;
            });
  }

  private void forget(String session) {
    Noted noted = sessions.remove(session);
    if (noted != null) {
      Name.ofSession(noted.login).ifPresent(name -> forget(name, session));
      Name.ofUser(noted.login).ifPresent(name -> forget(name, session));
    }
  }

  private void forget(Name name, String session) {
    Set<String> names = named(name);
    names.remove(session);
    if (names.isEmpty()) {
      byName.remove(name);
    }
  }

  @Override
  public List<String> end(LoginReference logout, Duration remembered) {
    return alone(
        () -> {
          remember(logout, remembered);
          Name name = Name.ofSession(logout).or(() -> Name.ofUser(logout)).orElseThrow();
          return byName.getOrDefault(name, Set.of()).stream()
              .filter(session -> lives(sessions.get(session)))
              .filter(session -> logout.ends(login(session)))
              .toList();
        });
  }

  private void remember(LoginReference logout, Duration remembered) {
    LoginReference name = logout.withIssuedAt(0);
    Noted before = logouts.remove(name);
    LoginReference latest =
        before != null && before.login.issuedAt().isAfter(logout.issuedAt())
            ? before.login
            : logout;
    logouts.put(name, new Noted(latest, until(remembered)));
    if (logouts.size() > most) {
      Iterator<LoginReference> oldest = logouts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private LoginReference login(String session) {
    return java.util.Objects.requireNonNull(sessions.get(session)).login;
  }

  private boolean lives(@Nullable Noted noted) {
    return noted != null && ticker.nanos() - noted.until < 0;
  }

  private long until(Duration time) {
    return ticker.nanos() + time.toNanos();
  }

  private <T> T alone(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
