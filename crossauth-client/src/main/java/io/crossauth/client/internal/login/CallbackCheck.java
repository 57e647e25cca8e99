package io.crossauth.client.internal.login;

import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a callback against the login it should answer. Nothing of it is used before the state has
 * been compared.
 */
final class CallbackCheck {

  private static final List<String> ONCE =
      List.of("state", "code", "iss", "error", "error_description", "error_uri");

  /** How far the clocks of the nodes of one application may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final int MOST_OF_A_PATH = 100;

  private final ClientContext context;
  private final OneTimeStore store;
  private final Duration lifetime;
  private final Runnable anonymous;

  CallbackCheck(ClientContext context, OneTimeStore store) {
    this(context, store, PendingLogin.LIFETIME, () -> {});
  }

  /**
   * @param lifetime how long a login may take
   * @param anonymous refuses an answer that need not say who made it, and does not, where it may be
   *     another's
   */
  CallbackCheck(ClientContext context, OneTimeStore store, Duration lifetime, Runnable anonymous) {
    this.context = context;
    this.store = store;
    this.lifetime = lifetime;
    this.anonymous = anonymous;
  }

  /** A login begun by another client, or with another server, is not ours to end (RFC 9700 4.4). */
  void requireOwnLogin(PendingLogin pending) {
    requireOwnLogin(pending, context.configuration().get());
  }

  Secret code(Form callback, PendingLogin pending) {
    OpenIdConfiguration configuration = context.configuration().get();
    requireOwnLogin(pending, configuration);
    requireEachOnce(callback);
    requireState(callback, pending);
    // Before the login is used up: whoever brings another's answer must not end it.
    requireIssuer(callback, configuration);
    requireFirstUse(pending);
    if (callback.has("error")) {
      throw CallbackError.of(callback);
    }
    if (callback.has("access_token")) {
      // RFC 9700 section 2.1.2: tokens do not travel through the browser.
      throw invalid("implicit", "expected a code, found an access token");
    }
    return callback
        .first("code")
        .filter(code -> !code.isBlank())
        .map(Secret::of)
        .orElseThrow(() -> invalid("missing_member", "expected a code, found none"));
  }

  private void requireOwnLogin(PendingLogin pending, OpenIdConfiguration configuration) {
    if (!pending.clientId().equals(context.clientId())
        || !pending.issuer().equals(configuration.issuer().orElse(""))) {
      throw invalid("login_mismatch", "expected a login of this client, found one of another");
    }
    requireAge(pending.startedAt(), context.platform().now());
  }

  /** A login of the future would live longer than its use is remembered. */
  private void requireAge(Instant startedAt, Instant now) {
    if (startedAt.isBefore(now.minus(lifetime))) {
      throw invalid(
          "login_expired",
          "expected it within "
              + lifetime.toSeconds()
              + " seconds (loginLifetime); begin the login again");
    }
    if (startedAt.isAfter(now.plus(SKEW))) {
      throw invalid(
          "login_in_future",
          "expected a login that has begun, found one of the future; do the clocks of the nodes"
              + " agree, to a minute?");
    }
  }

  /**
   * RFC 9700 section 4.4.2.2: where each server has a redirect URI of its own, an answer at another
   * server's is a mix-up. The path alone is compared: proxies change scheme, host and port.
   */
  static void requireAddress(URI address, PendingLogin pending) {
    // An address without a path and a host is a query alone, which came to nobody knows where.
    boolean somewhere = address.getRawAuthority() != null || rooted(address.getRawPath());
    if (!somewhere
        || !RedirectRegister.path(address).equals(RedirectRegister.path(pending.redirectUri()))) {
      throw invalid(
          "redirect_mismatch",
          "expected it at the path of this login's redirect URI, "
              + shownPath(pending.redirectUri())
              + ", found it at "
              + (somewhere ? shownPath(address) : "an address without host and path")
              + "; behind a proxy that changes paths, give the address that the browser has");
    }
  }

  /** A path is nobody's secret, but whoever calls us chooses it. */
  private static String shownPath(URI address) {
    return Printable.of(RedirectRegister.path(address), MOST_OF_A_PATH);
  }

  /**
   * A login that was begun in one browser ends in no other (RFC 9700 section 2.1): a sealed one may
   * have been planted.
   */
  static void requireBrowser(AuthorizationResponse response, PendingLogin pending) {
    if (pending.browser().isPresent() && !pending.browser().equals(response.browser())) {
      throw invalid(
          "browser_mismatch",
          response.browser().isEmpty()
              ? "expected the cookie of the browser that began this login, found none"
              : "expected the browser that began this login, found a different one");
    }
  }

  private static boolean rooted(@Nullable String path) {
    return path != null && path.startsWith("/");
  }

  /** RFC 6749 section 3.1: parameters must not be there more than once. */
  private static void requireEachOnce(Form callback) {
    for (String name : ONCE) {
      if (callback.all(name).size() > 1) {
        throw invalid("duplicate_parameter", "expected " + name + " once, found it more often");
      }
    }
  }

  /** RFC 6749 section 10.12. */
  private static void requireState(Form callback, PendingLogin pending) {
    String state = callback.first("state").orElse("");
    if (state.isBlank()) {
      throw invalid("state_missing", "expected a state, found none");
    }
    if (!Secret.of(state).equals(pending.state())) {
      throw invalid(
          "state_mismatch",
          "expected the state of this login, found a different value; keep each login under its own"
              + " name");
    }
  }

  private void requireFirstUse(PendingLogin pending) {
    // As long as any node may take the login for young, whose clock may be late where ours is not.
    Duration remembered = lifetime.plus(SKEW.multipliedBy(3));
    if (!store.firstUse(OneTimeStore.LOGIN, context.clientId(), pending.id(), remembered)) {
      throw invalid(
          "state_replayed", "expected the first callback of this login, found a further one");
    }
  }

  /** RFC 9207 section 2.4. */
  private void requireIssuer(Form callback, OpenIdConfiguration configuration) {
    boolean promised =
        configuration
            .find(MetadataField.AUTHORIZATION_RESPONSE_ISS_PARAMETER_SUPPORTED)
            .orElse(false);
    String found = callback.first("iss").orElse("");
    if (found.isEmpty() && !promised) {
      anonymous.run();
      return;
    }
    if (!found.equals(configuration.issuer().orElse(""))) {
      throw invalid(
          "issuer_mismatch",
          found.isEmpty()
              ? "expected iss, since the server promises it, found none"
              : "expected iss of the server this login was begun with, found a different issuer");
    }
  }

  private static InvalidResponseException invalid(String rule, String message) {
    return new InvalidResponseException(rule, "authorization callback: " + message);
  }
}
