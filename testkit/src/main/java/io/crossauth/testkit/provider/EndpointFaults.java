package io.crossauth.testkit.provider;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What can be made to go wrong at one endpoint.
 *
 * <p>A fault holds until {@link ProviderFaults#clear()}, or, after {@link #next}, for so many
 * requests. Edits ({@code edit…}, {@link #contentType}, …) add up. Faults that need no true answer
 * leave the provider as it was: a code that was sent to a {@link #hang() hanging} token endpoint is
 * not used up, one whose answer was {@linkplain #resetInBody() reset} is.
 */
public final class EndpointFaults {

  private final ProviderFaults faults;
  private final Endpoint endpoint;
  private final long requests;

  EndpointFaults(ProviderFaults faults, Endpoint endpoint, long requests) {
    this.faults = faults;
    this.endpoint = endpoint;
    this.requests = requests;
  }

  /** The same endpoint, faults for so many requests only. */
  public EndpointFaults next(int howMany) {
    return new EndpointFaults(faults, endpoint, howMany);
  }

  /** Behaves in any way, without working on the request. */
  public ProviderFaults behave(Behaviour behaviour) {
    faults.rules().deliver(endpoint, requests, truth -> behaviour);
    return faults;
  }

  /** Works on the request and delivers the true reply in any way. */
  public ProviderFaults deliver(Function<Reply, Behaviour> delivery) {
    faults.rules().deliver(endpoint, requests, truth -> delivery.apply(truth.get()));
    return faults;
  }

  /** Changes the true reply. */
  public ProviderFaults edit(UnaryOperator<Reply> edit) {
    faults.rules().edit(endpoint, requests, edit);
    return faults;
  }

  /** Changes the JSON of the true reply; gets a map that it may change, returns the one to send. */
  public ProviderFaults editJson(UnaryOperator<Map<String, Object>> edit) {
    return edit(reply -> reply.editJson(edit));
  }

  /** Sets a member of the JSON of the true reply. */
  public ProviderFaults member(String name, Object value) {
    return editJson(
        json -> {
          json.put(name, value);
          return json;
        });
  }

  /** Takes a member away from the JSON of the true reply. */
  public ProviderFaults withoutMember(String name) {
    return editJson(
        json -> {
          json.remove(name);
          return json;
        });
  }

  /** Answers with this, without working on the request. */
  public ProviderFaults answer(Reply reply) {
    return behave(Behaviour.reply(reply));
  }

  /** Answers with an OAuth error, 200 included, without working on the request. */
  public ProviderFaults error(int status, String error) {
    return answer(Reply.json(Map.of("error", error)).status(status));
  }

  /** Answers with a page of HTML, as proxies do. */
  public ProviderFaults html(int status) {
    return answer(Reply.html("<html><body><h1>Sorry</h1></body></html>").status(status));
  }

  /** Answers with a redirect. */
  public ProviderFaults redirect(int status, String location) {
    return answer(Reply.redirect(status, location));
  }

  /** Answers 200 with nothing. */
  public ProviderFaults empty() {
    return edit(reply -> reply.body(""));
  }

  /** Puts the true JSON into an array. */
  public ProviderFaults jsonArray() {
    return edit(reply -> reply.body("[" + reply.bodyText() + "]"));
  }

  /** Leaves the second half of the true body away, and says nothing about it. */
  public ProviderFaults truncated() {
    return edit(reply -> reply.body(reply.bodyText().substring(0, reply.bodyText().length() / 2)));
  }

  /** Sends the true body under another media type. */
  public ProviderFaults contentType(String type) {
    return edit(reply -> reply.header("Content-Type", type));
  }

  /** Reads the request and says nothing. */
  public ProviderFaults hang() {
    return behave(Behaviour.hangBeforeHeaders());
  }

  /** Sends so many blanks. */
  public ProviderFaults hugeBody(long bytes) {
    return behave(Behaviour.hugeBody(bytes));
  }

  /** Sends the true body one byte at a time. */
  public ProviderFaults drip(Duration every) {
    return deliver(reply -> Behaviour.dripBody(reply, every));
  }

  /** Resets the connection in the middle of the true body. */
  public ProviderFaults resetInBody() {
    return deliver(Behaviour::resetInBody);
  }

  /** Waits in real time, then works on the request and answers truly. */
  public ProviderFaults delay(Duration delay) {
    faults
        .rules()
        .deliver(
            endpoint,
            requests,
            truth ->
                Behaviour.after(
                    delay, connection -> Behaviour.reply(truth.get()).serve(connection)));
    return faults;
  }

  /** Waits until the gate opens, then works on the request and answers truly. */
  public ProviderFaults hold(CountDownLatch gate) {
    faults
        .rules()
        .deliver(
            endpoint,
            requests,
            truth ->
                Behaviour.after(
                    gate, connection -> Behaviour.reply(truth.get()).serve(connection)));
    return faults;
  }
}
