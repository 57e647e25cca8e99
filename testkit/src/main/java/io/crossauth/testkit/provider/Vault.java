package io.crossauth.testkit.provider;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the provider has handed out, by the string it handed out.
 *
 * <p>What may be used once is taken out atomically; a second use ends the session it belonged to
 * (RFC 6749 section 4.1.2, RFC 9700 section 4.14).
 */
final class Vault {

  /** What an authorization code is exchanged for, and until when. */
  record Code(Grant grant, AuthorizationRequest request, Instant expiry) {}

  /** What a refresh token is exchanged for. */
  record Refresh(Grant grant, Set<String> scope) {}

  /** What an access token gives access to, and until when. */
  record Access(Grant grant, Set<String> scope, Instant issued, Instant expiry) {}

  /** A request that was pushed, who pushed it, and until when it is good. */
  record Pushed(Client client, Parameters parameters, Instant expiry) {}

  private final Map<String, Pushed> pushed = new ConcurrentHashMap<>();
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, Refresh> refreshTokens = new ConcurrentHashMap<>();
  private final Map<String, Access> accessTokens = new ConcurrentHashMap<>();
  private final Map<String, String> used = new ConcurrentHashMap<>();
  private final Map<String, Grant.Session> sessions = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> clients = new ConcurrentHashMap<>();
  private final Map<String, PendingLogin> pending = new ConcurrentHashMap<>();
  private final Map<String, Device> devices = new ConcurrentHashMap<>();
  private final Map<String, Binding> bindings = new ConcurrentHashMap<>();
  private final Map<String, CibaAttempt> attempts = new ConcurrentHashMap<>();
  private final Set<String> assertions = ConcurrentHashMap.newKeySet();

  void keep(Grant.Session session) {
    sessions.put(session.id(), session);
  }

  Optional<Grant.Session> session(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /** The clients that have had tokens of a session, whose end they are told once. */
  Set<String> takeClients(String sessionId) {
    return Optional.ofNullable(clients.remove(sessionId)).orElse(Set.of());
  }

  void end(String sessionId) {
    sessions.remove(sessionId);
    accessTokens.values().removeIf(access -> access.grant().session().id().equals(sessionId));
    refreshTokens.values().removeIf(refresh -> refresh.grant().session().id().equals(sessionId));
  }

  void keep(String requestUri, Pushed request) {
    pushed.put(requestUri, request);
  }

  /** Each is good once. */
  Optional<Pushed> takePushed(String requestUri) {
    return Optional.ofNullable(pushed.remove(requestUri));
  }

  void keep(String code, Code worth) {
    codes.put(code, worth);
  }

  Optional<Code> takeCode(String code) {
    Code worth = codes.remove(code);
    markUsed(code, worth == null ? null : worth.grant());
    return Optional.ofNullable(worth);
  }

  void keep(String token, Refresh worth) {
    refreshTokens.put(token, worth);
  }

  Optional<Refresh> refresh(String token) {
    return Optional.ofNullable(refreshTokens.get(token));
  }

  Optional<Refresh> takeRefresh(String token) {
    Refresh worth = refreshTokens.remove(token);
    markUsed(token, worth == null ? null : worth.grant());
    return Optional.ofNullable(worth);
  }

  void keep(String token, Access worth) {
    accessTokens.put(token, worth);
    clients
        .computeIfAbsent(worth.grant().session().id(), id -> ConcurrentHashMap.newKeySet())
        .add(worth.grant().client().id());
  }

  Optional<Access> access(String token) {
    return Optional.ofNullable(accessTokens.get(token));
  }

  void dropAccess(String token) {
    accessTokens.remove(token);
  }

  void bind(String token, Binding binding) {
    bindings.put(token, binding);
  }

  /** What an access token or a refresh token is bound to. */
  Binding binding(String token) {
    return bindings.getOrDefault(token, Binding.none());
  }

  void keep(String id, PendingLogin login) {
    pending.put(id, login);
  }

  Optional<PendingLogin> pending(String id) {
    return Optional.ofNullable(pending.get(id));
  }

  Optional<PendingLogin> takePending(String id) {
    return Optional.ofNullable(pending.remove(id));
  }

  void keep(Device device) {
    devices.put(device.deviceCode(), device);
    devices.put(device.userCode(), device);
  }

  /** By device code or by user code. */
  Optional<Device> device(String code) {
    return Optional.ofNullable(devices.get(code));
  }

  void drop(Device device) {
    devices.remove(device.deviceCode());
    devices.remove(device.userCode());
  }

  void keep(CibaAttempt attempt) {
    attempts.put(attempt.authReqId(), attempt);
  }

  Optional<CibaAttempt> attempt(String authReqId) {
    return Optional.ofNullable(attempts.get(authReqId));
  }

  void drop(CibaAttempt attempt) {
    attempts.remove(attempt.authReqId());
  }

  /** Whether an assertion of this {@code jti} comes for the first time. */
  boolean firstUse(String jti) {
    return assertions.add(jti);
  }

  private void markUsed(String secret, @Nullable Grant grant) {
    if (grant != null) {
      used.put(secret, grant.session().id());
    } else {
      Optional.ofNullable(used.get(secret)).ifPresent(this::end);
    }
  }
}
