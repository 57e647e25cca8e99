package io.crossauth.examples.playground;

import io.crossauth.error.CrossauthException;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.servlet.api.TokenPrincipal;
import io.crossauth.testkit.TestClients;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** The API: orders to read, to write and to pay; and below another path somebody else's API. */
final class OrdersApi implements AutoCloseable {

  static final String READ = "orders:read";
  static final String WRITE = "orders:write";

  /** How long ago the login of somebody who pays may be. */
  static final Duration FRESH = Duration.ofSeconds(15);

  /** Whom the other API's tokens are for. */
  static final String ELSEWHERE = "api://somebody-else";

  private static final int KEPT = 16;

  private final Ports ports;
  private final Platform platform;
  private final OAuthTokenConsumer own;
  private final OAuthTokenConsumer others;
  private final Deque<VerifiedToken> verified = new ConcurrentLinkedDeque<>();
  private final AtomicReference<Optional<CrossauthException>> denied =
      new AtomicReference<>(Optional.empty());

  private OrdersApi(Ports ports, String issuer, HttpTransport transport, Platform platform) {
    this.ports = ports;
    this.platform = platform;
    this.own = consumer(issuer, TestClients.AUDIENCE, transport);
    this.others = consumer(issuer, ELSEWHERE, transport);
  }

  private OAuthTokenConsumer consumer(String issuer, String audience, HttpTransport transport) {
    return OAuthTokenConsumer.builder(issuer)
        .audience(audience)
        .transport(transport)
        .platform(platform)
        .build();
  }

  static OrdersApi start(String issuer, HttpTransport transport, WireLog log, Platform platform) {
    Ports ports = new Ports(0);
    HttpTransport noted = new WireTransport(transport, log, Party.API, ports.origin());
    OrdersApi api = new OrdersApi(ports, issuer, noted, platform);
    api.open();
    return api;
  }

  private void open() {
    ResourceServerFilter orders =
        ResourceServerFilter.builder(server(own))
            .require("GET", "/orders", AccessRequirement.scopes(READ))
            .require("POST", "/orders", AccessRequirement.scopes(WRITE))
            .require("POST", "/orders/pay", AccessRequirement.scopes(READ).withMaxAge(FRESH))
            .require("GET", "/me", AccessRequirement.none())
            .build();
    ResourceServerFilter elsewhere =
        ResourceServerFilter.builder(server(others))
            .require("GET", "/elsewhere", AccessRequirement.none())
            .build();
    ServletContextHandler application = new ServletContextHandler("/");
    application.addServletContainerInitializer(
        (classes, context) -> {
          orders.addTo(context, "/orders/*", "/me");
          elsewhere.addTo(context, "/elsewhere");
        });
    application.addServlet(new ServletHolder(new Orders()), "/");
    ports.start(application);
  }

  private OAuthResourceServer server(OAuthTokenConsumer consumer) {
    return OAuthResourceServer.builder(consumer)
        .realm("orders")
        .dpop(
            DpopProofs.at(ports.origin()).withNonces(SealingKey.ephemeral()).withPlatform(platform))
        .deniedListener(refusal -> denied.set(refusal.rejection()))
        .build();
  }

  URI origin() {
    return ports.origin();
  }

  /** What the API itself says of the last request that it refused. */
  Optional<CrossauthException> takeDenied() {
    return denied.getAndSet(Optional.empty());
  }

  /** A token as the API has verified it; empty if it has not seen it lately. */
  Optional<VerifiedToken> verified(Secret token) {
    return verified.stream().filter(known -> known.token().equals(token)).findFirst();
  }

  @Override
  public void close() {
    ports.close();
    own.close();
    others.close();
  }

  /** Behind the filters: whoever comes here may. */
  private final class Orders extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getUserPrincipal() instanceof TokenPrincipal principal) {
        verified.addFirst(principal.token());
        while (verified.size() > KEPT) {
          verified.removeLast();
        }
      }
      response.setContentType("application/json");
      response.getWriter().print("{\"orders\":[\"a lamp\",\"a chair\"]}");
    }
  }
}
