package io.crossauth.client.internal.ciba;

import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.ciba.CibaListener;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.StorageException;
import io.crossauth.http.Headers;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Begins logins that are pinged, takes the pings, and fetches the tokens. */
final class PingEndpoint implements CibaPings {

  private static final int TOKEN_BYTES = 32;

  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  /** No acknowledgement takes longer. */
  private static final Duration UNACKNOWLEDGED = Duration.ofMinutes(1);

  /** Before the end, or half of a shorter life: time for a poll, should the ping be lost. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(10);

  /** A fetch may take so much longer than the request lives, by its last answer and its checks. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final BiFunction<CibaRequest, Secret, CibaAcknowledgement> send;
  private final CibaTokens tokens;
  private final PingStore store;
  private final CibaListener listener;
  private final Platform platform;

  PingEndpoint(
      BiFunction<CibaRequest, Secret, CibaAcknowledgement> send,
      CibaTokens tokens,
      PingStore store,
      CibaListener listener,
      Platform platform) {
    this.send = send;
    this.tokens = tokens;
    this.store = store;
    this.listener = listener;
    this.platform = platform;
  }

  @Override
  public CibaAcknowledgement start(CibaRequest request) {
    Secret token = Secret.of(platform.random().text(TOKEN_BYTES));
    String name = PingStore.name(token);
    // Kept before it is sent: the ping may be here before the acknowledgement.
    store.put(name, PendingPing.sent(platform.now().plus(UNACKNOWLEDGED)));
    CibaAcknowledgement acknowledged = acknowledged(request, token, name);
    PendingPing pending = PendingPing.acknowledged(acknowledged, platform.now());
    store.put(name, pending);
    planLastLook(name, acknowledged.expiresIn());
    if (store.findEarly(name).filter(acknowledged.authReqId()::equals).isPresent()) {
      fetch(name, pending);
    }
    return acknowledged;
  }

  private CibaAcknowledgement acknowledged(CibaRequest request, Secret token, String name) {
    try {
      return send.apply(request, token);
    } catch (RuntimeException | Error e) {
      quietly(() -> store.remove(name));
      throw e;
    }
  }

  @Override
  public int receive(Headers headers, byte[] body) {
    Optional<Secret> token = Notification.token(headers);
    if (token.isEmpty()) {
      return UNAUTHORIZED;
    }
    try {
      return received(PingStore.name(token.get()), body);
    } catch (StorageException e) {
      return UNAVAILABLE;
    }
  }

  private int received(String name, byte[] body) {
    Optional<PendingPing> found = store.find(name);
    if (found.isEmpty()) {
      return UNAUTHORIZED;
    }
    Optional<Notification> notification = Notification.read(body);
    if (notification.isEmpty()) {
      return BAD_REQUEST;
    }
    Secret authReqId = notification.get().authReqId();
    if (found.get().request() == null && !notification.get().push()) {
      store.putEarly(name, authReqId);
      // The acknowledgement may have come since we looked: then its node has not seen the note.
      found = store.find(name);
    }
    if (found.isEmpty() || found.get().request() == null) {
      return notification.get().push() ? BAD_REQUEST : NO_CONTENT;
    }
    PendingPing pending = found.get();
    // CIBA Core 1.0 section 10.2: the token must be that of this request. Compared as a secret is.
    if (!Objects.requireNonNull(pending.request()).authReqId().equals(authReqId)) {
      return UNAUTHORIZED;
    }
    if (notification.get().push()) {
      refusePush(name, pending);
      return BAD_REQUEST;
    }
    fetch(name, pending);
    return NO_CONTENT;
  }

  /** The tokens are not taken: anybody who can reach us could have sent the like. */
  private void refusePush(String name, PendingPing pending) {
    if (pending.over()) {
      return;
    }
    ConfigurationException refusal =
        new ConfigurationException(
            "config.ciba_push",
            "ciba notification: expected a ping, found tokens or an error (push); what comes to an"
                + " endpoint that everybody can call is not taken, and FAPI-CIBA forbids push:"
                + " register the client with backchannel_token_delivery_mode ping");
    store
        .lease(name, pending.left(platform.now()).plus(GRACE))
        .ifPresent(
            held ->
                platform.scheduler().schedule(Duration.ZERO, () -> end(name, held, null, refusal)));
  }

  /** Fetches the tokens on a thread of the scheduler, unless somebody does, or has. */
  private void fetch(String name, PendingPing pending) {
    Duration left = pending.left(platform.now());
    if (!pending.over()) {
      store.lease(name, left.plus(GRACE)).ifPresent(held -> poll(name, held, left));
    }
  }

  private void poll(String name, PingStore.Held held, Duration left) {
    CibaAcknowledgement request = Objects.requireNonNull(held.pending().request());
    CibaTokens.Asked asked = tokens.of(request);
    CompletableFuture<OAuthResponse> answer = asked.poller(left).startNow();
    CompletableFuture<OAuthTokenResponse> unused =
        answer
            .thenApply(asked::read)
            .whenComplete((granted, failure) -> end(name, held, granted, failure));
  }

  private void end(
      String name,
      PingStore.Held held,
      @Nullable OAuthTokenResponse granted,
      @Nullable Throwable failure) {
    quietly(held::end);
    quietly(() -> forgetLater(name, held.pending()));
    String id = Objects.requireNonNull(held.pending().request()).id();
    try {
      if (granted != null) {
        listener.granted(id, granted);
      } else {
        listener.failed(id, reason(failure));
      }
    } catch (RuntimeException e) {
      // The scheduler would swallow it; here the program sees what its listener has done.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  private static RuntimeException reason(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return cause instanceof RuntimeException plain
        ? plain
        : new IllegalStateException("backchannel authentication: an error ended it", cause);
  }

  /** Until its time is over, what the server says again is still known. */
  private void forgetLater(String name, PendingPing pending) {
    plan(pending.left(platform.now()), () -> quietly(() -> store.remove(name)));
  }

  private void planLastLook(String name, Duration life) {
    Duration half = life.dividedBy(2);
    Duration early = half.compareTo(LAST_LOOK) < 0 ? half : LAST_LOOK;
    plan(
        life.minus(early),
        () -> quietly(() -> store.find(name).ifPresent(pending -> fetch(name, pending))));
  }

  private void plan(Duration delay, Runnable work) {
    Object unused = platform.scheduler().schedule(delay, work);
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // Nobody waits for it, and the listener must hear: what is left, the store forgets.
    }
  }
}
