package io.crossauth.spring.call;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import reactor.core.publisher.Mono;

/**
 * A request whose body is kept as it is sent, if it is one piece: to ask its publisher twice could
 * send another body, or half of it.
 */
final class RepeatableRequest {

  private static final int MOST_BYTES = 1 << 20;

  private final ClientRequest request;
  private volatile boolean kept = true;
  private volatile byte @Nullable [] body;
  private volatile @Nullable String contentType;

  RepeatableRequest(ClientRequest request) {
    this.request = request;
  }

  /** The request as the program has made it, with header fields of ours. */
  ClientRequest first(Map<String, String> headers) {
    BodyInserter<?, ? super ClientHttpRequest> inserter = request.body();
    return with(headers)
        .body((output, context) -> inserter.insert(new Keeping(output), context))
        .build();
  }

  /** Whether the body is known, or there is none. */
  boolean mayBeRepeated() {
    return kept;
  }

  /** The same once more, byte by byte. */
  ClientRequest again(Map<String, String> headers) {
    byte[] bytes = body;
    String type = contentType;
    ClientRequest.Builder builder = with(headers);
    if (type != null) {
      builder.headers(all -> all.set(HttpHeaders.CONTENT_TYPE, type));
    }
    return builder
        .body(
            (output, context) ->
                bytes == null
                    ? output.setComplete()
                    : output.writeWith(Mono.just(output.bufferFactory().wrap(bytes))))
        .build();
  }

  private ClientRequest.Builder with(Map<String, String> headers) {
    return ClientRequest.from(request).headers(all -> headers.forEach(all::set));
  }

  /** Notes what is written. */
  private final class Keeping extends ClientHttpRequestDecorator {

    Keeping(ClientHttpRequest output) {
      super(output);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
      kept = false;
      contentType = getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
      return content instanceof Mono<? extends DataBuffer> one
          ? super.writeWith(one.doOnNext(this::keep))
          : super.writeWith(content);
    }

    @Override
    public Mono<Void> writeAndFlushWith(
        Publisher<? extends Publisher<? extends DataBuffer>> content) {
      kept = false;
      return super.writeAndFlushWith(content);
    }

    private void keep(DataBuffer buffer) {
      int length = buffer.readableByteCount();
      if (length > MOST_BYTES) {
        return;
      }
      byte[] bytes = new byte[length];
      buffer.read(bytes);
      buffer.readPosition(buffer.readPosition() - length);
      body = bytes;
      kept = true;
    }
  }
}
