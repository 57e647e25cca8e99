package io.crossauth.benchmarks.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.http.Form;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server that takes each refresh token once: a second presentation ends the
 * session (RFC 9700 section 4.14.2). It takes 20 to 120 ms for an answer, as servers do.
 */
final class StrictProvider implements AutoCloseable {

  private static final int FASTEST_MILLIS = 20;
  private static final int SLOWEST_MILLIS = 120;

  /** One login of one session: its refresh tokens are numbered. */
  private static final class Family {

    private final String name;
    private volatile long born = Long.MAX_VALUE;
    private final ReentrantLock lock = new ReentrantLock();
    private int next;
    private Ledger.@Nullable Why dead;

    Family(String name) {
      this.name = name;
    }

    String refreshToken(int number) {
      return name + "." + number;
    }
  }

  private final HttpServer server;
  private final Ledger ledger;
  private final int lifeSeconds;
  private final ExecutorService threads = Executors.newCachedThreadPool(StrictProvider::daemon);
  private final ConcurrentMap<String, Family> families = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Family> bySession = new ConcurrentHashMap<>();
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicInteger requestsToDrop = new AtomicInteger();
  private final AtomicInteger answersToDrop = new AtomicInteger();
  private final LongAdder refreshes = new LongAdder();

  private StrictProvider(HttpServer server, Ledger ledger, int lifeSeconds) {
    this.server = server;
    this.ledger = ledger;
    this.lifeSeconds = lifeSeconds;
  }

  /**
   * Starts one.
   *
   * @param lifeSeconds how long its access tokens live
   */
  static StrictProvider start(Ledger ledger, int lifeSeconds) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    StrictProvider provider = new StrictProvider(HttpServer.create(any, 256), ledger, lifeSeconds);
    provider.server.createContext("/.well-known/openid-configuration", provider::metadata);
    provider.server.createContext("/token", provider::token);
    provider.server.setExecutor(provider.threads);
    provider.server.start();
    return provider;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "provider");
    thread.setDaemon(true);
    return thread;
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int lifeSeconds() {
    return lifeSeconds;
  }

  /** How often a refresh token was taken. */
  long refreshes() {
    return refreshes.sum();
  }

  /** The next requests break before they are taken. */
  void dropRequests(int count) {
    requestsToDrop.addAndGet(count);
  }

  /** The answers to the next requests break after they are taken. */
  void dropAnswers(int count) {
    answersToDrop.addAndGet(count);
  }

  boolean hasDropped() {
    return requestsToDrop.get() == 0 && answersToDrop.get() == 0;
  }

  /** A login of a session; gives its first refresh token. */
  String login(String session) {
    Family family = new Family(session + "." + logins.incrementAndGet());
    families.put(family.name, family);
    return family.refreshToken(0);
  }

  /** The refresh token is in the store: from now on this login is the session's. */
  void loggedIn(String session, String refreshToken) {
    String login = refreshToken.substring(0, refreshToken.lastIndexOf('.'));
    Family family = requireNonNull(families.get(login));
    family.born = System.currentTimeMillis();
    bySession.put(session, family);
  }

  /** The session that a refresh token belongs to. */
  static String sessionOf(String refreshToken) {
    int dot = refreshToken.indexOf('.');
    return dot < 0 ? refreshToken : refreshToken.substring(0, dot);
  }

  /**
   * A node has said that a session is over.
   *
   * @param asked when it was asked for
   * @return why; null if that was about a login before this one
   */
  Ledger.@Nullable Why whyOver(String session, long asked) {
    Family family = bySession.get(session);
    if (family == null || asked <= family.born) {
      return null;
    }
    family.lock.lock();
    try {
      if (family.dead != null) {
        return family.dead;
      }
      boolean lost =
          ledger.isUnanswered(family.refreshToken(family.next))
              || ledger.isUnanswered(family.refreshToken(family.next - 1));
      return lost ? Ledger.Why.REPEAT : Ledger.Why.FAULT;
    } finally {
      family.lock.unlock();
    }
  }

  private void metadata(HttpExchange exchange) throws IOException {
    String issuer = issuer();
    answer(
        exchange,
        200,
        """
        {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token",
         "jwks_uri":"%s/jwks","response_types_supported":["code"],
         "subject_types_supported":["public"],
         "id_token_signing_alg_values_supported":["RS256"]}
        """
            .formatted(issuer, issuer, issuer, issuer));
  }

  private void token(HttpExchange exchange) throws IOException {
    String by = exchange.getRequestHeaders().getFirst(WatchedTransport.WHO);
    byte[] body = exchange.getRequestBody().readAllBytes();
    String refreshToken =
        Form.parse(new String(body, UTF_8)).first("refresh_token").orElse("none.0.0");
    int dot = refreshToken.lastIndexOf('.');
    Family family = families.get(refreshToken.substring(0, dot));
    if (family == null) {
      answer(exchange, 400, "{\"error\":\"invalid_request\"}");
      return;
    }
    if (taken(requestsToDrop)) {
      ledger.unanswered(refreshToken);
      exchange.close();
      return;
    }
    long arrived = System.nanoTime();
    pause(FASTEST_MILLIS, SLOWEST_MILLIS);
    int number = Integer.parseInt(refreshToken.substring(dot + 1));
    boolean rotated = rotated(family, number, by, arrived);
    if (rotated && taken(answersToDrop)) {
      ledger.unanswered(refreshToken);
      exchange.close();
      return;
    }
    try {
      answer(exchange, rotated ? 200 : 400, rotated ? tokens(family, number + 1) : REFUSAL);
    } catch (IOException e) {
      // Whoever has asked is gone.
      ledger.unanswered(refreshToken);
      throw e;
    }
  }

  private static final String REFUSAL = "{\"error\":\"invalid_grant\"}";

  private static boolean taken(AtomicInteger from) {
    return from.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  private boolean rotated(Family family, int number, String by, long arrived) {
    family.lock.lock();
    try {
      if (number < family.next) {
        Ledger.Why why =
            ledger.again(family.refreshToken(number), family.refreshToken(number + 1), by);
        if (family.dead == null) {
          family.dead = why;
        }
      }
      if (family.dead != null) {
        return false;
      }
      ledger.first(family.refreshToken(number), by, arrived);
      family.next = number + 1;
      refreshes.increment();
      return true;
    } finally {
      family.lock.unlock();
    }
  }

  private String tokens(Family family, int number) {
    return """
    {"access_token":"access.%s.%d","token_type":"Bearer","expires_in":%d,"refresh_token":"%s"}
    """
        .formatted(family.name, number, lifeSeconds, family.refreshToken(number));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] bytes = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  static void pause(int least, int most) {
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(least, most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
