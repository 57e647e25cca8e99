package io.crossauth.examples.playground;

import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes one character in the signature of the first ID token that comes by. */
public final class SpoiledSignature implements HttpTransport {

  private static final Pattern ID_TOKEN =
      Pattern.compile("(\"id_token\"\\s*:\\s*\"[\\w-]+\\.[\\w-]+\\.)([\\w-])");

  private final HttpTransport transport;
  private final AtomicBoolean done = new AtomicBoolean();

  /** Spoils what comes by another transport. */
  public SpoiledSignature(HttpTransport transport) {
    this.transport = transport;
  }

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    HttpReply reply = transport.send(call);
    String body = new String(reply.body(), StandardCharsets.UTF_8);
    Matcher idToken = ID_TOKEN.matcher(body);
    if (!idToken.find() || !done.compareAndSet(false, true)) {
      return reply;
    }
    String other = idToken.group(2).equals("A") ? "B" : "A";
    String spoiled = body.substring(0, idToken.start(2)) + other + body.substring(idToken.end(2));
    return new HttpReply(reply.status(), reply.headers(), spoiled.getBytes(StandardCharsets.UTF_8));
  }
}
