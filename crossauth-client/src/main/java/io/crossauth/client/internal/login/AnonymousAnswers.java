package io.crossauth.client.internal.login;

import io.crossauth.error.InvalidResponseException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers that do not say who made them (no {@code iss}, RFC 9207): the address that they come to
 * is all that tells whose they are (RFC 9700 section 4.4.2.2).
 */
final class AnonymousAnswers {

  private final RedirectRegister.Client own;
  private final AtomicBoolean warned = new AtomicBoolean();

  AnonymousAnswers(RedirectRegister.Client own) {
    this.own = own;
  }

  /**
   * Refuses one where the answer of another provider could have come; warns, once, where that
   * cannot be known.
   *
   * @param address where it came
   * @param redirectUri where it should come: the same path, which has been compared
   */
  void require(URI address, URI redirectUri) {
    RedirectRegister.Sharing sharing = RedirectRegister.sharing(own, address, redirectUri);
    if (sharing == RedirectRegister.Sharing.UNKNOWN) {
      throw new InvalidResponseException(
          "issuer_missing",
          "authorization callback: expected iss (RFC 9207), since a client of another provider in"
              + " this program has used more than "
              + RedirectRegister.MOST_PLACES
              + " redirect URIs and may share this one, found none; use fewer, or close clients"
              + " that are not needed any more");
    }
    if (sharing == RedirectRegister.Sharing.SHARED) {
      throw new InvalidResponseException(
          "issuer_missing",
          "authorization callback: expected iss (RFC 9207), since this program has two providers"
              + " with this redirect URI, found none; give each provider a path of its own");
    }
    if (!RedirectRegister.isExact(address, redirectUri) && warned.compareAndSet(false, true)) {
      System.getLogger(AnonymousAnswers.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "authorization callback: the provider sends no iss (RFC 9207), and the callback comes"
                  + " to another host than its redirect URI names; give the address that the browser"
                  + " has, and each provider a path of its own (RFC 9700 section 4.4)");
    }
  }
}
