package consumer;

import com.sun.net.httpserver.HttpServer;
import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A thousand answers that cannot be decompressed, on two connections (CVE-2026-64607). */
public final class Pool implements Part {

  private static final int BAD = 1_000;

  @Override
  public void run(Provider provider) throws Exception {
    // Else the server sends head and body apart, and each answer waits 40 ms for its client.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    AtomicInteger answers = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          if (answers.getAndIncrement() < BAD) {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          }
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    try (ApacheHttpTransport transport =
        ApacheHttpTransport.builder().maxConnections(2, 2).build()) {
      for (int i = 0; i < BAD; i++) {
        Part.check(isBroken(transport, address), "a refusal");
      }
      Part.check(transport.send(HttpCall.get(address)).status() == 200, "a whole pool");
    } finally {
      server.stop(0);
    }
  }

  private static boolean isBroken(ApacheHttpTransport transport, URI address) {
    try {
      transport.send(HttpCall.get(address));
      return false;
    } catch (TransportException e) {
      return e.kind() == TransportException.Kind.BROKEN;
    }
  }
}
