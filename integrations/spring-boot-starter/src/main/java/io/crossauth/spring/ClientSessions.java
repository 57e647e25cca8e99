package io.crossauth.spring;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import java.time.Duration;
import java.util.Optional;

/**
 * One client's part of a store that several share. An application may name the sessions of all by
 * its user; the tokens of one provider are nothing for another.
 */
final class ClientSessions implements TokenStore {

  private final TokenStore all;
  private final String prefix;

  ClientSessions(String id, TokenStore all) {
    this.all = all;
    // With its length, so that no other id and session make the same name.
    this.prefix = id.length() + ":" + id + ":";
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return all.find(prefix + session);
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    all.put(prefix + session, tokens);
  }

  @Override
  public void remove(String session) {
    all.remove(prefix + session);
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    return all.lease(prefix + session, ttl);
  }

  @Override
  public Optional<String> overdue(String session) {
    return all.overdue(prefix + session);
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return all.takeOver(prefix + session, overdue, ttl);
  }

  @Override
  public boolean neverWaits() {
    return all.neverWaits();
  }

  /** {@return the store behind it} */
  @Override
  public String toString() {
    return all.toString();
  }
}
