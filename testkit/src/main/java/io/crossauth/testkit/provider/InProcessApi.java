package io.crossauth.testkit.provider;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An API that takes the tokens of an {@link InProcessProvider}: those that were asked for it by
 * {@code resource} (RFC 8707). It describes itself (RFC 9728), and says in its challenges what a
 * token lacks: scopes (RFC 6750) or a newer login (RFC 9470). What it demands, and what it does
 * wrong, can be changed while it runs. Safe for use by many threads.
 */
public final class InProcessApi implements AutoCloseable {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private final Realm realm;
  private final String path;
  private final FaultServer server = FaultServer.start();
  private volatile Set<String> scopes = Set.of();
  private volatile Optional<Duration> maxAge = Optional.empty();
  private final ProofDesk desk;
  private volatile boolean nonces;
  private volatile boolean refusing;
  private volatile UnaryOperator<Map<String, Object>> metadata = document -> document;
  private volatile UnaryOperator<String> challenges = challenge -> challenge;

  InProcessApi(Realm realm, String path) {
    this.realm = realm;
    this.path = path;
    this.desk = new ProofDesk(realm.settings().clock());
    server.always(this::serve);
  }

  /** {@return its address, which is the resource's identifier} */
  public URI uri() {
    return server.uri(path);
  }

  /** {@return where its metadata are (RFC 9728 section 3.1)} */
  public URI metadataUri() {
    return server.uri(WELL_KNOWN + path);
  }

  /**
   * Demands scopes from now on.
   *
   * @param all the scopes that a token must have; none, as at first, takes any
   * @return this API
   */
  public InProcessApi requireScopes(String... all) {
    scopes = Set.of(all);
    return this;
  }

  /**
   * Demands a login that is not older, from now on.
   *
   * @param age its most age; at first it does not matter
   * @return this API
   */
  public InProcessApi requireLoginWithin(Duration age) {
    maxAge = Optional.of(age);
    return this;
  }

  /**
   * Refuses every token from now on, as {@code invalid_token}.
   *
   * @return this API
   */
  public InProcessApi refuseAll() {
    refusing = true;
    return this;
  }

  /**
   * Asks for a nonce in each DPoP proof from now on (RFC 9449 section 9).
   *
   * @return this API
   */
  public InProcessApi demandNonces() {
    nonces = true;
    return this;
  }

  /**
   * Asks for another nonce for ever, whatever comes.
   *
   * @return this API
   */
  public InProcessApi refuseEveryNonce() {
    nonces = true;
    desk.refuseEveryNonce(true);
    return this;
  }

  /**
   * Changes the metadata document.
   *
   * @param edit gets a map that it may change, and returns the one to send
   * @return this API
   */
  public InProcessApi editMetadata(UnaryOperator<Map<String, Object>> edit) {
    metadata = edit;
    return this;
  }

  /**
   * Changes the challenges.
   *
   * @param edit gets a {@code WWW-Authenticate}, and returns the one to send
   * @return this API
   */
  public InProcessApi editChallenges(UnaryOperator<String> edit) {
    challenges = edit;
    return this;
  }

  /** {@return all requests received so far, those for the metadata included} */
  public List<RecordedRequest> requests() {
    return server.requests();
  }

  /** {@return how many requests have come for its metadata so far} */
  public int metadataRequests() {
    return (int) requests().stream().filter(r -> r.path().startsWith("/.well-known/")).count();
  }

  /** {@return how many requests have come for the API itself so far} */
  public int calls() {
    return requests().size() - metadataRequests();
  }

  @Override
  public void close() {
    server.close();
  }

  private void serve(Connection connection) throws IOException {
    RecordedRequest request = connection.request();
    Behaviour.reply(answer(request)).serve(connection);
  }

  private Reply answer(RecordedRequest request) {
    if (request.path().equals(WELL_KNOWN + path)) {
      return Reply.json(metadata.apply(document()));
    }
    if (!request.path().equals(path) && !request.path().startsWith(path + "/")) {
      return Reply.of(404).body("nothing is here");
    }
    return request.header("Authorization").isEmpty() ? refused(401, "", "") : guarded(request);
  }

  private Reply guarded(RecordedRequest request) {
    Vault.Access access;
    try {
      access = Bearer.require(request, realm, this::jkt);
    } catch (ProtocolError e) {
      return e.error().equals("use_dpop_nonce")
          ? e.reply().header("DPoP-Nonce", desk.nextNonce())
          : refused(401, "invalid_token", "");
    }
    if (refusing || !access.grant().resources().contains(uri().toString())) {
      return refused(401, "invalid_token", "");
    }
    if (maxAge.isPresent() && tooOld(access, maxAge.get())) {
      return refused(
          401, "insufficient_user_authentication", ", max_age=" + maxAge.get().toSeconds());
    }
    if (!access.scope().containsAll(scopes)) {
      return refused(403, "insufficient_scope", "");
    }
    return Reply.json(Map.of("user", access.grant().session().user()));
  }

  private Optional<String> jkt(RecordedRequest request, Optional<String> token) {
    return desk.jkt(request, server.uri(request.path()).toString(), token, nonces);
  }

  private boolean tooOld(Vault.Access access, Duration age) {
    return access.grant().session().authTime().isBefore(realm.now().minus(age));
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("resource", uri().toString());
    document.put("authorization_servers", List.of(realm.settings().issuer().toString()));
    document.put("bearer_methods_supported", List.of("header"));
    document.put("scopes_supported", List.copyOf(scopes));
    return document;
  }

  private Reply refused(int status, String error, String more) {
    StringBuilder challenge =
        new StringBuilder("Bearer resource_metadata=\"").append(metadataUri()).append('"');
    if (!error.isEmpty()) {
      challenge.append(", error=\"").append(error).append('"');
    }
    if (!scopes.isEmpty()) {
      challenge.append(", scope=\"").append(String.join(" ", scopes)).append('"');
    }
    return Reply.of(status)
        .header("WWW-Authenticate", challenges.apply(challenge.append(more).toString()));
  }
}
