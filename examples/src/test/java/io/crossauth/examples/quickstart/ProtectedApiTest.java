package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.servlet.api.TokenPrincipal;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.tokenconsumer.resource.ProtectedResource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API in a servlet container: Tomcat and Jetty. */
class ProtectedApiTest extends Playground {

  private final List<OAuthTokenConsumer> consumers = new ArrayList<>();

  private ResourceServerFilter filter() {
    URI uri = URI.create("https://api.example.com");

    OAuthTokenConsumer consumer = OAuthTokenConsumer.builder(issuer).audience("orders-api").build();
    OAuthResourceServer server =
        OAuthResourceServer.builder(consumer).resource(ProtectedResource.at(uri)).build();
    ResourceServerFilter filter =
        ResourceServerFilter.builder(server)
            .require("GET", "/orders/**", AccessRequirement.scopes("orders:read"))
            .require("POST", "/orders", AccessRequirement.scopes("orders:write").withRoles("clerk"))
            .open("GET", "/health")
            .build();

    consumers.add(consumer);
    return filter;
  }

  private static final class Orders extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getUserPrincipal() instanceof TokenPrincipal principal) {
        response.getWriter().write("the orders of " + principal.token().requireSubject());
      }
    }
  }

  @AfterAll
  void closeConsumers() {
    consumers.forEach(OAuthTokenConsumer::close);
  }

  @Test
  void onTomcat(@TempDir Path folder) throws Exception {
    ResourceServerFilter filter = filter();
    Tomcat tomcat = new Tomcat();
    tomcat.setSilent(true);
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);

    Context application = tomcat.addContext("", null);
    application.addServletContainerInitializer((classes, context) -> filter.addTo(context), null);

    Tomcat.addServlet(application, "orders", new Orders()).addMapping("/");
    tomcat.start();
    check(connector.getLocalPort());
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void onJetty() throws Exception {
    ResourceServerFilter filter = filter();
    Server http = new Server();
    ServerConnector connector = new ServerConnector(http);
    connector.setHost("127.0.0.1");
    http.addConnector(connector);

    ServletContextHandler application = new ServletContextHandler("/");
    application.addServletContainerInitializer((classes, context) -> filter.addTo(context));

    application.addServlet(new ServletHolder(new Orders()), "/");
    http.setHandler(application);
    http.start();
    check(connector.getLocalPort());
    http.stop();
  }

  private void check(int port) throws Exception {
    URI at = URI.create("http://127.0.0.1:" + port);
    TokenDraft good =
        provider.mint().withAudience("orders-api").accessToken().claim("scope", "orders:read");

    HttpResponse<String> orders = get(at.resolve("/orders/5"), good.compact());
    HttpResponse<String> none = get(at.resolve("/orders/5"), "");

    assertThat(orders.body()).isEqualTo("the orders of alice");
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("https://api.example.com/.well-known/oauth-protected-resource");
    assertThat(get(at.resolve("/health"), "").statusCode()).isEqualTo(200);
    assertThat(get(at.resolve("/admin"), good.compact()).statusCode()).isEqualTo(404);
    assertThat(get(at.resolve("/.well-known/oauth-protected-resource"), "").body())
        .contains("authorization_servers");
    assertThat(get(at.resolve("/orders"), good.claim("scope", "x").compact()).statusCode())
        .isEqualTo(403);
  }

  private static HttpResponse<String> get(URI uri, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    for (String value : token.isEmpty() ? List.<String>of() : List.of("Bearer " + token)) {
      request.header("Authorization", value);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
