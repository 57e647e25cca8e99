package io.crossauth.client.fuzz;

import io.crossauth.client.internal.login.AnyCallback;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.resource.AnyChallenge;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginMissingException;
import io.crossauth.value.SealingKey;
import java.nio.charset.StandardCharsets;

/**
 * What is given to a reader, and what may come of it: an answer, or the refusal that belongs to it.
 * Any other exception is a fault, and so is an answer that must not be. Used by the corpus in every
 * build, and by Jazzer on demand.
 */
final class Targets {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final String PURPOSE = "crossauth pending login 3";

  private Targets() {}

  /** The query of a callback. Good: a code comes of it. */
  static boolean callback(byte[] bytes) {
    return AnyCallback.query(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** A cookie that should have a sealed login in it. Good: never, without the key. */
  static boolean sealed(byte[] bytes) {
    return opens(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** What was sealed with our key, as it stands. Good: it is a login, and the same when sealed. */
  static boolean pending(byte[] bytes) {
    return opens(KEY.seal(new String(bytes, StandardCharsets.UTF_8), PURPOSE));
  }

  private static boolean opens(String sealed) {
    PendingLogin login;
    try {
      login = PendingLogin.open(sealed, KEY);
    } catch (InvalidResponseException | LoginMissingException e) {
      return false;
    }
    if (!PendingLogin.open(login.seal(KEY), KEY).equals(login)) {
      throw new IllegalStateException("another login: " + login);
    }
    return true;
  }

  /** A {@code WWW-Authenticate} header. Good: another token may help. */
  static boolean challenge(byte[] bytes) {
    return AnyChallenge.wantsAnother(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** A request to the port of a command-line login. Good: it is the callback. */
  static boolean loopback(byte[] bytes) {
    return AnyCallback.request(bytes);
  }
}
