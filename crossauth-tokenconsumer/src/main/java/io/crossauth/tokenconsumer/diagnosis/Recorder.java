package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what came, and when. */
final class Recorder implements HttpTransport {

  /**
   * An answer.
   *
   * @param address what was asked
   * @param reply what came
   * @param sent when it was asked for
   * @param received when it was here
   */
  record Entry(URI address, HttpReply reply, Instant sent, Instant received) {}

  private final HttpTransport next;
  private final Platform platform;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  Recorder(HttpTransport next, Platform platform) {
    this.next = next;
    this.platform = platform;
  }

  @Override
  public HttpReply send(HttpCall call) {
    Instant sent = platform.now();
    HttpReply reply = next.exchange(call);
    entries.add(new Entry(call.uri(), reply, sent, platform.now()));
    return reply;
  }

  /** The answers, in order. */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  Optional<Entry> last() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
  }
}
