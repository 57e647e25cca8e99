package io.crossauth.testkit.auth0;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * A tenant on a free port of 127.0.0.1 that asks for a second factor after the password, as Auth0
 * does: one-time passwords, messages out of band with an outbox to read them from, push, recovery
 * codes, enrolment, and a lockout after ten wrong codes.
 *
 * <p>It knows the client {@link #CLIENT_ID} with {@link #CLIENT_SECRET} and the users of {@link
 * TenantUser}. Fit for many threads.
 */
public final class Auth0Tenant implements AutoCloseable {

  /** The client that may use every grant. */
  public static final String CLIENT_ID = "crossauth-mfa";

  /** The secret of {@link #CLIENT_ID}. */
  public static final String CLIENT_SECRET = "test-secret";

  private final FaultServer server;
  private final TenantState state;

  private Auth0Tenant(FaultServer server, TenantState state) {
    this.server = server;
    this.state = state;
    TenantRouter router = new TenantRouter(state);
    server.always(
        connection -> Behaviour.reply(router.answer(connection.request())).serve(connection));
  }

  /** Starts a tenant whose issuer ends with a slash, as Auth0's do. */
  public static Auth0Tenant start() {
    return start(Clock.systemUTC(), true);
  }

  /**
   * Starts a tenant.
   *
   * @param clock what codes and tokens are checked by
   * @param finalSlash whether the issuer ends with a slash
   */
  public static Auth0Tenant start(Clock clock, boolean finalSlash) {
    FaultServer server = FaultServer.start();
    String base = server.uri("/tenant/").toString();
    String issuer = finalSlash ? base : base.substring(0, base.length() - 1);
    return new Auth0Tenant(server, new TenantState(issuer, clock));
  }

  /** The issuer, as tokens say it. */
  public String issuer() {
    return state.issuer();
  }

  /** The server below, to script failures for the next requests. */
  public FaultServer server() {
    return server;
  }

  /** Adds a user with a password and no second factor; it is asked to enrol one. */
  public TenantUser addUser(String name, String password) {
    return state.addUser(name, password);
  }

  /** The messages that went to users, in order. */
  public List<TenantMessage> outbox() {
    return state.outbox();
  }

  /** Answers the newest push message of a user as the user would. */
  public void answerPush(String user, boolean approve) {
    state.answerPush(user, approve);
  }

  /** Makes the next polls of a push message be answered by {@code slow_down}. */
  public void slowDown(int polls) {
    state.slowDown(polls);
  }

  /** Leaves the MFA grants out of the metadata, as some servers do. */
  public void hideMfaGrants() {
    state.hideMfaGrants();
  }

  /** An access token for the MFA audience with this scope. */
  public String mfaApiToken(String user, String scope) {
    return state.mfaApiToken(user, scope);
  }

  /** The requests received, in order. */
  public List<RecordedRequest> requests() {
    return server.requests();
  }

  /** The address of a path below the issuer. */
  public URI uri(String path) {
    return URI.create(state.base() + path);
  }

  @Override
  public void close() {
    server.close();
  }
}
