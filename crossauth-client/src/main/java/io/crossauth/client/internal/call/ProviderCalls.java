package io.crossauth.client.internal.call;

import io.crossauth.client.auth.TokenCall;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way to call a provider: resolves the endpoint, authenticates, proves possession of a key,
 * sends, sends once more where an answer asks for it, and reads. Immutable and safe for use by many
 * threads.
 */
public final class ProviderCalls {

  private static final Headers JSON = Headers.of("Accept", "application/json");

  /** For both requests together, where neither the caller nor the transport says less. */
  private static final Duration WHOLE_CALL = Duration.ofSeconds(10);

  private final ClientContext context;
  private final @Nullable Duration time;
  private final @Nullable BooleanSupplier condition;
  private final Duration held;

  /** Creates the calls of a client. */
  public ProviderCalls(ClientContext context) {
    this(context, null, null, Duration.ZERO);
  }

  private ProviderCalls(
      ClientContext context,
      @Nullable Duration time,
      @Nullable BooleanSupplier condition,
      Duration held) {
    this.context = context;
    this.time = time;
    this.condition = condition;
    this.held = held;
  }

  /** What every call has in common. */
  public ClientContext context() {
    return context;
  }

  /**
   * The same calls, each of which ends when this time is over, unless it ends sooner by itself.
   *
   * @param most more than zero
   */
  public ProviderCalls endingWithin(Duration most) {
    Duration least = time != null && time.compareTo(most) < 0 ? time : most;
    return new ProviderCalls(context, least, condition, held);
  }

  /**
   * The same calls, whose requests are sent only while a condition holds; it is looked at last
   * right before the first byte.
   */
  public ProviderCalls sendingWhile(BooleanSupplier holds) {
    return new ProviderCalls(context, time, holds, held);
  }

  /**
   * The same calls, whose answers the server may hold back for so long (long polling); a call may
   * take so much longer.
   */
  public ProviderCalls holdingAnswers(Duration most) {
    return new ProviderCalls(context, time, condition, most);
  }

  /** The same calls, each with a proof of possession of this key; without one nothing changes. */
  public ProviderCalls provenBy(Optional<Secret> key) {
    return key.map(chosen -> provenBy(context.proof().by(chosen))).orElse(this);
  }

  /** The same calls with other proofs. */
  public ProviderCalls provenBy(ProofOfPossession proof) {
    return new ProviderCalls(context.withProof(proof, context.repeats()), time, condition, held);
  }

  /** The most time for a call and for what belongs to it, such as keys for what it brought. */
  public Duration longest() {
    Duration whole = WHOLE_CALL.plus(held);
    return time == null || (!held.isZero() && time.compareTo(whole) > 0) ? whole : time;
  }

  /**
   * Sends a request and reads the answer as OAuth's: members of a JSON object, or an error.
   *
   * @throws OAuthErrorException if the server is busy or down (429, 503) and says nothing else
   * @throws InvalidResponseException if the answer is neither a JSON object nor an error, or the
   *     provider does not name the endpoint
   * @throws TransportException if no usable answer came
   */
  public OAuthResponse send(ProviderCall call) {
    return exchange(call).read();
  }

  /**
   * Sends a request and leaves it to the caller how the answer is read.
   *
   * @throws InvalidResponseException if the provider does not name the endpoint
   * @throws TransportException if no usable answer came
   */
  public ProviderReply exchange(ProviderCall call) {
    return exchange(() -> call);
  }

  /**
   * The same for a call that says something anew each time it is sent, such as the assertion of a
   * grant.
   *
   * @param calls makes the call; asked once for each request
   * @throws InvalidResponseException if the provider does not name the endpoint
   * @throws TransportException if no usable answer came
   */
  public ProviderReply exchange(Supplier<ProviderCall> calls) {
    long started = context.platform().ticker().nanos();
    ProviderCall call = calls.get();
    Request sent = request(call);
    HttpCall first = bounded(sent.http());
    HttpReply answer = carry(first);
    if (context.repeats().asksForRepeat(first, answer)) {
      Optional<Duration> left = left(started);
      if (left.isPresent()) {
        call = calls.get();
        sent = request(call);
        HttpCall second = bounded(sent.http()).withTimeout(left.get());
        answer = carry(second);
        boolean unused = context.repeats().asksForRepeat(second, answer);
      }
    }
    return new ProviderReply(
        call, answer, SecretMasker.of(call, sent.form(), sent.http()), context.platform().now());
  }

  /**
   * What is left of the time of a call, however many requests it is; empty when it is over.
   *
   * @param started when it began, by the ticker
   */
  public Optional<Duration> left(long started) {
    Duration left = longest().minusNanos(context.platform().ticker().nanos() - started);
    return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
  }

  private HttpCall bounded(HttpCall call) {
    if (!held.isZero()) {
      return call.withHeldAnswer(held).withTimeout(longest());
    }
    return time == null ? call : call.withTimeout(time);
  }

  /** Sends a request. A transport of the program's may not know of the condition. */
  private HttpReply carry(HttpCall call) {
    if (condition == null) {
      return context.transport().exchange(call);
    }
    if (!condition.getAsBoolean()) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN,
          call.uri(),
          false,
          "expected to send while the call's condition holds",
          null);
    }
    return context.transport().exchange(call.withCondition(condition));
  }

  /** A request with its parameters, from which the secrets are known. */
  private record Request(HttpCall http, Form form) {}

  /** The request with all that is made anew each time: client authentication and proof. */
  private Request request(ProviderCall call) {
    URI given = call.address();
    URI endpoint = given == null ? context.endpoints().require(call.endpoint()) : given;
    Headers headers = JSON.overriddenBy(context.headers()).overriddenBy(call.headers());
    if (call.credential() instanceof Credential.Client) {
      TokenCall completed = authenticated(call, endpoint);
      HttpCall http =
          withForm(completed.endpoint(), completed.form())
              .withHeaders(headers.overriddenBy(completed.headers()));
      return new Request(proven(call, http, null), completed.form());
    }
    Form form = call.form() == null ? Form.empty() : call.form();
    HttpCall http = body(call, endpoint).withHeaders(headers);
    if (call.credential() instanceof Credential.Token token) {
      String value = token.scheme() + " " + token.token().reveal();
      return new Request(
          proven(call, http.withHeader("Authorization", value), token.token()), form);
    }
    return new Request(proven(call, http, null), form);
  }

  private HttpCall proven(ProviderCall call, HttpCall http, @Nullable Secret token) {
    Headers proof = context.proof().prove(http.method(), http.uri(), token);
    HttpCall whole = http.withHeaders(proof);
    return call.maxBytes() == whole.maxBytes() ? whole : whole.withMaxBytes(call.maxBytes());
  }

  private TokenCall authenticated(ProviderCall call, URI endpoint) {
    Form form = call.form();
    Supplier<X509Certificate> certificate = context.certificate();
    return context
        .authentication()
        .apply(
            new TokenCall(
                context.clientId(),
                context.configuration().get(),
                call.endpoint(),
                endpoint,
                form == null ? Form.empty() : form,
                Headers.none(),
                certificate == null ? null : certificate.get(),
                context.platform()));
  }

  private HttpCall body(ProviderCall call, URI endpoint) {
    Form form = call.form();
    if (form != null) {
      return withForm(endpoint, form);
    }
    String json = call.json();
    HttpCall http = HttpCall.of(call.method(), endpoint);
    return json == null
        ? http
        : http.withBody("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  private HttpCall withForm(URI endpoint, Form form) {
    if (context.body() == ClientContext.BodyType.JSON) {
      return HttpCall.of("POST", endpoint)
          .withBody("application/json", Json.write(members(form)).getBytes(StandardCharsets.UTF_8));
    }
    return HttpCall.post(endpoint, form);
  }

  private static Map<String, Object> members(Form form) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Form.Field field : form.fields()) {
      List<String> values = form.all(field.name());
      members.put(field.name(), values.size() == 1 ? field.value() : values);
    }
    return members;
  }
}
