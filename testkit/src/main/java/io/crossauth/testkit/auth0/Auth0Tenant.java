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
 * TenantUser}. Safe for use by many threads.
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

  /**
   * Starts a tenant by the system's clock whose issuer ends with a slash, as Auth0's do.
   *
   * @return the tenant, without users
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public static Auth0Tenant start() {
    return start(Clock.systemUTC(), true);
  }

  /**
   * Starts a tenant.
   *
   * @param clock what codes and tokens are checked by
   * @param finalSlash whether the issuer ends with a slash
   * @return the tenant, without users
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public static Auth0Tenant start(Clock clock, boolean finalSlash) {
    FaultServer server = FaultServer.start();
    String base = server.uri("/tenant/").toString();
    String issuer = finalSlash ? base : base.substring(0, base.length() - 1);
    return new Auth0Tenant(server, new TenantState(issuer, clock));
  }

  /**
   * {@return the issuer, as tokens say it: {@code http://127.0.0.1:port/tenant}, with or without a
   * slash at its end}
   */
  public String issuer() {
    return state.issuer();
  }

  /** {@return the server below, to script failures for the next requests} */
  public FaultServer server() {
    return server;
  }

  /**
   * Adds a user with a password and no second factor; the first login must enrol one. A user of the
   * same name before is replaced.
   *
   * @param name the {@code username} to log in with
   * @param password the password
   * @return the user, to give second factors to
   */
  public TenantUser addUser(String name, String password) {
    return state.addUser(name, password);
  }

  /** {@return the messages that went to users so far, in order} */
  public List<TenantMessage> outbox() {
    return state.outbox();
  }

  /**
   * Answers every push message that waits for a user, as the user would. The next poll of it sees
   * the answer.
   *
   * @param user the user's name
   * @param approve true approves, false rejects
   */
  public void answerPush(String user, boolean approve) {
    state.answerPush(user, approve);
  }

  /**
   * Makes the next polls of a push message be answered by {@code slow_down}, however slow they are.
   *
   * @param polls how many, in place of any number given before
   */
  public void slowDown(int polls) {
    state.slowDown(polls);
  }

  /** Leaves the MFA grants out of {@code grant_types_supported} from now on, as some servers do. */
  public void hideMfaGrants() {
    state.hideMfaGrants();
  }

  /**
   * Makes an access token for the MFA audience, with which a user manages second factors.
   *
   * @param user the user's name
   * @param scope what it may do, names with blanks between: {@code read:authenticators}, {@code
   *     enroll}, {@code remove:authenticators}
   * @return an opaque token that does not expire
   */
  public String mfaApiToken(String user, String scope) {
    return state.mfaApiToken(user, scope);
  }

  /** {@return the requests received so far, in the order in which they were complete} */
  public List<RecordedRequest> requests() {
    return server.requests();
  }

  /**
   * Tells the address of a path below the issuer.
   *
   * @param path without a slash at its beginning: {@code oauth/token}
   * @return the address
   */
  public URI uri(String path) {
    return URI.create(state.base() + path);
  }

  @Override
  public void close() {
    server.close();
  }
}
