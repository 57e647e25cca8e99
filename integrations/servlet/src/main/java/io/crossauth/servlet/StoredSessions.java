package io.crossauth.servlet;

import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.StorageException;
import io.crossauth.servlet.Tickets.Ticket;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.servlet.internal.Names;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a store. The cookie has a name drawn by chance and the session's times, sealed; the
 * store knows a digest of the name, so that what is stored, indexed or logged opens nothing.
 */
final class StoredSessions implements Sessions {

  private static final int NAME_BYTES = 32;

  private final Settings settings;
  private final Tickets tickets;
  private final TokenManager manager;
  private final @Nullable SessionIndex index;
  private final Revocation revocation;

  StoredSessions(Settings settings, TokenStore store, @Nullable SessionIndex index) {
    this.settings = settings;
    this.tickets = new Tickets(settings);
    this.index = index;
    this.revocation = new Revocation(settings);
    this.manager = settings.client().tokenManager(new RevokingStore(store, revocation));
  }

  @Override
  public Optional<WebSession> find(Cookies cookies) {
    Ticket ticket = tickets.find(cookies);
    // The store says whether the session is still there, at each request: who ended it may be
    // another node.
    return ticket == null || !ticket.times().live(settings.platform().now(), settings.absolute())
        ? Optional.empty()
        : stored(ticket.name()).map(tokens -> session(ticket, tokens));
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

  private WebSession session(Ticket ticket, StoredTokens tokens) {
    String name = ticket.name();
    return new WebSession(
        name,
        tokens.subject().orElse(""),
        tokens.idToken(),
        tokens.scopes(),
        manager.source(name),
        ticket.times(),
        ticket.times().endsAt(settings.absolute()),
        () -> settings.formToken(name));
  }

  @Override
  public List<String> begin(OAuthTokenResponse tokens) {
    Instant now = settings.platform().now();
    Secret id = Secret.of(Names.random(settings.platform().random(), NAME_BYTES));
    manager.signedIn(Names.digest(id.reveal()), tokens);
    return tickets.cookie(id, SessionTimes.begun(now, tokens, settings.idle()));
  }

  @Override
  public List<String> used(Cookies cookies, WebSession session) {
    Instant now = settings.platform().now();
    if (!session.times().worthNoting(now)) {
      return List.of();
    }
    Ticket ticket = tickets.find(cookies);
    return ticket == null ? List.of() : tickets.cookie(ticket.id(), session.times().usedAt(now));
  }

  @Override
  public void end(WebSession session, boolean revoke) {
    Optional<StoredTokens> tokens = stored(session.name());
    manager.signedOut(session.name());
    tokens.filter(kept -> revoke).ifPresent(revocation::revoke);
  }

  @Override
  public void replaced(String earlier, OAuthTokenResponse by) {
    Optional<StoredTokens> tokens = stored(earlier);
    manager.signedOut(earlier);
    Optional<Object> now = by.idToken().flatMap(token -> token.claim("sid"));
    tokens
        .filter(
            kept ->
                now.isEmpty() || !now.equals(Optional.ofNullable(kept.idTokenClaims().get("sid"))))
        .ifPresent(revocation::revoke);
  }

  @Override
  public List<String> forgotten() {
    return tickets.forgotten();
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
