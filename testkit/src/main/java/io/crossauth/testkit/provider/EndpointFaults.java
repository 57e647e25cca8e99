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
 *
 * <p>Safe for use by many threads.
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

  /**
   * Limits the faults that follow to so many requests, counted from each fault.
   *
   * @param howMany the number of requests
   * @return the same endpoint, for faults of that duration
   */
  public EndpointFaults next(int howMany) {
    return new EndpointFaults(faults, endpoint, howMany);
  }

  /**
   * Behaves in any way, without working on the request.
   *
   * @param behaviour what is done instead
   * @return all faults of the provider
   */
  public ProviderFaults behave(Behaviour behaviour) {
    faults.rules().deliver(endpoint, requests, truth -> behaviour);
    return faults;
  }

  /**
   * Works on the request and delivers the true reply in any way.
   *
   * @param delivery gets the true reply and returns how it goes out
   * @return all faults of the provider
   */
  public ProviderFaults deliver(Function<Reply, Behaviour> delivery) {
    faults.rules().deliver(endpoint, requests, truth -> delivery.apply(truth.get()));
    return faults;
  }

  /**
   * Changes the true reply.
   *
   * @param edit gets the true reply and returns the one to send
   * @return all faults of the provider
   */
  public ProviderFaults edit(UnaryOperator<Reply> edit) {
    faults.rules().edit(endpoint, requests, edit);
    return faults;
  }

  /**
   * Changes the JSON object of the true reply, which must be one.
   *
   * @param edit gets a map that it may change and returns the one to send
   * @return all faults of the provider
   */
  public ProviderFaults editJson(UnaryOperator<Map<String, Object>> edit) {
    return edit(reply -> reply.editJson(edit));
  }

  /**
   * Sets a member of the JSON object of the true reply, which must be one.
   *
   * @param name the member's name
   * @param value a string, number, boolean, list or map
   * @return all faults of the provider
   */
  public ProviderFaults member(String name, Object value) {
    return editJson(
        json -> {
          json.put(name, value);
          return json;
        });
  }

  /**
   * Takes a member away from the JSON object of the true reply, which must be one.
   *
   * @param name the member's name
   * @return all faults of the provider
   */
  public ProviderFaults withoutMember(String name) {
    return editJson(
        json -> {
          json.remove(name);
          return json;
        });
  }

  /**
   * Answers with a reply of its own, without working on the request.
   *
   * @param reply what is sent
   * @return all faults of the provider
   */
  public ProviderFaults answer(Reply reply) {
    return behave(Behaviour.reply(reply));
  }

  /**
   * Answers with an OAuth error (RFC 6749 section 5.2), without working on the request.
   *
   * @param status any status, 200 included
   * @param error the error code, such as {@code temporarily_unavailable}
   * @return all faults of the provider
   */
  public ProviderFaults error(int status, String error) {
    return answer(Reply.json(Map.of("error", error)).status(status));
  }

  /**
   * Answers with a page of HTML, as proxies do, without working on the request.
   *
   * @param status any status, 200 included
   * @return all faults of the provider
   */
  public ProviderFaults html(int status) {
    return answer(Reply.html("<html><body><h1>Sorry</h1></body></html>").status(status));
  }

  /**
   * Answers with a redirect, without working on the request.
   *
   * @param status the status, such as 302
   * @param location where to, sent as it stands
   * @return all faults of the provider
   */
  public ProviderFaults redirect(int status, String location) {
    return answer(Reply.redirect(status, location));
  }

  /**
   * Sends the true reply with an empty body.
   *
   * @return all faults of the provider
   */
  public ProviderFaults empty() {
    return edit(reply -> reply.body(""));
  }

  /**
   * Sends the true JSON as the only element of an array.
   *
   * @return all faults of the provider
   */
  public ProviderFaults jsonArray() {
    return edit(reply -> reply.body("[" + reply.bodyText() + "]"));
  }

  /**
   * Leaves the second half of the true body away, under a {@code Content-Length} that fits.
   *
   * @return all faults of the provider
   */
  public ProviderFaults truncated() {
    return edit(reply -> reply.body(reply.bodyText().substring(0, reply.bodyText().length() / 2)));
  }

  /**
   * Sends the true body under another media type.
   *
   * @param type the value of {@code Content-Type}
   * @return all faults of the provider
   */
  public ProviderFaults contentType(String type) {
    return edit(reply -> reply.header("Content-Type", type));
  }

  /**
   * Reads the request and sends nothing, until the client ends the connection.
   *
   * @return all faults of the provider
   */
  public ProviderFaults hang() {
    return behave(Behaviour.hangBeforeHeaders());
  }

  /**
   * Sends blanks as JSON, without working on the request.
   *
   * @param bytes how many bytes the body has
   * @return all faults of the provider
   */
  public ProviderFaults hugeBody(long bytes) {
    return behave(Behaviour.hugeBody(bytes));
  }

  /**
   * Sends the true body one byte at a time.
   *
   * @param every the pause before each byte, in real time
   * @return all faults of the provider
   */
  public ProviderFaults drip(Duration every) {
    return deliver(reply -> Behaviour.dripBody(reply, every));
  }

  /**
   * Resets the connection in the middle of the true body.
   *
   * @return all faults of the provider
   */
  public ProviderFaults resetInBody() {
    return deliver(Behaviour::resetInBody);
  }

  /**
   * Waits, then works on the request and answers truly.
   *
   * @param delay how long, in real time
   * @return all faults of the provider
   */
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

  /**
   * Waits until a gate opens, then works on the request and answers truly.
   *
   * @param gate opens when its count is zero
   * @return all faults of the provider
   */
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
