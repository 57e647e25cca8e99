package io.crossauth.yandex;

import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.internal.exchange.QuasarCall;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A session that is logged in, as an HTTP transport: what is sent through it carries the session's
 * cookies and, where Quasar wants it, the token against forged requests. The rules of every call of
 * the client stand in front of it: the list of hosts, the pace, the time. The smart home is one
 * call away:
 *
 * <pre>{@code
 * YandexSession session = yandex.refreshPassportCookies(me.xToken());
 * HttpReply devices =
 *     session.exchange(
 *         HttpCall.get(URI.create("https://iot.quasar.yandex.ru/m/v3/user/devices")));
 * }</pre>
 *
 * <p>Redirects are not followed. A cookie goes only where a browser would send it; of several of
 * one name, one is sent: that of the longest path, of the host alone before that of a domain, and
 * otherwise the one that came last. Cookies that answers set are kept.
 *
 * <p>Safe for use by many threads. Its text form shows no cookie, and it is not serializable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-5.4">RFC 6265 section 5.4</a>
 */
public final class YandexSession implements HttpTransport {

  private static final int FORBIDDEN = 403;
  private static final String CSRF = "x-csrf-token";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  // Transient, so that a serializer that reads fields finds neither cookies nor connections.
  private final transient PassportCalls calls;
  private transient volatile Held held;

  YandexSession(PassportCalls calls, CookieJar jar) {
    this.calls = calls;
    this.held = new Held(jar);
  }

  /**
   * The cookies of one account, and Quasar's token that goes with them. An answer that comes after
   * another account's session has been restored goes to those that its request was sent with.
   */
  private static final class Held {

    private final CookieJar jar;
    private final AtomicReference<@Nullable Secret> csrf = new AtomicReference<>();

    Held(CookieJar jar) {
      this.jar = jar;
    }
  }

  /**
   * Sends a request with the session's cookies. To Quasar's hosts, anything but GET, HEAD and
   * OPTIONS carries Quasar's token too, which is asked for when it is needed first; if such a
   * request is refused with 403, it is sent once more with a new token.
   *
   * @param call the request, to one of the hosts that may be called; its answer may be a mebibyte
   *     long unless it says otherwise
   * @return the answer, whatever its status, but for those below; 401 means that the session is
   *     over
   * @throws YandexNetworkException if no usable answer comes, or the host is not on the list
   * @throws RateLimitedException for the status 429
   * @throws CaptchaRequiredException if Yandex wants a captcha solved first
   * @throws YandexAuthFailedException if Quasar's token is needed, and Quasar gives none
   */
  @Override
  public HttpReply send(HttpCall call) {
    Held session = held;
    CookieJar jar = session.jar;
    if (SAFE.contains(call.method()) || !isQuasar(call) || call.headers().first(CSRF).isPresent()) {
      return calls.reply(call, jar);
    }
    Secret token = knownToken(session);
    HttpReply reply = calls.reply(call.withHeader(CSRF, token.reveal()), jar);
    if (reply.status() != FORBIDDEN) {
      return reply;
    }
    session.csrf.compareAndSet(token, null);
    Secret fresh = knownToken(session);
    return fresh.equals(token) ? reply : calls.reply(call.withHeader(CSRF, fresh.reveal()), jar);
  }

  private static boolean isQuasar(HttpCall call) {
    String host = call.uri().getHost().toLowerCase(Locale.ROOT);
    return host.equals("quasar.yandex.ru") || host.endsWith(".quasar.yandex.ru");
  }

  private Secret knownToken(Held session) {
    Secret known = session.csrf.get();
    return known == null ? newToken(session) : known;
  }

  private Secret newToken(Held session) {
    Secret token = new QuasarCall(calls).csrf(session.jar);
    session.csrf.set(token);
    return token;
  }

  /**
   * Gets Quasar's token against forged requests anew, and keeps it for the requests to come.
   *
   * @return the token
   * @throws YandexAuthFailedException if Quasar gives none ({@code yandex.csrf_missing})
   */
  public Secret csrfToken() {
    return newToken(held);
  }

  /**
   * The session's cookies, to be kept. Whoever has them is logged in as their owner: protect them
   * as you would the x_token.
   *
   * @return a JSON array of objects with {@code name}, {@code value}, {@code domain}, {@code
   *     hostOnly}, {@code path} and perhaps {@code expirationDate}, as extensions of browsers have
   *     it; {@link YandexPassportClient#restoreSession} and {@link
   *     YandexPassportClient#loginCookies(Secret)} take it
   */
  public Secret exportCookies() {
    return Secret.of(held.jar.export());
  }

  /** Another session is in the place of this one: its token would be refused. */
  void become(CookieJar other) {
    held = new Held(other);
  }

  /**
   * How many cookies there are.
   *
   * @return a number, and no cookie
   */
  @Override
  public String toString() {
    return "YandexSession[" + held.jar + "]";
  }
}
