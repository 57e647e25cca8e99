package io.crossauth.spring.actuate;

import io.crossauth.client.session.TokenManager;
import io.crossauth.spring.OAuthClients;
import io.crossauth.spring.TransportCustomizer;
import io.crossauth.spring.actuate.HealthReport.State;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.jwks.KeySetHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says how everything is from what calls have brought; makes none itself, so that a probe each
 * second costs a provider nothing.
 *
 * <p>An outage of the provider is not {@code DOWN}: what is remembered changes by calls alone, and
 * a node that gets no requests because it is down would stay so for ever.
 */
final class HealthMemory {

  private final OAuthClients clients;
  private final Contacts contacts;
  private final Supplier<Stream<OAuthTokenConsumer>> consumers;

  HealthMemory(
      OAuthClients clients, Contacts contacts, Supplier<Stream<OAuthTokenConsumer>> consumers) {
    this.clients = clients;
    this.contacts = contacts;
    this.consumers = consumers;
  }

  HealthReport report() {
    HealthReport report = HealthReport.empty();
    for (String id : clients.ids()) {
      report = client(report, id);
    }
    for (OAuthTokenConsumer consumer : consumers.get().toList()) {
      report = keys(report, consumer);
    }
    return report;
  }

  private HealthReport client(HealthReport report, String id) {
    Contact contact = contacts.of(id);
    Map<String, Object> detail = detail(contact);
    TokenManager manager = clients.tokenManager(id);
    int unsaved = manager.unsaved();
    if (unsaved > 0) {
      detail.put("unsavedSessions", unsaved);
      return report.plus(id, State.DOWN, detail);
    }
    return report.plus(id, contact.good() ? State.UP : State.UNKNOWN, detail);
  }

  private HealthReport keys(HealthReport report, OAuthTokenConsumer consumer) {
    @Nullable KeySetHealth health = consumer.health().orElse(null);
    Map<String, Object> detail = detail(contacts.of(TransportCustomizer.RESOURCE));
    if (health == null) {
      return report.plus("keys of " + consumer.issuer(), State.UP, detail);
    }
    detail.put("keys", health.keys());
    detail.put("fresh", health.fresh());
    health.age().ifPresent(age -> detail.put("age", age.toString()));
    return report.plus(
        "keys of " + consumer.issuer(), health.usable() ? State.UP : State.UNKNOWN, detail);
  }

  private static Map<String, Object> detail(Contact contact) {
    Map<String, Object> detail = new LinkedHashMap<>();
    if (contact.answered() != null) {
      detail.put("answered", contact.answered().toString());
    }
    if (contact.failed() != null && contact.failure() != null) {
      detail.put("failed", contact.failed().toString());
      detail.put("failure", contact.failure());
    }
    if (detail.isEmpty()) {
      detail.put("asked", "not yet");
    }
    return detail;
  }
}
