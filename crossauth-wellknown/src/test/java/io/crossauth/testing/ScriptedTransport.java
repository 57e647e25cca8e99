package io.crossauth.testing;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A transport that answers from a script. A call that was not foreseen fails, and so does {@link
 * #close()} when an answer was not asked for.
 */
public final class ScriptedTransport implements HttpTransport, AutoCloseable {

  private final Queue<HttpTransport> script = new ConcurrentLinkedQueue<>();
  private final List<HttpCall> calls = Collections.synchronizedList(new ArrayList<>());

  /** Adds an answer of JSON. */
  public ScriptedTransport json(int status, String body) {
    return reply(status, "application/json", body);
  }

  /** Adds an answer. */
  public ScriptedTransport reply(int status, String contentType, String body) {
    return then(
        call ->
            new HttpReply(
                status,
                Headers.of("Content-Type", contentType),
                body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds a failure. */
  public ScriptedTransport failure(RuntimeException failure) {
    return then(
        call -> {
          throw failure;
        });
  }

  /** Adds an answer that is made from the call. */
  public ScriptedTransport then(HttpTransport answer) {
    script.add(answer);
    return this;
  }

  /** The calls that came, in order. */
  public List<HttpCall> calls() {
    return List.copyOf(calls);
  }

  /** The body of a call, as text. */
  public String body(int index) {
    return new String(calls.get(index).body().orElseThrow(), StandardCharsets.UTF_8);
  }

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    calls.add(call);
    HttpTransport answer = script.poll();
    if (answer == null) {
      throw new AssertionError("call " + calls.size() + " was not foreseen: " + call);
    }
    return answer.send(call);
  }

  /** Fails if an answer was not asked for. */
  @Override
  public void close() {
    if (!script.isEmpty()) {
      throw new AssertionError(script.size() + " scripted answers were not asked for");
    }
  }
}
