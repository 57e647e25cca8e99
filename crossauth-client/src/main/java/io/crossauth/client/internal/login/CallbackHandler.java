package io.crossauth.client.internal.login;

import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Tells the one callback from everything else: a GET of the redirect URI's path, to the very host
 * and port it stands for, with the state of this login. Its code is exchanged at once, and the page
 * says how that went. Everything else is refused and changes nothing.
 *
 * @param <T> what the exchange brings
 */
final class CallbackHandler<T> {

  private final URI redirectUri;
  private final Secret state;
  private final Function<AuthorizationResponse, Optional<String>> stateOf;
  private final LoopbackPage page;
  private final Function<AuthorizationResponse, T> exchange;
  private final CompletableFuture<T> outcome;
  private final AtomicBoolean over = new AtomicBoolean();
  private final CallbackRefusals refusals = new CallbackRefusals();

  CallbackHandler(
      URI redirectUri,
      Secret state,
      Function<AuthorizationResponse, Optional<String>> stateOf,
      LoopbackPage page,
      Function<AuthorizationResponse, T> exchange,
      CompletableFuture<T> outcome) {
    this.redirectUri = redirectUri;
    this.state = state;
    this.stateOf = stateOf;
    this.page = page;
    this.exchange = exchange;
    this.outcome = outcome;
  }

  /** Answers a request; empty if it was none. */
  LoopbackAnswer answer(Optional<LoopbackRequest> asked) {
    if (asked.isEmpty()) {
      return refused(
          "one that is no request of HTTP/1.1, or has more than 16 KiB of header fields"
              + " (cookies of other programs on this machine?)",
          400,
          "Expected a GET request of HTTP/1.1.");
    }
    LoopbackRequest request = asked.get();
    if (request.hosts().size() != 1 || !hosts().contains(request.hosts().get(0))) {
      // A page elsewhere that made its name point here is not the server's redirect.
      return refused("one to another host", 421, "Expected another host.");
    }
    if (!request.path().equals(redirectUri.getRawPath())) {
      return refused("one of " + Printable.of(request.path(), 80), 404, "Nothing is here.");
    }
    if (!request.method().equals("GET")) {
      return refused(
          "one by " + request.method() + " (response_mode is to be query)", 405, "Expected GET.");
    }
    return callback(request.query());
  }

  private LoopbackAnswer refused(String what, int status, String page) {
    refusals.seen(what);
    return LoopbackAnswer.refusal(status, page);
  }

  /** Browsers leave out the port that the scheme stands for. */
  private List<String> hosts() {
    return redirectUri.getPort() == 80
        ? List.of(redirectUri.getHost(), redirectUri.getAuthority())
        : List.of(redirectUri.getAuthority());
  }

  /** Others on this machine may guess the port, but not the state: theirs is not the callback. */
  private LoopbackAnswer callback(String query) {
    try {
      AuthorizationResponse response =
          AuthorizationResponse.of("GET", redirectUri.toString(), query, Map.of());
      boolean ours = stateOf.apply(response).map(Secret::of).filter(state::equals).isPresent();
      return ours && over.compareAndSet(false, true)
          ? exchanged(response)
          : notOurs("a callback without the state of this login");
    } catch (CrossauthException e) {
      // An encrypted response is known for ours once all of it has been checked.
      return notOurs("a callback that was refused (" + e.code() + ")");
    }
  }

  private LoopbackAnswer notOurs(String what) {
    return refused(what, 400, "This is not the login that the program waits for.");
  }

  private LoopbackAnswer exchanged(AuthorizationResponse callback) {
    try {
      T result = exchange.apply(callback);
      return LoopbackAnswer.page(page, true, () -> outcome.complete(result));
    } catch (RuntimeException | Error e) {
      return LoopbackAnswer.page(page, false, () -> outcome.completeExceptionally(e));
    }
  }

  /** Ends the wait with this failure, unless the callback has come. */
  void end(RuntimeException failure) {
    if (over.compareAndSet(false, true)) {
      outcome.completeExceptionally(failure);
    }
  }

  /** Ends the wait because nobody has come. */
  void expire() {
    end(
        new LoginTimeoutException(
            "login.timeout",
            "login: expected the browser to come back in time, found "
                + refusals
                + "; begin again"));
  }
}
