package io.crossauth.testkit.provider;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A resource server on a port of its own, in this process, that takes the access tokens of an
 * {@link InProcessProvider}: by {@code Bearer}, or with a proof by {@code DPoP} where they are
 * bound to a key. It answers 200 and the subject in JSON. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-7">RFC 9449 section 7</a>
 */
public final class DpopResource implements AutoCloseable {

  private final Realm realm;
  private final FaultServer server = FaultServer.start();
  private final ProofDesk desk;
  private final AtomicInteger tokensToRefuse = new AtomicInteger();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private volatile boolean nonces;

  DpopResource(Realm realm) {
    this.realm = realm;
    this.desk = new ProofDesk(realm.settings().clock());
    server.always(
        connection -> Behaviour.reply(withNonce(truth(connection.request()))).serve(connection));
  }

  /**
   * Tells an address of this server.
   *
   * @param path the path, with a slash at its beginning, and a query if there is one
   * @return http of 127.0.0.1
   */
  public URI uri(String path) {
    return server.uri(path);
  }

  /**
   * Asks for a nonce in each proof, and gives a new one with each answer (RFC 9449 section 9); by
   * default it does not.
   *
   * @return this server
   */
  public DpopResource demandNonces() {
    nonces = true;
    return this;
  }

  /**
   * Asks for another nonce for ever, whatever comes.
   *
   * @return this server
   */
  public DpopResource refuseEveryNonce() {
    nonces = true;
    desk.refuseEveryNonce(true);
    return this;
  }

  /** Takes none of the nonces that are out. */
  public void expireNonces() {
    desk.expireNonces();
  }

  /**
   * Refuses tokens (401, {@code invalid_token}), as if they were over: the next ones that it sees,
   * each for good.
   *
   * @param howMany how many different tokens
   * @return this server
   */
  public DpopResource refuseTokens(int howMany) {
    tokensToRefuse.set(howMany);
    return this;
  }

  /** {@return all requests received so far, in the order in which they were complete} */
  public List<RecordedRequest> requests() {
    return server.requests();
  }

  @Override
  public void close() {
    server.close();
  }

  private Reply truth(RecordedRequest request) {
    try {
      Vault.Access access = Bearer.require(request, realm, this::jkt);
      String token = request.header("Authorization").orElse("");
      if (isRefused(token.substring(token.indexOf(' ') + 1))) {
        throw access.grant().client().jkt().isPresent()
            ? ProtocolError.dpop("invalid_token", "the token is over")
            : ProtocolError.bearer(401, "invalid_token", "the token is over");
      }
      return Reply.json(Map.of("sub", User.subject(access.grant().session().user())));
    } catch (ProtocolError e) {
      return e.reply();
    }
  }

  private boolean isRefused(String token) {
    if (refused.contains(token)) {
      return true;
    }
    boolean now = tokensToRefuse.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    return now && refused.add(token);
  }

  private Optional<String> jkt(RecordedRequest request, Optional<String> token) {
    return desk.jkt(request, server.uri(request.path()).toString(), token, nonces);
  }

  private Reply withNonce(Reply reply) {
    return nonces ? reply.header("DPoP-Nonce", desk.nextNonce()) : reply;
  }
}
