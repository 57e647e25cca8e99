package io.crossauth.testkit.provider;

import io.crossauth.testkit.mint.TokenDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The switches that make an {@link InProcessProvider} do wrong.
 *
 * <p>Safe for use by many threads; a switch holds for what the provider does after it. Edits add
 * up, in the order given, until {@link #clear()}.
 */
public final class ProviderFaults {

  private static final long FOREVER = Long.MAX_VALUE;

  private final FaultRules rules = new FaultRules();
  private final List<UnaryOperator<TokenDraft>> idTokenEdits = new CopyOnWriteArrayList<>();
  private final List<UnaryOperator<TokenDraft>> accessTokenEdits = new CopyOnWriteArrayList<>();
  private final List<UnaryOperator<Map<String, String>>> callbackEdits =
      new CopyOnWriteArrayList<>();
  private final AtomicInteger slowDowns = new AtomicInteger();
  private volatile Function<TokenDraft, String> idTokenSeal = TokenDraft::compact;
  private volatile Function<TokenDraft, String> accessTokenSeal = TokenDraft::compact;
  private final List<UnaryOperator<List<Map<String, Object>>>> detailEdits =
      new CopyOnWriteArrayList<>();
  private volatile boolean requestUrisStale;
  private volatile boolean requestObjectsRefused;
  private final List<UnaryOperator<TokenDraft>> responseEdits = new CopyOnWriteArrayList<>();
  private volatile Function<TokenDraft, String> responseSeal = TokenDraft::compact;
  private volatile boolean plainResponses;
  private volatile int pendingStatus = 400;
  private final Set<Endpoint> dpopNonces = ConcurrentHashMap.newKeySet();
  private volatile boolean dpopNoncesRefused;
  private volatile int pings = 1;
  private volatile boolean pingsEarly;
  private volatile boolean pushes;

  ProviderFaults() {}

  /**
   * Chooses the faults of one endpoint.
   *
   * @param endpoint the endpoint
   * @return its faults, which hold until {@link #clear()}
   */
  public EndpointFaults at(Endpoint endpoint) {
    return new EndpointFaults(this, endpoint, FOREVER);
  }

  /**
   * Changes every ID token before it is signed.
   *
   * @param edit gets the good token and returns the one to sign
   * @return these faults
   */
  public ProviderFaults idToken(UnaryOperator<TokenDraft> edit) {
    idTokenEdits.add(edit);
    return this;
  }

  /**
   * Changes every access token before it is signed; {@code at_hash} fits what comes of it.
   *
   * @param edit gets the good token and returns the one to sign
   * @return these faults
   */
  public ProviderFaults accessToken(UnaryOperator<TokenDraft> edit) {
    accessTokenEdits.add(edit);
    return this;
  }

  /**
   * Seals ID tokens in another way than {@link TokenDraft#compact()}, such as by a JWE.
   *
   * @param seal makes of a token the string that is sent
   * @return these faults
   */
  public ProviderFaults sealIdTokenBy(Function<TokenDraft, String> seal) {
    idTokenSeal = seal;
    return this;
  }

  /**
   * Seals access tokens in another way than {@link TokenDraft#compact()}, such as by a string that
   * is no JWT at all.
   *
   * @param seal makes of a token the string that is sent
   * @return these faults
   */
  public ProviderFaults sealAccessTokenBy(Function<TokenDraft, String> seal) {
    accessTokenSeal = seal;
    return this;
  }

  /**
   * Changes every authorization response that is a JWT (JARM) before it is signed.
   *
   * @param edit gets the good response and returns the one to sign
   * @return these faults
   */
  public ProviderFaults authorizationResponse(UnaryOperator<TokenDraft> edit) {
    responseEdits.add(edit);
    return this;
  }

  /**
   * Seals authorization responses that are JWTs in another way than {@link TokenDraft#compact()},
   * such as by a JWE: {@code draft -> draft.encryptedFor(key).compact()}.
   *
   * @param seal makes of a response the string that is sent
   * @return these faults
   */
  public ProviderFaults sealAuthorizationResponseBy(Function<TokenDraft, String> seal) {
    responseSeal = seal;
    return this;
  }

  /**
   * Answers plainly, in the same way of delivery, where a JWT was asked for (JARM).
   *
   * @return these faults
   */
  public ProviderFaults withoutSignedResponses() {
    plainResponses = true;
    return this;
  }

  /**
   * Leaves the nonce out of ID tokens.
   *
   * @return these faults
   */
  public ProviderFaults withoutNonce() {
    return idToken(draft -> draft.without("nonce"));
  }

  /**
   * Leaves ID tokens out of the answers of the token endpoint.
   *
   * @return these faults
   */
  public ProviderFaults withoutIdToken() {
    return at(Endpoint.TOKEN).withoutMember("id_token");
  }

  /**
   * Changes the parameters that go to the redirect URI (RFC 6749 section 4.1.2). Where a JWT was
   * asked for (JARM), that is {@code response} alone; what is added is a plain parameter beside it.
   *
   * @param edit gets a map that it may change and returns the one to send
   * @return these faults
   */
  public ProviderFaults callback(UnaryOperator<Map<String, String>> edit) {
    callbackEdits.add(edit);
    return this;
  }

  /**
   * Names another issuer in the redirect (RFC 9207 section 2).
   *
   * @param issuer the value of {@code iss}
   * @return these faults
   */
  public ProviderFaults callbackIssuer(String issuer) {
    return callbackParameter("iss", issuer);
  }

  /**
   * Sets a parameter of the redirect.
   *
   * @param name the parameter's name
   * @param value its value, not yet encoded
   * @return these faults
   */
  public ProviderFaults callbackParameter(String name, String value) {
    return callback(
        parameters -> {
          parameters.put(name, value);
          return parameters;
        });
  }

  /**
   * Leaves a parameter out of the redirect.
   *
   * @param name the parameter's name, such as {@code state} or {@code iss}
   * @return these faults
   */
  public ProviderFaults withoutCallbackParameter(String name) {
    return callback(
        parameters -> {
          parameters.remove(name);
          return parameters;
        });
  }

  /**
   * Leaves {@code interval} out of the answer to devices (RFC 8628 section 3.2: five seconds then).
   *
   * @return these faults
   */
  public ProviderFaults withoutInterval() {
    return at(Endpoint.DEVICE_AUTHORIZATION).withoutMember("interval");
  }

  /**
   * Answers {@code slow_down} (RFC 8628 section 3.5) to the next polls, however slow they are.
   *
   * @param polls how many, in place of any number given before
   * @return these faults
   */
  public ProviderFaults slowDown(int polls) {
    slowDowns.set(polls);
    return this;
  }

  /**
   * Answers {@code authorization_pending} under another status.
   *
   * @param status such as 200 or 428; 400 by default
   * @return these faults
   */
  public ProviderFaults pendingStatus(int status) {
    pendingStatus = status;
    return this;
  }

  /**
   * Pings a client (CIBA) otherwise than once when its user has decided.
   *
   * @param times how often, one after the other: 0 for never, as if they were lost
   * @return these faults
   */
  public ProviderFaults pingTimes(int times) {
    pings = times;
    return this;
  }

  /**
   * Pings a client (CIBA) once more before its request is acknowledged, and waits for what it
   * answers.
   *
   * @return these faults
   */
  public ProviderFaults pingEarly() {
    pingsEarly = true;
    return this;
  }

  /**
   * Sends a client (CIBA) tokens in place of a ping.
   *
   * @return these faults
   */
  public ProviderFaults push() {
    pushes = true;
    return this;
  }

  /**
   * Gives out request URIs that are over before they are used, though they say that they live for a
   * minute (RFC 9126 section 4). The browser then ends on a page of the provider.
   *
   * @return these faults
   */
  public ProviderFaults staleRequestUris() {
    requestUrisStale = true;
    return this;
  }

  /**
   * Refuses every request object with {@code invalid_request_object} (RFC 9101 section 7.1.1): a
   * pushed one in JSON, another by a page.
   *
   * @return these faults
   */
  public ProviderFaults refuseRequestObjects() {
    requestObjectsRefused = true;
    return this;
  }

  /**
   * Grants other {@code authorization_details} than were asked for (RFC 9396 section 7), in the
   * answer of the token endpoint, in the access token and in introspection.
   *
   * @param edit gets what was asked for, a list of its own, and returns what to grant
   * @return these faults
   */
  public ProviderFaults grantedDetails(UnaryOperator<List<Map<String, Object>>> edit) {
    detailEdits.add(edit);
    return this;
  }

  /**
   * Does not say in the answer of the token endpoint which {@code authorization_details} were
   * granted.
   *
   * @return these faults
   */
  public ProviderFaults withoutGrantedDetails() {
    return at(Endpoint.TOKEN).withoutMember("authorization_details");
  }

  /**
   * Publishes one more key before the true ones.
   *
   * @param jwk the key, such as one of {@link OddKeys}
   * @return these faults
   */
  public ProviderFaults publish(Map<String, Object> jwk) {
    return at(Endpoint.JWKS)
        .editJson(
            json -> {
              List<Object> keys = new ArrayList<>();
              keys.add(jwk);
              keys.addAll((List<?>) json.getOrDefault("keys", List.of()));
              json.put("keys", keys);
              return json;
            });
  }

  /**
   * Publishes more keys before the true ones.
   *
   * @param jwks the keys, such as {@link OddKeys#decoys()} or {@link OddKeys#ofSameName}
   * @return these faults
   */
  public ProviderFaults publishAll(List<Map<String, Object>> jwks) {
    jwks.forEach(this::publish);
    return this;
  }

  /**
   * Asks for a nonce in each proof at some endpoints from now on, of a provider that knows DPoP;
   * all their answers bring a new one (RFC 9449 section 8).
   *
   * @param endpoints {@link Endpoint#PUSHED_AUTHORIZATION}, {@link Endpoint#TOKEN} or {@link
   *     Endpoint#USERINFO}
   * @return this
   */
  public ProviderFaults demandDpopNonces(Endpoint... endpoints) {
    dpopNonces.addAll(List.of(endpoints));
    return this;
  }

  /**
   * Takes no nonce: whatever comes, another one is asked for, where one is.
   *
   * @return this
   */
  public ProviderFaults refuseEveryDpopNonce() {
    dpopNoncesRefused = true;
    return this;
  }

  /** Undoes all of the above, faults of single endpoints included. */
  public void clear() {
    rules.clear();
    idTokenEdits.clear();
    accessTokenEdits.clear();
    callbackEdits.clear();
    responseEdits.clear();
    responseSeal = TokenDraft::compact;
    plainResponses = false;
    slowDowns.set(0);
    idTokenSeal = TokenDraft::compact;
    accessTokenSeal = TokenDraft::compact;
    detailEdits.clear();
    requestUrisStale = false;
    requestObjectsRefused = false;
    pendingStatus = 400;
    dpopNonces.clear();
    dpopNoncesRefused = false;
    pings = 1;
    pingsEarly = false;
    pushes = false;
  }

  boolean demandsDpopNonce(Endpoint endpoint) {
    return dpopNonces.contains(endpoint);
  }

  boolean refusesDpopNonces() {
    return dpopNoncesRefused;
  }

  FaultRules rules() {
    return rules;
  }

  String sealIdToken(TokenDraft draft) {
    return idTokenSeal.apply(edited(draft, idTokenEdits));
  }

  String sealAccessToken(TokenDraft draft) {
    return accessTokenSeal.apply(edited(draft, accessTokenEdits));
  }

  String sealAuthorizationResponse(TokenDraft draft) {
    return responseSeal.apply(edited(draft, responseEdits));
  }

  boolean plainResponses() {
    return plainResponses;
  }

  Map<String, String> editCallback(Map<String, String> parameters) {
    return edited(new LinkedHashMap<>(parameters), callbackEdits);
  }

  List<Map<String, Object>> grant(List<Map<String, Object>> details) {
    return details.isEmpty() ? details : edited(new ArrayList<>(details), detailEdits);
  }

  Duration pushedLife(Duration usual) {
    return requestUrisStale ? Duration.ZERO : usual;
  }

  boolean refusesRequestObjects() {
    return requestObjectsRefused;
  }

  boolean takeSlowDown() {
    return slowDowns.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  int pendingStatus() {
    return pendingStatus;
  }

  int pings() {
    return pings;
  }

  boolean pingsEarly() {
    return pingsEarly;
  }

  boolean pushes() {
    return pushes;
  }

  private static <T> T edited(T value, List<UnaryOperator<T>> edits) {
    T result = value;
    for (UnaryOperator<T> edit : edits) {
      result = edit.apply(result);
    }
    return result;
  }
}
