package io.crossauth.client.login;

import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Tells the one callback from everything else: a GET of the redirect URI's path, to the very host
 * and port it stands for, with the state of this login. It is traded at once, and the page says how
 * that went. Everything else is refused and changes nothing.
 *
 * @param <T> what a callback is traded for
 */
final class CallbackHandler<T> {

  private final URI redirectUri;
  private final Secret state;
  private final LoopbackPage page;
  private final Function<Form, T> trade;
  private final CompletableFuture<T> result;
  private final AtomicBoolean over = new AtomicBoolean();

  CallbackHandler(
      URI redirectUri,
      Secret state,
      LoopbackPage page,
      Function<Form, T> trade,
      CompletableFuture<T> result) {
    this.redirectUri = redirectUri;
    this.state = state;
    this.page = page;
    this.trade = trade;
    this.result = result;
  }

  /** Answers a request; empty if it was none. */
  LoopbackAnswer answer(Optional<LoopbackRequest> asked) {
    if (asked.isEmpty()) {
      return LoopbackAnswer.refusal(400, "Expected a GET request of HTTP/1.1.");
    }
    LoopbackRequest request = asked.get();
    if (request.hosts().size() != 1 || !hosts().contains(request.hosts().get(0))) {
      // A page elsewhere that made its name point here is not the server's redirect.
      return LoopbackAnswer.refusal(421, "Expected another host.");
    }
    if (!request.path().equals(redirectUri.getRawPath())) {
      return LoopbackAnswer.refusal(404, "Nothing is here.");
    }
    if (!request.method().equals("GET")) {
      return LoopbackAnswer.refusal(405, "Expected GET.");
    }
    Optional<Form> callback = callback(request.query());
    if (callback.isEmpty() || !over.compareAndSet(false, true)) {
      return LoopbackAnswer.refusal(400, "This is not the login that the program waits for.");
    }
    return traded(callback.get());
  }

  /** Browsers leave out the port that the scheme stands for. */
  private List<String> hosts() {
    return redirectUri.getPort() == 80
        ? List.of(redirectUri.getHost(), redirectUri.getAuthority())
        : List.of(redirectUri.getAuthority());
  }

  /** Others on this machine may guess the port, but not the state: theirs is not the callback. */
  private Optional<Form> callback(String query) {
    try {
      Form form = Form.parse(query);
      List<String> states = form.all("state");
      boolean ours =
          states.size() == 1 && !states.get(0).isEmpty() && Secret.of(states.get(0)).equals(state);
      return ours ? Optional.of(form) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private LoopbackAnswer traded(Form callback) {
    try {
      T traded = trade.apply(callback);
      return LoopbackAnswer.page(page.html(true), () -> result.complete(traded));
    } catch (RuntimeException | Error e) {
      return LoopbackAnswer.page(page.html(false), () -> result.completeExceptionally(e));
    }
  }

  /** Ends the wait with this failure, unless the callback has come. */
  void end(RuntimeException failure) {
    if (over.compareAndSet(false, true)) {
      result.completeExceptionally(failure);
    }
  }

  /** Ends the wait because nobody has come. */
  void expire() {
    end(
        new OAuthErrorException(
            "login_timeout",
            "nobody came back from the login in time",
            null,
            0,
            null,
            "begin again"));
  }
}
