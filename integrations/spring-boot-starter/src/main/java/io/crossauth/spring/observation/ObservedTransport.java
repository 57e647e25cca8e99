package io.crossauth.spring.observation;

import io.crossauth.error.CrossauthException;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;

/** Observes the token requests of one client; everything else passes. */
final class ObservedTransport implements HttpTransport {

  static final String NAME = "crossauth.token";

  private final String client;
  private final HttpTransport next;
  private final ObservationRegistry registry;

  ObservedTransport(String client, HttpTransport next, ObservationRegistry registry) {
    this.client = client;
    this.next = next;
    this.registry = registry;
  }

  @Override
  public HttpTransport forIssuer(String issuer) {
    return new ObservedTransport(client, next.forIssuer(issuer), registry);
  }

  @Override
  public HttpReply send(HttpCall call) {
    Optional<String> grant = registry.isNoop() ? Optional.empty() : TokenRequest.grant(call);
    return grant.isEmpty() ? next.exchange(call) : observed(grant.get(), call);
  }

  // The scope is there to be closed.
  @SuppressWarnings("try")
  private HttpReply observed(String grant, HttpCall call) {
    Observation observation =
        Observation.createNotStarted(NAME, registry)
            .contextualName("token " + grant)
            .lowCardinalityKeyValue("grant", grant)
            .lowCardinalityKeyValue("client", client)
            .start();
    try (Observation.Scope scope = observation.openScope()) {
      HttpReply reply = next.exchange(call);
      TokenAnswer answer = TokenAnswer.of(reply);
      if (answer.failed()) {
        observation.error(new RefusedByProvider(answer.code()));
      }
      tell(observation, answer);
      return reply;
    } catch (CrossauthException e) {
      observation.error(e);
      tell(observation, new TokenAnswer("unavailable", e.code()));
      throw e;
    } catch (RuntimeException e) {
      observation.error(e);
      tell(observation, new TokenAnswer("invalid", "failure"));
      throw e;
    } finally {
      observation.stop();
    }
  }

  private static void tell(Observation observation, TokenAnswer answer) {
    observation
        .lowCardinalityKeyValue("outcome", answer.outcome())
        .lowCardinalityKeyValue("code", answer.code());
  }
}
