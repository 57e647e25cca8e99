package io.crossauth.servlet;

import io.crossauth.client.login.PendingLogin;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginMissingException;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.value.SealingKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One cookie for each login that is under way, so that tabs do not disturb each other; few. */
final class LoginCookies {

  /**
   * More tabs than anybody logs in with at once, and less than a server's limit of header bytes.
   */
  static final int MOST = 5;

  private static final String USE = "login ";

  private final Settings settings;

  LoginCookies(Settings settings) {
    this.settings = settings;
  }

  /**
   * A login that is under way.
   *
   * @param returnPath where the person goes on, as the browser has it
   * @param earlier the name of the session that the browser had; empty for none
   */
  record Begun(PendingLogin pending, String returnPath, String earlier) {}

  /** Keeps a login; the oldest go where there are too many. */
  List<String> keep(Cookies cookies, Begun login) {
    List<String> fields = new ArrayList<>();
    Map<String, String> others = cookies.beginningWith(settings.loginCookies());
    others.entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<String, String> e) -> age(e)).reversed())
        .skip(MOST - 1L)
        .forEach(e -> fields.add(forget(e.getKey())));
    String id = login.pending().id();
    String value =
        login.pending().seal(settings.keys().get(0))
            + "."
            + settings.seal(login.earlier() + " " + login.returnPath(), USE + id);
    fields.add(
        Cookies.set(
            settings.loginCookies() + id,
            value,
            settings.loginSameSite(),
            PendingLogin.LIFETIME.toSeconds()));
    return fields;
  }

  /** When it began; what is not ours goes first. */
  private Instant age(Map.Entry<String, String> cookie) {
    return pending(cookie.getValue().split("\\.", 2)[0])
        .map(PendingLogin::startedAt)
        .orElse(Instant.EPOCH);
  }

  /**
   * The login that a callback belongs to.
   *
   * @throws LoginMissingException if the browser has not brought it, or not as we made it
   */
  Begun take(Cookies cookies, String id) {
    String[] parts =
        cookies
            .find(settings.loginCookies() + id)
            .map(v -> v.split("\\.", 2))
            .orElse(new String[0]);
    if (parts.length != 2) {
      throw new LoginMissingException();
    }
    Optional<PendingLogin> pending = pending(parts[0]).filter(login -> login.id().equals(id));
    Optional<String> rest = settings.opened(parts[1], USE + id);
    if (pending.isEmpty() || rest.isEmpty()) {
      throw new LoginMissingException();
    }
    String[] words = rest.get().split(" ", 2);
    return new Begun(pending.get(), words[1], words[0]);
  }

  /** Takes a login's cookie away. */
  String forget(String name) {
    return Cookies.delete(name, settings.loginSameSite());
  }

  String name(String id) {
    return settings.loginCookies() + id;
  }

  private Optional<PendingLogin> pending(String sealed) {
    for (SealingKey key : settings.keys()) {
      try {
        return Optional.of(PendingLogin.open(sealed, key));
      } catch (InvalidResponseException | LoginMissingException e) {
        // Another key's, or a stranger's.
      }
    }
    return Optional.empty();
  }
}
