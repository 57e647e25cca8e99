package io.crossauth.examples.demo;

import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Notes what goes over the wire: method, end of the path, status. No query, no header, no body. */
final class Wire implements HttpTransport {

  private final HttpTransport transport;
  private final AtomicReference<List<String>> notes;

  Wire(HttpTransport transport) {
    this(transport, new AtomicReference<>(List.of()));
  }

  private Wire(HttpTransport transport, AtomicReference<List<String>> notes) {
    this.transport = transport;
    this.notes = notes;
  }

  /** What goes over another transport, noted in the same place. */
  Wire over(HttpTransport other) {
    return new Wire(other, notes);
  }

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    String path = call.uri().getRawPath();
    String line = call.method() + " " + path.substring(Math.max(0, path.lastIndexOf('/')));
    try {
      HttpReply reply = transport.send(call);
      note(line + " " + reply.status());
      return reply;
    } catch (IOException | RuntimeException e) {
      note(line + " failed");
      throw e;
    }
  }

  /** Adds what went another way, such as a browser's. */
  void note(String line) {
    notes.updateAndGet(
        before -> {
          List<String> after = new ArrayList<>(before);
          after.add(line);
          return List.copyOf(after);
        });
  }

  /** What has been noted since the last time, in one line. */
  String take() {
    List<String> joined = new ArrayList<>();
    List<String> all = notes.getAndSet(List.of());
    int from = 0;
    while (from < all.size()) {
      int to = from;
      while (to < all.size() && all.get(to).equals(all.get(from))) {
        to++;
      }
      joined.add(all.get(from) + (to - from > 1 ? " ×" + (to - from) : ""));
      from = to;
    }
    return String.join(", ", joined);
  }
}
