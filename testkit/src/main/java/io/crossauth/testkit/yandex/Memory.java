package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What the fake knows: tracks, sessions, tokens. Safe for use by many threads. */
final class Memory {

  /** Whether the user has confirmed the login of a track. */
  enum Stage {
    OPEN,
    CONFIRMED
  }

  /** What the user has done with a device code, or that its time is over. */
  enum Decision {
    PENDING,
    GRANTED,
    DENIED,
    EXPIRED
  }

  /** A device code, and what its user types. */
  record DeviceCode(String userCode, String clientId, Decision decision) {}

  final ConcurrentMap<String, Stage> tracks = new ConcurrentHashMap<>();
  final ConcurrentMap<String, Map<String, Object>> states = new ConcurrentHashMap<>();
  final ConcurrentMap<String, DeviceCode> deviceCodes = new ConcurrentHashMap<>();
  final ConcurrentMap<String, String> codes = new ConcurrentHashMap<>();
  final Set<String> csrfTokens = ConcurrentHashMap.newKeySet();
  final Set<String> sessions = ConcurrentHashMap.newKeySet();
  final Set<String> xTokens = ConcurrentHashMap.newKeySet();
  final Set<String> musicTokens = ConcurrentHashMap.newKeySet();
  final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
  final Set<String> quasarTokens = ConcurrentHashMap.newKeySet();
  final AtomicBoolean endedSession = new AtomicBoolean();
  final AtomicInteger hops = new AtomicInteger();
  private final AtomicInteger count = new AtomicInteger();

  /** A new value that nobody has, recognisable and long enough to be a secret. */
  String fresh(String kind) {
    return "test-"
        + kind
        + "-"
        + String.format("%032x", 0xfeedL * 65_537 + count.incrementAndGet());
  }

  String add(Set<String> kept, String kind) {
    String value = fresh(kind);
    kept.add(value);
    return value;
  }

  String track(Stage stage) {
    String track = fresh("track");
    tracks.put(track, stage);
    return track;
  }

  boolean confirmed(Optional<String> track) {
    return track.filter(t -> tracks.get(t) == Stage.CONFIRMED).isPresent();
  }

  /** The same reply with the cookies of a new session. */
  Reply withSession(Reply reply) {
    String session = endedSession.get() ? fresh("session") : add(sessions, "session");
    String scope = "; Domain=.yandex.ru; Path=/; Secure; HttpOnly";
    return reply
        .addHeader("Set-Cookie", "Session_id=" + session + scope)
        .addHeader("Set-Cookie", "sessionid2=" + session + "-2" + scope);
  }

  /** Whether a header of cookies holds a session that is good. */
  boolean inSession(Optional<String> cookies) {
    for (String pair : cookies.orElse("").split(";", -1)) {
      String cookie = pair.strip();
      if (cookie.startsWith("Session_id=") && sessions.contains(cookie.substring(11))) {
        return true;
      }
    }
    return false;
  }

  static Optional<String> oauth(RecordedRequest request, String header) {
    return request
        .header(header)
        .filter(value -> value.startsWith("OAuth "))
        .map(value -> value.substring(6));
  }

  /** Whether a request names an application by its id and its password. */
  static boolean isApp(RecordedRequest request, String id, String secret) {
    return request.formParameter("client_id").equals(Optional.of(id))
        && request.formParameter("client_secret").equals(Optional.of(secret));
  }

  static Reply ok(Map<String, ?> object) {
    return Reply.json(object);
  }

  static Reply error(int status, String marker) {
    return Reply.json("{\"status\":\"error\",\"errors\":[\"" + marker + "\"]}").status(status);
  }
}
