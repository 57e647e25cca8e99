package io.crossauth.spring.actuate;

import io.crossauth.error.CrossauthException;
import io.crossauth.http.HttpTransport;
import io.crossauth.spring.CrossauthProperties;
import io.crossauth.spring.CrossauthProperties.Client;
import io.crossauth.spring.OAuthClients;
import io.crossauth.tokenconsumer.diagnosis.Finding;
import io.crossauth.tokenconsumer.diagnosis.ProviderCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Looks at a provider when somebody asks: {@code /actuator/crossauth/<client>}. It calls public
 * addresses and sends no credentials. One check of a client runs at a time; who asks meanwhile is
 * told so.
 */
@Endpoint(id = "crossauth")
final class ProviderEndpoint {

  private final OAuthClients clients;
  private final CrossauthProperties properties;
  private final Contacts contacts;
  private final Map<String, ReentrantLock> running = new ConcurrentHashMap<>();

  ProviderEndpoint(OAuthClients clients, CrossauthProperties properties, Contacts contacts) {
    this.clients = clients;
    this.properties = properties;
    this.contacts = contacts;
  }

  /** Which clients can be looked at; calls nobody. */
  @ReadOperation
  public Map<String, Object> clients() {
    return Map.of("clients", List.copyOf(clients.ids()));
  }

  /** Null, which is 404, if there is no such client, or the application has made it itself. */
  @ReadOperation
  public @Nullable Map<String, Object> check(@Selector String client) {
    Client own = properties.client().get(client);
    if (own == null || own.issuer() == null) {
      return null;
    }
    ReentrantLock lock = running.computeIfAbsent(client, name -> new ReentrantLock());
    if (!lock.tryLock()) {
      return Map.of("client", client, "checked", false, "why", "a check is under way");
    }
    try {
      return report(client, own, check(client, own).run());
    } finally {
      lock.unlock();
    }
  }

  private ProviderCheck check(String id, Client own) {
    ProviderCheck.Builder builder = ProviderCheck.builder(String.valueOf(own.issuer()));
    transport(id).ifPresent(builder::transport);
    if (own.discoveryUri() != null) {
      builder.discoveryUri(own.discoveryUri());
    }
    if (own.authServerBaseUrl() != null) {
      builder.authServerBaseUrl(own.authServerBaseUrl());
    }
    return builder.build();
  }

  /** That of the client, which is made by now: the check takes the same way. */
  private Optional<HttpTransport> transport(String id) {
    try {
      var unused = clients.get(id);
    } catch (CrossauthException e) {
      // A client that cannot be made has no transport, and its provider can be looked at.
    }
    return contacts.transport(id);
  }

  private static Map<String, Object> report(String id, Client own, List<Finding> findings) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("client", id);
    report.put("issuer", String.valueOf(own.issuer()));
    report.put("checked", true);
    report.put("findings", findings.stream().map(ProviderEndpoint::text).toList());
    return report;
  }

  private static Map<String, Object> text(Finding finding) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("id", finding.id());
    text.put("severity", finding.severity().name());
    text.put("what", finding.what());
    text.put("why", finding.why());
    text.put("remedy", finding.remedy());
    return text;
  }
}
