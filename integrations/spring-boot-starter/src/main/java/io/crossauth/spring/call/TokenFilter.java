package io.crossauth.spring.call;

import io.crossauth.client.resource.ResourceAccess;
import io.crossauth.client.resource.ResourceCall;
import io.crossauth.client.session.TokenSource;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Puts a token on the requests of a {@code WebClient}. Requests to other servers go without; so do
 * those that have an {@code Authorization} of their own. When a server answers 401 to the token,
 * the request is sent once more with another, and once more with the nonce that it asks for (DPoP),
 * if it has no body, or one that is a single value of at most 1 MiB: that of a stream comes but
 * once. Tokens are fetched and proofs are signed on {@code Schedulers.boundedElastic()}, never on
 * an event loop. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * WebClient orders =
 *     WebClient.builder().filter(TokenFilter.of(calls.get("shop").service("orders:read"))).build();
 * }</pre>
 *
 * <p>Add it as the last one, so that it sees where each request truly goes. Where there is no
 * token, the exceptions of {@link TokenSource#accessToken} are the call's error.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</a>
 */
public final class TokenFilter implements ExchangeFilterFunction {

  private final CallTokens tokens;
  private final ResourceAccess gate;

  private TokenFilter(CallTokens tokens) {
    this.tokens = tokens;
    this.gate = tokens.gate();
  }

  /**
   * {@return a filter that puts these tokens on requests}
   *
   * @param tokens whose token it is, and where it may go. That of a session is the one of the
   *     servlet request which the calling thread answers; that on behalf of a request is for the
   *     token which our web filter, Spring Security or the servlet request knows of
   * @throws IllegalArgumentException if no origin is named, or one is none for tokens
   */
  public static TokenFilter of(CallTokens tokens) {
    return new TokenFilter(tokens);
  }

  @Override
  public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
    if (!gate.covers(request.url())
        || request.headers().getFirst(HttpHeaders.AUTHORIZATION) != null) {
      return next.exchange(request);
    }
    if (!tokens.finder().needsRequest()) {
      return send(request, next, RequestToken.none());
    }
    // Of the thread that calls: on another one there is no servlet request.
    RequestToken ofThread = RequestToken.ofThread();
    return Mono.deferContextual(context -> ofContext(context, ofThread))
        .flatMap(found -> send(request, next, found));
  }

  private static Mono<RequestToken> ofContext(ContextView context, RequestToken ofThread) {
    if (context.hasKey(VerifiedToken.class)) {
      return Mono.just(RequestToken.of(context.<VerifiedToken>get(VerifiedToken.class)));
    }
    return RequestToken.knowsSpringSecurity()
        ? SecurityToken.ofContext().defaultIfEmpty(ofThread)
        : Mono.just(ofThread);
  }

  private Mono<ClientResponse> send(
      ClientRequest request, ExchangeFunction next, RequestToken found) {
    return Mono.fromCallable(
            () ->
                tokens
                    .access(tokens.finder().find(found))
                    .call(request.method().name(), request.url()))
        .flatMap(call -> new Attempts(call, request, next).first())
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** One request and its repetitions. */
  private record Attempts(ResourceCall call, RepeatableRequest request, ExchangeFunction next) {

    Attempts(ResourceCall call, ClientRequest request, ExchangeFunction next) {
      this(call, new RepeatableRequest(request), next);
    }

    /** On a thread that may wait. */
    Mono<ClientResponse> first() {
      return next.exchange(request.first(call.headers())).flatMap(this::judged);
    }

    /** The answer comes on an event loop, and what it says may have to be told to a store. */
    private Mono<ClientResponse> judged(ClientResponse answer) {
      // Whoever gives up meanwhile does not get the answer, whose connection would stay taken.
      AtomicBoolean ours = new AtomicBoolean(true);
      return Mono.fromCallable(() -> wantsAnother(answer))
          .subscribeOn(Schedulers.boundedElastic())
          .doOnTerminate(() -> ours.set(false))
          .onErrorResume(e -> answer.releaseBody().then(Mono.error(e)))
          .doOnCancel(
              () -> {
                if (ours.getAndSet(false)) {
                  answer.releaseBody().onErrorComplete().subscribe();
                }
              })
          .flatMap(another -> another ? again(answer) : Mono.just(answer));
    }

    private boolean wantsAnother(ClientResponse answer) {
      return call.wantsAnother(
              answer.statusCode().value(),
              TokenInterceptor.headers(answer.headers().asHttpHeaders()))
          && request.mayBeRepeated();
    }

    private Mono<ClientResponse> again(ClientResponse answer) {
      return answer
          .releaseBody()
          .then(
              Mono.fromCallable(() -> request.again(call.headers()))
                  .subscribeOn(Schedulers.boundedElastic()))
          .flatMap(next::exchange)
          .flatMap(this::judged);
    }
  }

  /** Where the token may go; nothing of the token itself. */
  @Override
  public String toString() {
    return "TokenFilter[" + tokens + "]";
  }
}
