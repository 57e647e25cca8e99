package io.crossauth.yandex.internal;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.platform.Platform;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.cookie.CookieJar;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls that the chain is made of: JSON, a page, a chain of redirects. */
public final class PassportCalls {

  static final int MAX_PAGE = 2 * 1024 * 1024;

  private final HttpTransport policy;
  private final HttpTransport plain;
  private final HostRule hosts;
  private final Platform platform;

  /**
   * Creates the calls.
   *
   * @param policy the transport with the rules of every call in front
   * @param hosts the addresses that a redirect may lead to
   */
  public PassportCalls(Policy policy, HostRule hosts, Platform platform) {
    this.policy = policy;
    this.plain = new PlainAnswers(policy);
    this.hosts = hosts;
    this.platform = platform;
  }

  /** The platform. */
  public Platform platform() {
    return platform;
  }

  /** Which addresses may be called. */
  public HostRule hosts() {
    return hosts;
  }

  /** A POST of a JSON object. */
  public static HttpCall postJson(URI uri, Map<String, @Nullable Object> object) {
    return HttpCall.of("POST", uri)
        .withBody("application/json", Json.write(object).getBytes(StandardCharsets.UTF_8));
  }

  /** Makes a call without cookies that is answered by a JSON object, whatever the status. */
  public Answer json(HttpCall call) {
    return read(call, plain.exchange(call));
  }

  /** The same with the cookies of a login; those of the answer are taken. */
  public Answer json(HttpCall call, CookieJar jar) {
    HttpReply reply = plain.exchange(withCookies(call, jar));
    jar.take(call.uri(), reply);
    return read(call, reply);
  }

  /** Gets a page; its cookies are taken. An error has a page too, and it is not this one. */
  public String page(URI uri, CookieJar jar) {
    HttpCall call = withCookies(HttpCall.get(uri), jar).withMaxBytes(MAX_PAGE);
    HttpReply reply = policy.exchange(call);
    PlainAnswers.refuseRedirect(call, reply);
    if (!reply.successful()) {
      throw new YandexNetworkException("expected a page, found an error", uri, reply.status());
    }
    jar.take(uri, reply);
    return text(call, reply);
  }

  /** Makes a call with the cookies of a session, whatever is answered; its cookies are taken. */
  public HttpReply reply(HttpCall call, CookieJar jar) {
    HttpCall ready = withCookies(call, jar);
    HttpReply reply =
        policy.exchange(
            ready.maxBytes() == HttpCall.DEFAULT_MAX_BYTES
                ? ready.withMaxBytes(PlainAnswers.MAX_JSON)
                : ready);
    Captcha.refuse(call.uri(), reply);
    jar.take(call.uri(), reply);
    return reply;
  }

  /**
   * Gets a page through at most ten redirects; every address is checked before it is called.
   *
   * @param headers header fields of the first request alone
   * @return where it ended
   */
  public URI follow(URI start, Headers headers, CookieJar jar) {
    return new Redirects(policy, hosts, jar).follow(start, headers);
  }

  static HttpCall withCookies(HttpCall call, CookieJar jar) {
    return jar.header(call.uri()).map(cookies -> call.withHeader("Cookie", cookies)).orElse(call);
  }

  /** The body as text; strict UTF-8. */
  static String text(HttpCall call, HttpReply reply) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(reply.body())).toString();
    } catch (CharacterCodingException e) {
      throw new YandexNetworkException(
          "expected UTF-8, found other bytes", call.uri(), reply.status());
    }
  }

  private static Answer read(HttpCall call, HttpReply reply) {
    try {
      return new Answer(call.uri(), reply.status(), Json.object(reply.body()));
    } catch (JsonException e) {
      throw new YandexNetworkException(String.valueOf(e.getMessage()), call.uri(), reply.status());
    }
  }
}
