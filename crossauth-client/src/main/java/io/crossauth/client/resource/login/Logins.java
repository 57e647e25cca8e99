package io.crossauth.client.resource.login;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.internal.flight.SingleFlight;
import io.crossauth.platform.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The logins of the user for one resource: one at a time, however many threads want it. Safe for
 * use by many threads.
 */
final class Logins {

  /** A login that began without knowing of a wish is followed by one that knows. */
  private static final int MOST_FLIGHTS = 2;

  private final ApiAddress api;
  private final AllowedServers servers;
  private final ClientIds clients;
  private final UserLogin user;
  private final List<String> scopes;
  private final ApiCalls calls;
  private final Platform platform;
  private final SingleFlight<ApiSession> flight;
  private final AtomicReference<@Nullable ApiSession> held = new AtomicReference<>();
  private volatile boolean closed;

  Logins(
      ApiAddress api,
      AllowedServers servers,
      ClientIds clients,
      UserLogin user,
      List<String> scopes,
      ApiCalls calls,
      Duration patience,
      Platform platform) {
    this.api = api;
    this.servers = servers;
    this.clients = clients;
    this.user = user;
    this.scopes = scopes;
    this.calls = calls;
    this.platform = platform;
    this.flight = new SingleFlight<>("the user's login", patience, platform.ticker());
  }

  /** The login of now. */
  Optional<ApiSession> session() {
    return Optional.ofNullable(held.get());
  }

  /**
   * Logs the user in, unless somebody has since the request was sent.
   *
   * @param used the login whose token the request had; null if it had none
   */
  void logIn(@Nullable ApiSession used, Demand demand, Patience patience) {
    requireOpen();
    Wanted wanted = demand.wanted();
    for (int i = 0; i < MOST_FLIGHTS && !isDone(held.get(), used, wanted); i++) {
      ApiSession unused =
          flight.runFrom(
              platform.ticker().nanos() - Duration.ofDays(1).toNanos(),
              patience.left(),
              () -> begin(used, demand, wanted, patience),
              patience::over);
    }
  }

  // Another login with the same tokens is none: what counts is that somebody has begun one.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isDone(
      @Nullable ApiSession now, @Nullable ApiSession used, Wanted wanted) {
    return now != null && now != used && now.asked().covers(wanted);
  }

  private ApiSession begin(
      @Nullable ApiSession used, Demand demand, Wanted wanted, Patience patience) {
    ApiSession now = held.get();
    if (now != null && isDone(now, used, wanted)) {
      return now;
    }
    ApiSession next =
        now != null && demand.kind() != Demand.Kind.TOKEN
            ? again(now, wanted.beside(now.asked().scopes()), patience)
            : anew(now, demand, wanted.beside(scopes), patience);
    held.set(next);
    if (closed) {
      // Whoever closes has looked before we set it.
      close();
      requireOpen();
    }
    return next;
  }

  private ApiSession again(ApiSession session, Wanted wanted, Patience patience) {
    return session.after(tokens(session.client(), wanted, patience), wanted);
  }

  /** RFC 9728 section 5: from the challenge to the metadata, the server and the login. */
  private ApiSession anew(
      @Nullable ApiSession before, Demand demand, Wanted wanted, Patience patience) {
    URI document = demand.metadata().map(api::metadata).orElseGet(api::metadata);
    ResourceMetadata metadata =
        ResourceMetadata.read(api.uri(), document, calls.document(document, patience));
    String issuer = servers.choose(metadata.servers(), api.uri());
    if (before != null && before.issuer().equals(issuer)) {
      return again(before, wanted, patience);
    }
    OAuthClient client = clients.at(issuer, calls, patience, platform);
    try {
      ApiSession session =
          ApiSession.of(issuer, client, api.uri(), tokens(client, wanted, patience), wanted);
      if (before != null) {
        before.client().close();
      }
      return session;
    } catch (RuntimeException | Error e) {
      client.close();
      if (e instanceof LoginTimeoutException || isUnknownClient(e)) {
        clients.forget(issuer);
      }
      throw e;
    }
  }

  private static boolean isUnknownClient(Throwable failure) {
    return failure instanceof OAuthErrorException refused
        && (refused.error().equals("invalid_client")
            || refused.error().equals("unauthorized_client"));
  }

  private OAuthTokenResponse tokens(OAuthClient client, Wanted wanted, Patience patience) {
    return user.run(client, api.uri().toString(), wanted, patience, platform);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("resource login: expected an open one, found it closed");
    }
  }

  /** No login is kept from now on, one that is under way neither. */
  void close() {
    closed = true;
    ApiSession last = held.getAndSet(null);
    if (last != null) {
      last.client().close();
    }
  }
}
