package io.crossauth.testkit.yandex;

import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.testkit.yandex.Memory.Decision;
import io.crossauth.testkit.yandex.Memory.DeviceCode;
import io.crossauth.testkit.yandex.Memory.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Yandex in this process: Passport's mobile chain and Yandex ID, with one account ({@link
 * FakeAccount}), and memory of tracks, sessions and tokens. It speaks TLS on a free port of
 * 127.0.0.1 under the real names; give the client {@link #clientContext} and an address book of
 * {@link #hosts} and {@link #address}.
 *
 * <p>Safe for use by many threads.
 */
public final class FakePassport implements AutoCloseable {

  /** What a password login is asked for besides the password. */
  public enum SecondFactor {
    /** Nothing: the password is enough. */
    NONE,
    /** A code of an authenticator app. */
    TOTP,
    /** A code by push or text message, as the user chooses. */
    CHALLENGE,
    /** A captcha, once; after it the password is enough. */
    CAPTCHA
  }

  /** A host that is not Yandex's. It is served too, so that a client that goes there is seen. */
  public static final String FOREIGN_HOST = "evil.example.com";

  private static final List<String> HOSTS =
      List.of(
          "passport.yandex.ru",
          "www.yandex.ru",
          "yandex.ru",
          "ya.ru",
          "www.ya.ru",
          "mobileproxy.passport.yandex.net",
          "oauth.mobile.yandex.net",
          "oauth.yandex.ru",
          "oauth.yandex.com",
          "login.yandex.ru",
          "quasar.yandex.net",
          "quasar.yandex.ru",
          "iot.quasar.yandex.ru");

  private final Memory memory = new Memory();
  private final PasswordPages passwords = new PasswordPages(memory);
  private final Map<String, Handler> routes = new LinkedHashMap<>();
  private final PassportFaults faults = new PassportFaults(memory);
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final FaultServer server;

  private FakePassport() {
    new QrPages(memory).addTo(routes);
    new TokenCalls(memory).addTo(routes);
    new SmartHome(memory).addTo(routes);
    new OAuthCalls(memory).addTo(routes);
    passwords.addTo(routes);
    List<String> names = new ArrayList<>(HOSTS);
    names.add(FOREIGN_HOST);
    SSLContext tls = TestCertificates.shared().serverContext(names.toArray(String[]::new));
    server = FaultServer.startTls(tls).always(this::serve);
  }

  /**
   * Starts a fake with its own memory on a free port of 127.0.0.1.
   *
   * @return the fake
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public static FakePassport start() {
    return new FakePassport();
  }

  /** {@return the names that it answers to, but for {@link #FOREIGN_HOST}} */
  public List<String> hosts() {
    return HOSTS;
  }

  /** {@return the address where it listens, whatever name is asked for} */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  /** {@return what a client needs to trust it, and nobody else} */
  public SSLContext clientContext() {
    return TestCertificates.shared().clientContext();
  }

  /**
   * Answers without a network: for transports of tests that have none. Faults that only a
   * connection can have ({@link PlaceFaults#behave}, {@link PlaceFaults#deliver}) do not happen.
   *
   * @param request the request, with a {@code Host}
   * @return the answer; 404 for a place that the fake does not know
   */
  public Reply answer(RecordedRequest request) {
    return arrived(request).get();
  }

  private void serve(Connection connection) throws IOException {
    RecordedRequest request = connection.request();
    faults.rules().delivered(place(request), arrived(request)).serve(connection);
  }

  private Supplier<Reply> arrived(RecordedRequest request) {
    String place = place(request);
    arrivals.add(new Arrival(place, request, System.nanoTime()));
    Handler handler = routes.get(request.method() + " " + place);
    return faults
        .rules()
        .edited(
            place,
            () ->
                handler == null
                    ? Reply.html("<html>404</html>").status(404)
                    : handler.answer(request));
  }

  /** {@return the switches that make the fake do wrong, or refuse} */
  public PassportFaults faults() {
    return faults;
  }

  /**
   * Answers the next requests to one place with these replies, one for each, and then by itself
   * again.
   *
   * @param place host and path: {@code oauth.yandex.ru/token}
   * @param replies what is sent, in this order
   * @return this fake
   */
  public FakePassport next(String place, Reply... replies) {
    for (Reply reply : replies) {
      faults.at(place).next(1).answer(reply);
    }
    return this;
  }

  /**
   * Answers all requests to one place with one reply.
   *
   * @param place host and path: {@code oauth.yandex.ru/token}
   * @param reply what is sent
   * @return this fake
   */
  public FakePassport always(String place, Reply reply) {
    faults.at(place).answer(reply);
    return this;
  }

  /** {@return the requests so far with their times, in their order} */
  public List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** {@return the requests so far, in their order} */
  public List<RecordedRequest> requests() {
    return arrivals.stream().map(Arrival::request).toList();
  }

  /**
   * Tells what came to one place.
   *
   * @param place host and path: {@code oauth.yandex.ru/token}
   * @return its requests so far, in their order
   */
  public List<RecordedRequest> requests(String place) {
    return arrivals.stream()
        .filter(arrival -> arrival.place().equals(place))
        .map(Arrival::request)
        .toList();
  }

  /**
   * Tells the place of a request.
   *
   * @param request the request, with a {@code Host}
   * @return host in small letters, without its port, and path: {@code oauth.yandex.ru/token}
   */
  public static String place(RecordedRequest request) {
    String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
    int port = host.indexOf(':');
    return (port < 0 ? host : host.substring(0, port)) + request.path();
  }

  /** Scans all codes that are shown as the user would, opens all letters, and says yes. */
  public void confirmLogins() {
    memory.tracks.replaceAll((track, stage) -> Stage.CONFIRMED);
  }

  /**
   * Types a code on another device as the user would, and says yes.
   *
   * @param userCode the {@code user_code}; nothing happens if no device waits with it
   */
  public void grant(String userCode) {
    decide(userCode, Decision.GRANTED);
  }

  /**
   * Types a code on another device as the user would, and says no.
   *
   * @param userCode the {@code user_code}; nothing happens if no device waits with it
   */
  public void deny(String userCode) {
    decide(userCode, Decision.DENIED);
  }

  /** Ends the time of all device codes: polls find {@code expired_token}. */
  public void expireDeviceCodes() {
    memory.deviceCodes.replaceAll(
        (code, known) -> new DeviceCode(known.userCode(), known.clientId(), Decision.EXPIRED));
  }

  /**
   * Sets what the account wants besides its password.
   *
   * @param factor the second factor; {@link SecondFactor#NONE} by default
   * @return this fake
   */
  public FakePassport want(SecondFactor factor) {
    passwords.want(factor);
    return this;
  }

  /** {@return a new session as a browser has one: {@code Session_id=…; sessionid2=…}} */
  public String browserCookies() {
    String session = memory.add(memory.sessions, "session");
    return "Session_id=" + session + "; sessionid2=" + session + "-2";
  }

  /** {@return a new x_token, good until it is {@linkplain #revoke revoked}} */
  public String xToken() {
    return memory.add(memory.xTokens, "xtoken");
  }

  /** {@return a new music token, good until it is {@linkplain #revoke revoked}} */
  public String musicToken() {
    return memory.add(memory.musicTokens, "music");
  }

  /** {@return a new refresh token, good once} */
  public String refreshToken() {
    return memory.add(memory.refreshTokens, "refresh");
  }

  /**
   * Takes back a token of any kind.
   *
   * @param token an x_token, a music token, a refresh token or Quasar's against forged requests;
   *     nothing happens if it is none
   */
  public void revoke(String token) {
    memory.quasarTokens.remove(token);
    memory.xTokens.remove(token);
    memory.musicTokens.remove(token);
    memory.refreshTokens.remove(token);
  }

  private void decide(String userCode, Decision decision) {
    memory.deviceCodes.replaceAll(
        (code, known) ->
            known.userCode().equals(userCode)
                ? new DeviceCode(userCode, known.clientId(), decision)
                : known);
  }

  /** Stops the fake and ends its connections. */
  @Override
  public void close() {
    server.close();
  }
}
