package io.crossauth.examples.playground;

import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Notes what one party sends and gets, by the transport that the library itself uses. */
final class WireTransport implements HttpTransport {

  private static final List<String> TELLING = List.of("WWW-Authenticate", "Location");

  private final HttpTransport transport;
  private final WireLog log;
  private final Party from;
  private final String api;

  /** {@code api} is the API's origin; all else is the provider. */
  WireTransport(HttpTransport transport, WireLog log, Party from, URI api) {
    this(transport, log, from, api.toString());
  }

  private WireTransport(HttpTransport transport, WireLog log, Party from, String api) {
    this.transport = transport;
    this.log = log;
    this.from = from;
    this.api = api;
  }

  @Override
  public HttpTransport forIssuer(String issuer) {
    return new WireTransport(transport.forIssuer(issuer), log, from, api);
  }

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    URI uri = call.uri();
    Party to = uri.toString().startsWith(api + "/") ? Party.API : Party.PROVIDER;
    long number = log.sent(from, to, call.method() + " " + Shown.address(uri), sent(call));
    try {
      HttpReply reply = transport.send(call);
      log.answered(number, String.valueOf(reply.status()), received(reply));
      return reply;
    } catch (IOException | RuntimeException e) {
      log.answered(number, "failed", e.getClass().getSimpleName());
      throw e;
    }
  }

  private static List<WireEntry.Field> sent(HttpCall call) {
    List<WireEntry.Field> fields = new ArrayList<>();
    call.headers().first("Authorization").map(Shown::credentials).ifPresent(fields::add);
    call.headers().first("DPoP").map(proof -> Shown.field("DPoP", proof)).ifPresent(fields::add);
    if (call.uri().getRawQuery() != null) {
      fields.addAll(Shown.parameters(call.uri().getRawQuery()));
    }
    String type = call.headers().first("Content-Type").orElse("");
    if (type.startsWith("application/x-www-form-urlencoded")) {
      call.body()
          .map(body -> new String(body, StandardCharsets.UTF_8))
          .map(Shown::parameters)
          .ifPresent(fields::addAll);
    }
    return fields;
  }

  private static String received(HttpReply reply) {
    List<String> lines = new ArrayList<>();
    for (String name : TELLING) {
      reply.headers().all(name).forEach(value -> lines.add(name + ": " + Shown.text(value)));
    }
    if (reply.mediaType().filter(type -> type.endsWith("json")).isPresent()) {
      lines.add(Shown.text(new String(reply.body(), StandardCharsets.UTF_8)));
    }
    return String.join(" | ", lines);
  }
}
