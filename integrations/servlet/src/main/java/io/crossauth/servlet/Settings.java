package io.crossauth.servlet;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.platform.Platform;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.servlet.internal.LocalPath;
import io.crossauth.servlet.internal.PathPattern;
import io.crossauth.servlet.internal.ReturnPath;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a filter was built with.
 *
 * @param base the application's address, without a slash at its end
 * @param below what the paths of our own endpoints begin with; empty, or from a slash on
 * @param keys the first seals, all open
 */
record Settings(
    OAuthClient client,
    URI base,
    String below,
    List<SealingKey> keys,
    LoginOptions options,
    Duration idle,
    Duration absolute,
    List<ProtectedPath> paths,
    List<PathPattern> open,
    String afterLogin,
    String afterLogout,
    String header,
    String cookie,
    Platform platform) {

  static final String LOGIN = "/login";
  static final String CALLBACK = "/callback";
  static final String LOGOUT = "/logout";
  static final String SESSION = "/session";
  static final String BACK_CHANNEL = "/backchannel-logout";
  static final String FRONT_CHANNEL = "/frontchannel-logout";
  static final String CIBA_PING = "/ciba-ping";

  private static final Set<String> ENDPOINTS =
      Set.of(LOGIN, CALLBACK, LOGOUT, SESSION, BACK_CHANNEL, FRONT_CHANNEL, CIBA_PING);

  /** Scheme, host and port, as browsers write them. */
  String origin() {
    return base.getScheme() + "://" + base.getRawAuthority();
  }

  /** The path of one of our endpoints, as the browser has it. */
  String address(String endpoint) {
    return base.getRawPath() + below + endpoint;
  }

  /** A path within the application, as the browser has it. */
  String outside(String local) {
    return base.getRawPath() + local;
  }

  URI redirectUri() {
    return URI.create(base + below + CALLBACK);
  }

  String sessionCookie() {
    return Cookies.PREFIX + cookie;
  }

  /** What all cookies that hold a login begin with. */
  String loginCookies() {
    return Cookies.PREFIX + cookie + "-login-";
  }

  String logoutCookie() {
    return Cookies.PREFIX + cookie + "-logout";
  }

  /** A form from another site brings the login's cookie only so. */
  String loginSameSite() {
    return options.responseMode().filter(mode -> mode.startsWith("form_post")).isPresent()
        ? "None"
        : "Lax";
  }

  /** What is sealed for one use opens for no other, of no other client or cookie. */
  String purpose(String use) {
    String id = client.clientId();
    return "crossauth servlet 1 " + id.length() + ":" + id + " " + cookie + " " + use;
  }

  String seal(String plain, String use) {
    return keys.get(0).seal(plain, purpose(use));
  }

  /** What a form of the application shows; nobody else can make it. */
  Secret formToken(String session) {
    return Secret.of(keys.get(0).digest(session, purpose("form token")));
  }

  /** Whether a form shows what any of the keys makes: nodes change keys one after the other. */
  boolean isFormToken(String session, String token) {
    Secret shown = Secret.of(token);
    return keys.stream()
        .map(key -> Secret.of(key.digest(session, purpose("form token"))))
        .anyMatch(shown::equals);
  }

  /** What was sealed with any of the keys; empty for everything else. */
  Optional<String> opened(String sealed, String use) {
    for (SealingKey key : keys) {
      try {
        return Optional.of(key.open(sealed, purpose(use)));
      } catch (InvalidResponseException e) {
        // Another key's, or a stranger's.
      }
    }
    return Optional.empty();
  }

  /** Where a person goes on, as the browser has it. */
  String returnPath(Optional<String> asked) {
    return asked
        .flatMap(ReturnPath::parse)
        .filter(path -> !isOwn(path.split("\\?", 2)[0]))
        .orElse(outside(afterLogin));
  }

  /** Whether an address of this origin, checked, is one of our own endpoints. */
  private boolean isOwn(String path) {
    String top = base.getRawPath() + below;
    return LocalPath.parse(path)
        .flatMap(decoded -> decoded.below(top))
        .filter(ENDPOINTS::contains)
        .isPresent();
  }

  /** What a path wants; empty if it is open. */
  Optional<ProtectedPath> protection(LocalPath path) {
    ProtectedPath wanted = null;
    for (ProtectedPath rule : paths) {
      boolean more = wanted == null || rule.pattern().exactness() > wanted.pattern().exactness();
      if (more && rule.pattern().matches(path)) {
        wanted = rule;
      }
    }
    return wanted == null || isOpen(path, wanted.pattern().exactness())
        ? Optional.empty()
        : Optional.of(wanted);
  }

  private boolean isOpen(LocalPath path, int exactness) {
    for (PathPattern rule : open) {
      if (rule.exactness() > exactness && rule.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
