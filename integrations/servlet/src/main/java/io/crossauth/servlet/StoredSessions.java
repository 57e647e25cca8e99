package io.crossauth.servlet;

import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.StorageException;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.servlet.internal.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a store. The cookie has a name drawn by chance and the session's times, sealed; the
 * store knows a digest of the name, so that what is stored, indexed or logged opens nothing.
 */
final class StoredSessions implements Sessions {

  private static final String USE = "session";
  private static final int NAME_BYTES = 32;

  private final Settings settings;
  private final TokenManager manager;
  private final @Nullable SessionIndex index;
  private final Revocation revocation;

  StoredSessions(Settings settings, TokenStore store, @Nullable SessionIndex index) {
    this.settings = settings;
    this.index = index;
    this.revocation = new Revocation(settings);
    this.manager = settings.client().tokenManager(new RevokingStore(store, revocation));
  }

  @Override
  public Optional<WebSession> find(Cookies cookies) {
    Optional<String[]> parts = parts(cookies);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    SessionTimes times = SessionTimes.of(parts.get());
    if (!times.live(settings.platform().now(), settings.absolute())) {
      return Optional.empty();
    }
    String name = Names.digest(parts.get()[0]);
    return stored(name).map(tokens -> session(name, tokens, times));
  }

  /** A damaged one is none. */
  private Optional<StoredTokens> stored(String name) {
    try {
      return manager.tokens(name);
    } catch (StorageException e) {
      if (e.needsLogin()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private WebSession session(String name, StoredTokens tokens, SessionTimes times) {
    return new WebSession(
        name,
        tokens.subject().orElse(""),
        tokens.idToken(),
        tokens.scopes(),
        manager.source(name),
        times,
        times.endsAt(settings.absolute()),
        () -> settings.formToken(name));
  }

  private Optional<String[]> parts(Cookies cookies) {
    return cookies
        .find(settings.sessionCookie())
        .flatMap(value -> settings.opened(value, USE))
        .map(text -> text.split("\\.", -1))
        .filter(parts -> parts.length == 4);
  }

  @Override
  public List<String> begin(OAuthTokenResponse tokens) {
    Instant now = settings.platform().now();
    String id = Names.random(settings.platform().random(), NAME_BYTES);
    manager.signedIn(Names.digest(id), tokens);
    return cookie(id, SessionTimes.begun(now, tokens, settings.idle()));
  }

  @Override
  public List<String> used(Cookies cookies, WebSession session) {
    Instant now = settings.platform().now();
    if (!session.times().worthNoting(now)) {
      return List.of();
    }
    return parts(cookies)
        .map(parts -> cookie(parts[0], session.times().usedAt(now)))
        .orElse(List.of());
  }

  private List<String> cookie(String id, SessionTimes times) {
    String sealed = settings.seal(id + "." + times.text(), USE);
    return List.of(Cookies.set(settings.sessionCookie(), sealed, "Strict"));
  }

  @Override
  public void end(WebSession session) {
    end(session.name());
  }

  @Override
  public void end(String name) {
    Optional<StoredTokens> tokens = stored(name);
    manager.signedOut(name);
    tokens.ifPresent(revocation::revoke);
  }

  @Override
  public List<String> forgotten() {
    return List.of(Cookies.delete(settings.sessionCookie(), "Strict"));
  }

  @Override
  public void end(BackChannelLogout logout) {
    if (index != null) {
      logout.endSessions(index, manager, settings.absolute(), revocation::revoke);
    }
  }

  @Override
  public boolean hearsLogouts() {
    return index != null;
  }

  @Override
  public void close() {
    manager.close();
  }
}
