package io.crossauth.redis;

import io.crossauth.client.session.LoginReference;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.value.SealingKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A session's entry in the index. All names are digests with a key, the session's is sealed too.
 *
 * @param session the digest of its name
 * @param mark drawn by chance for this record; hints to it name it
 * @param issuedAt when its ID token was issued, in seconds since 1970
 * @param bySubject the digest of issuer and subject; {@code -} if there is no subject
 * @param byLogin the digest of issuer and session id of the provider; {@code -} if there is none
 * @param sealed the name of the key, a dot, and the session's name sealed
 */
record IndexEntry(
    String session, String mark, long issuedAt, String bySubject, String byLogin, String sealed) {

  private static final String PURPOSE = "crossauth session name 1";
  private static final String FORMAT = "1";
  private static final String NONE = "-";
  private static final int PARTS = 6;

  static IndexEntry of(SealingKey key, String mark, String session, LoginReference login) {
    return new IndexEntry(
        bySession(key, session),
        mark,
        login.issuedAt().getEpochSecond(),
        login.subject().isPresent() ? bySubject(key, login) : NONE,
        login.sessionId().isPresent() ? byLogin(key, login) : NONE,
        key.name() + "." + key.seal(session, PURPOSE));
  }

  static IndexEntry read(String session, String text) {
    String[] parts = text.split(" ", -1);
    try {
      if (parts.length == PARTS && parts[0].equals(FORMAT)) {
        return new IndexEntry(
            session, parts[1], Long.parseLong(parts[2]), parts[3], parts[4], parts[5]);
      }
    } catch (NumberFormatException e) {
      // Damaged, as below.
    }
    throw Failures.unreadable();
  }

  String text() {
    return String.join(" ", FORMAT, mark, Long.toString(issuedAt), bySubject, byLogin, sealed);
  }

  String hint() {
    return session + " " + mark;
  }

  /** The keys of the sets that have a hint to it. */
  List<String> hints(Redis redis) {
    List<String> keys = new ArrayList<>();
    if (!bySubject.equals(NONE)) {
      keys.add(redis.key("subject", bySubject));
    }
    if (!byLogin.equals(NONE)) {
      keys.add(redis.key("login", byLogin));
    }
    return keys;
  }

  /** The key of the set that has hints to all that a logout may end. */
  static String whereToLook(Redis redis, SealingKey key, LoginReference logout) {
    return logout.sessionId().isPresent()
        ? redis.key("login", byLogin(key, logout))
        : redis.key("subject", bySubject(key, logout));
  }

  /** As {@link LoginReference#ends} has it, by digests. */
  boolean endsBy(SealingKey key, LoginReference logout) {
    boolean user = logout.subject().isEmpty() || bySubject.equals(bySubject(key, logout));
    return logout.sessionId().isPresent()
        ? user && byLogin.equals(byLogin(key, logout))
        : user && issuedAt <= logout.issuedAt().getEpochSecond();
  }

  /** The session's name. */
  String name(List<SealingKey> keys) {
    String[] parts = sealed.split("\\.", 2);
    for (SealingKey key : keys) {
      if (key.name().equals(parts[0])) {
        try {
          return key.open(parts[parts.length - 1], PURPOSE);
        } catch (InvalidResponseException e) {
          throw Failures.unreadable();
        }
      }
    }
    throw Failures.unreadable();
  }

  static String bySession(SealingKey key, String session) {
    return key.digest(session, "crossauth index session");
  }

  private static String bySubject(SealingKey key, LoginReference login) {
    return key.digest(
        Names.of(login.issuer(), login.subject().orElse(""), ""), "crossauth index subject");
  }

  private static String byLogin(SealingKey key, LoginReference login) {
    return key.digest(
        Names.of(login.issuer(), login.sessionId().orElse(""), ""), "crossauth index login");
  }
}
