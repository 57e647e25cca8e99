package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An issuer's key set that rotates, fails and counts. */
final class KeyServer implements HttpTransport {

  static final URI URL = URI.create("https://id.example.com/certs");

  private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  private volatile Function<HttpCall, HttpReply> answer = call -> reply(200, "{}");

  KeyServer(TestKey... keys) {
    publishes(keys);
  }

  KeyServer publishes(TestKey... keys) {
    return answers(200, TestKeys.jwks(keys));
  }

  KeyServer answers(int status, String body, String... headers) {
    return answersWith(call -> reply(status, body, headers));
  }

  KeyServer answersWith(Function<HttpCall, HttpReply> how) {
    answer = how;
    return this;
  }

  KeyServer isDown() {
    return answersWith(
        call -> {
          throw new TransportException(
              TransportException.Kind.CONNECT, URL, false, "connection refused", null);
        });
  }

  static HttpReply reply(int status, String body, String... headers) {
    Headers all = Headers.of("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      all = all.with(headers[i], headers[i + 1]);
    }
    return new HttpReply(status, all, body.getBytes(StandardCharsets.UTF_8));
  }

  int fetches() {
    return calls.size();
  }

  HttpCall call(int index) {
    return calls.get(index);
  }

  @Override
  public HttpReply send(HttpCall call) {
    calls.add(call);
    return answer.apply(call);
  }
}
