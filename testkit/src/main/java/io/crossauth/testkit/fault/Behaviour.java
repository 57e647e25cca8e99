package io.crossauth.testkit.fault;

import io.crossauth.testkit.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * What a server does with one request: answer it, or fail in one of the ways below.
 *
 * <p>A failure ends its connection, unless it says otherwise; a plain reply keeps it.
 */
@FunctionalInterface
public interface Behaviour {

  /**
   * Serves one request.
   *
   * @throws IOException if the client went away; the connection is then ended
   */
  void serve(Connection connection) throws IOException;

  /** Reads the request and sends a reply; the connection is kept unless a side said close. */
  static Behaviour reply(Reply reply) {
    return connection -> {
      boolean headOnly = connection.request().method().equals("HEAD");
      Bodies.send(connection, reply, headOnly ? new byte[0] : reply.body());
      if (reply.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
        connection.close();
      }
    };
  }

  /** Sends a reply that promises to keep the connection, and ends it all the same. */
  static Behaviour replyThenHangUp(Reply reply) {
    return connection -> {
      reply(reply).serve(connection);
      connection.close();
    };
  }

  /** Waits in real time, then behaves. */
  static Behaviour after(Duration delay, Behaviour then) {
    return connection -> {
      connection.request();
      connection.pause(delay);
      then.serve(connection);
    };
  }

  /** Reads the request, waits until the gate opens (or the server closes), then behaves. */
  static Behaviour after(CountDownLatch gate, Behaviour then) {
    return connection -> {
      connection.request();
      while (gate.getCount() > 0) {
        connection.pause(Duration.ofMillis(5));
      }
      then.serve(connection);
    };
  }

  /** Accepts the connection and does nothing: reads nothing, shakes no hands. */
  static Behaviour hangBeforeReading() {
    return Connection::ignore;
  }

  /** Reads the request and says nothing. */
  static Behaviour hangBeforeHeaders() {
    return connection -> {
      connection.request();
      connection.hang();
    };
  }

  /** Sends the first half of status line and headers and no more. */
  static Behaviour hangInHeaders(Reply reply) {
    return connection -> {
      connection.request();
      connection.write(Bodies.half(reply.head()));
      connection.hang();
    };
  }

  /** Sends the headers, the first half of the body, and no more. */
  static Behaviour hangInBody(Reply reply) {
    return connection -> {
      Bodies.sendHalf(connection, reply);
      connection.hang();
    };
  }

  /** Sends a reply, one byte of status line and headers at a time, then its body at once. */
  static Behaviour dripHeaders(Reply reply, Duration every) {
    return connection -> {
      connection.request();
      connection.drip(reply.head(), every);
      connection.write(reply.body());
    };
  }

  /** Sends a reply, headers at once and the body one byte at a time. */
  static Behaviour dripBody(Reply reply, Duration every) {
    return connection -> {
      connection.request();
      connection.write(reply.head());
      connection.drip(reply.body(), every);
    };
  }

  /** Sends one header after another, a byte at a time, and never ends them. */
  static Behaviour dripHeadersForever(Duration every) {
    return connection -> {
      connection.request();
      connection.write(Bodies.ascii("HTTP/1.1 200 \r\n"));
      while (true) {
        connection.drip(Bodies.ascii("X-Drip: drop\r\n"), every);
      }
    };
  }

  /** Sends headers, then a body of blanks, one at a time, without an end. */
  static Behaviour dripBodyForever(Duration every) {
    return connection -> {
      connection.request();
      connection.write(Reply.json("").header("Transfer-Encoding", "chunked").head());
      while (true) {
        connection.pause(every);
        connection.write(Bodies.chunk(new byte[] {' '}, 1));
      }
    };
  }

  /** Resets the connection before reading anything. */
  static Behaviour resetOnConnect() {
    return Connection::reset;
  }

  /** Reads the request and resets the connection. */
  static Behaviour resetBeforeHeaders() {
    return connection -> {
      connection.request();
      connection.reset();
    };
  }

  /** Sends half of the body and resets the connection. */
  static Behaviour resetInBody(Reply reply) {
    return connection -> {
      Bodies.sendHalf(connection, reply);
      // RST overtakes what is on its way: give the client the time to see the half.
      connection.pause(Duration.ofMillis(50));
      connection.reset();
    };
  }

  /** Reads the request and closes the connection without a word. */
  static Behaviour closeBeforeHeaders() {
    return connection -> {
      connection.request();
      connection.close();
    };
  }

  /** Sends half of the body that {@code Content-Length} promised and closes. */
  static Behaviour closeInBody(Reply reply) {
    return connection -> {
      Bodies.sendHalf(connection, reply);
      connection.close();
    };
  }

  /** Sends a compressed body that ends in its middle, of the length it was said to have. */
  static Behaviour truncatedGzip(Reply reply) {
    Reply whole = reply.gzipped();
    return reply(whole.body(Bodies.half(whole.body())));
  }

  /** Sends so many blanks of JSON, compressed a thousandfold. */
  static Behaviour gzipBomb(long inflatedBytes) {
    return connection -> {
      connection.request();
      Bodies.sendBomb(connection, inflatedBytes);
    };
  }

  /** Sends a body of so many blanks, with its true {@code Content-Length}. */
  static Behaviour hugeBody(long bytes) {
    return connection -> {
      connection.request();
      connection.write(Reply.json("").header("Content-Length", Long.toString(bytes)).head());
      Bodies.sendBlanks(connection, bytes);
    };
  }

  /** Sends chunk after chunk, as fast as they are taken, without an end. */
  static Behaviour endlessBody() {
    return connection -> {
      connection.request();
      connection.write(Reply.json("").header("Transfer-Encoding", "chunked").head());
      byte[] chunk = Bodies.chunk(Bodies.blanks(), Bodies.blanks().length);
      while (true) {
        connection.write(chunk);
      }
    };
  }

  /** Sends a reply whose {@code Content-Encoding} nobody knows. */
  static Behaviour badContentEncoding(Reply reply) {
    return reply(reply.header("Content-Encoding", "no-such-encoding"));
  }

  /** Sends plain text under {@code Content-Encoding: gzip}. */
  static Behaviour falseGzip(Reply reply) {
    return reply(reply.header("Content-Encoding", "gzip"));
  }

  /** Sends bytes that are not HTTP. */
  static Behaviour garbage() {
    return raw("SSH-2.0-OpenSSH_9.6\r\n\r\n");
  }

  /** Reads the request, sends these bytes (Latin-1) and closes. */
  static Behaviour raw(String text) {
    return connection -> {
      connection.request();
      connection.write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      connection.close();
    };
  }

  /** Sends a reply with one more header of so many bytes. */
  static Behaviour hugeHeader(int bytes) {
    return reply(Reply.json("{}").header("X-Huge", "a".repeat(bytes)));
  }

  /** Sends a reply with so many more headers. */
  static Behaviour manyHeaders(int count) {
    StringBuilder head = new StringBuilder("HTTP/1.1 200 \r\nContent-Length: 2\r\n");
    for (int i = 0; i < count; i++) {
      head.append("X-").append(i).append(": a\r\n");
    }
    return raw(head.append("\r\n{}").toString());
  }
}
