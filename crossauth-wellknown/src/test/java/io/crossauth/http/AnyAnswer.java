package io.crossauth.http;

import io.crossauth.platform.Ticker;
import io.crossauth.testing.MemorySocket;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Hands any bytes to the HTTP layer as the answer to a request. */
public final class AnyAnswer {

  private static final int MOST = 64 * 1024;

  private AnyAnswer() {}

  /**
   * Reads the answer.
   *
   * @return whether it was read to its end, within the limit, and nothing is left behind it
   */
  public static boolean read(byte[] bytes) {
    try (MemorySocket socket = new MemorySocket(bytes);
        NonLoggingConnection connection =
            new NonLoggingConnection(
                Http1Config.DEFAULT, Ticker.system(), new UnexpectedBytes(null))) {
      connection.bind(socket);
      ClassicHttpResponse response = Connections.converse(request(), connection);
      HttpReply reply = Reply.decoded(Reply.read(response, MOST, () -> {}), MOST);
      if (reply.body().length > MOST) {
        throw new IllegalStateException("more than the limit: " + reply.body().length);
      }
      reply.headers().all("Retry-After");
      return !connection.hasUnexpectedBytes();
    } catch (IOException | HttpException e) {
      return false;
    }
  }

  private static BasicClassicHttpRequest request() {
    BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", "/");
    request.setHeader("Host", "id.example.com");
    return request;
  }
}
