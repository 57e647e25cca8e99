package io.crossauth.testkit.fault;

import io.crossauth.testkit.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * What a server does with one request: answer it, or fail in one of the ways below.
 *
 * <p>A failure ends its connection, unless it says otherwise; a plain reply keeps it. Waiting is in
 * real time, and ends when the server is closed.
 *
 * <p>Those below keep no state and are safe for use by many threads, each serving any number of
 * requests. One of your own is called on the thread of the connection it serves.
 */
@FunctionalInterface
public interface Behaviour {

  /**
   * Serves one request.
   *
   * @param connection the client's connection, for this turn
   * @throws IOException if the client went away; the connection is then ended
   */
  void serve(Connection connection) throws IOException;

  /**
   * Reads the request and sends a reply. The connection is kept unless the request or the reply has
   * {@code Connection: close}; the answer to a {@code HEAD} has no body.
   *
   * @param reply what is sent
   * @return the behaviour
   */
  static Behaviour reply(Reply reply) {
    return connection -> {
      boolean headOnly = connection.request().method().equals("HEAD");
      Bodies.send(connection, reply, headOnly ? new byte[0] : reply.body());
      if (reply.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
        connection.close();
      }
    };
  }

  /**
   * Sends a reply that promises to keep the connection, and ends it all the same.
   *
   * @param reply what is sent
   * @return the behaviour
   */
  static Behaviour replyThenHangUp(Reply reply) {
    return connection -> {
      reply(reply).serve(connection);
      connection.close();
    };
  }

  /**
   * Reads the request, waits, then behaves.
   *
   * @param delay how long it waits
   * @param then what it does then
   * @return the behaviour
   */
  static Behaviour after(Duration delay, Behaviour then) {
    return connection -> {
      connection.request();
      connection.pause(delay);
      then.serve(connection);
    };
  }

  /**
   * Reads the request, waits until a gate opens (or the server closes), then behaves.
   *
   * @param gate opens when its count is zero
   * @param then what it does then
   * @return the behaviour
   */
  static Behaviour after(CountDownLatch gate, Behaviour then) {
    return connection -> {
      connection.request();
      while (gate.getCount() > 0) {
        connection.pause(Duration.ofMillis(5));
      }
      then.serve(connection);
    };
  }

  /**
   * Accepts the connection and does nothing: reads nothing, and does no TLS handshake.
   *
   * @return the behaviour
   */
  static Behaviour hangBeforeReading() {
    return Connection::ignore;
  }

  /**
   * Reads the request and sends nothing, until the client ends the connection.
   *
   * @return the behaviour
   */
  static Behaviour hangBeforeHeaders() {
    return connection -> {
      connection.request();
      connection.hang();
    };
  }

  /**
   * Sends the first half of status line and headers and no more.
   *
   * @param reply whose beginning is sent
   * @return the behaviour
   */
  static Behaviour hangInHeaders(Reply reply) {
    return connection -> {
      connection.request();
      connection.write(Bodies.half(reply.head()));
      connection.hang();
    };
  }

  /**
   * Sends the headers, the first half of the body, and no more.
   *
   * @param reply whose beginning is sent
   * @return the behaviour
   */
  static Behaviour hangInBody(Reply reply) {
    return connection -> {
      Bodies.sendHalf(connection, reply);
      connection.hang();
    };
  }

  /**
   * Sends a reply, one byte of status line and headers at a time, then its body at once; keeps the
   * connection.
   *
   * @param reply what is sent
   * @param every the pause before each byte
   * @return the behaviour
   */
  static Behaviour dripHeaders(Reply reply, Duration every) {
    return connection -> {
      connection.request();
      connection.drip(reply.head(), every);
      connection.write(reply.body());
    };
  }

  /**
   * Sends a reply, headers at once and the body one byte at a time; keeps the connection.
   *
   * @param reply what is sent
   * @param every the pause before each byte
   * @return the behaviour
   */
  static Behaviour dripBody(Reply reply, Duration every) {
    return connection -> {
      connection.request();
      connection.write(reply.head());
      connection.drip(reply.body(), every);
    };
  }

  /**
   * Sends one header after another, a byte at a time, and never ends them.
   *
   * @param every the pause before each byte
   * @return the behaviour
   */
  static Behaviour dripHeadersForever(Duration every) {
    return connection -> {
      connection.request();
      connection.write(Bodies.ascii("HTTP/1.1 200 \r\n"));
      while (true) {
        connection.drip(Bodies.ascii("X-Drip: drop\r\n"), every);
      }
    };
  }

  /**
   * Sends headers, then a body of blanks, one chunk of one blank at a time, without an end.
   *
   * @param every the pause before each chunk
   * @return the behaviour
   */
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

  /**
   * Resets the connection before reading anything.
   *
   * @return the behaviour
   */
  static Behaviour resetOnConnect() {
    return Connection::reset;
  }

  /**
   * Reads the request and resets the connection.
   *
   * @return the behaviour
   */
  static Behaviour resetBeforeHeaders() {
    return connection -> {
      connection.request();
      connection.reset();
    };
  }

  /**
   * Sends headers and half of the body and resets the connection.
   *
   * @param reply whose beginning is sent
   * @return the behaviour
   */
  static Behaviour resetInBody(Reply reply) {
    return connection -> {
      Bodies.sendHalf(connection, reply);
      // RST overtakes what is on its way: give the client the time to see the half.
      connection.pause(Duration.ofMillis(50));
      connection.reset();
    };
  }

  /**
   * Reads the request and closes the connection without an answer.
   *
   * @return the behaviour
   */
  static Behaviour closeBeforeHeaders() {
    return connection -> {
      connection.request();
      connection.close();
    };
  }

  /**
   * Sends half of the body that {@code Content-Length} promised and closes.
   *
   * @param reply whose beginning is sent
   * @return the behaviour
   */
  static Behaviour closeInBody(Reply reply) {
    return connection -> {
      Bodies.sendHalf(connection, reply);
      connection.close();
    };
  }

  /**
   * Sends a compressed body that ends in its middle, under a {@code Content-Length} that fits;
   * keeps the connection.
   *
   * @param reply whose body is compressed and cut
   * @return the behaviour
   */
  static Behaviour truncatedGzip(Reply reply) {
    Reply whole = reply.gzipped();
    return reply(whole.body(Bodies.half(whole.body())));
  }

  /**
   * Sends blanks as JSON, compressed to about a thousandth; keeps the connection.
   *
   * @param inflatedBytes how many bytes the body has when it is inflated
   * @return the behaviour
   */
  static Behaviour gzipBomb(long inflatedBytes) {
    return connection -> {
      connection.request();
      Bodies.sendBomb(connection, inflatedBytes);
    };
  }

  /**
   * Sends a body of blanks, with its true {@code Content-Length}; keeps the connection.
   *
   * @param bytes how many bytes the body has
   * @return the behaviour
   */
  static Behaviour hugeBody(long bytes) {
    return connection -> {
      connection.request();
      connection.write(Reply.json("").header("Content-Length", Long.toString(bytes)).head());
      Bodies.sendBlanks(connection, bytes);
    };
  }

  /**
   * Sends chunk after chunk, as fast as they are taken, without an end.
   *
   * @return the behaviour
   */
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

  /**
   * Sends a reply whose {@code Content-Encoding} nobody knows; keeps the connection.
   *
   * @param reply what is sent, its body as it stands
   * @return the behaviour
   */
  static Behaviour badContentEncoding(Reply reply) {
    return reply(reply.header("Content-Encoding", "no-such-encoding"));
  }

  /**
   * Sends a body that is not compressed under {@code Content-Encoding: gzip}; keeps the connection.
   *
   * @param reply what is sent, its body as it stands
   * @return the behaviour
   */
  static Behaviour falseGzip(Reply reply) {
    return reply(reply.header("Content-Encoding", "gzip"));
  }

  /**
   * Sends bytes that are not HTTP.
   *
   * @return the behaviour
   */
  static Behaviour garbage() {
    return raw("SSH-2.0-OpenSSH_9.6\r\n\r\n");
  }

  /**
   * Reads the request, sends bytes as they stand and closes.
   *
   * @param text the bytes, one for each character (ISO 8859-1)
   * @return the behaviour
   */
  static Behaviour raw(String text) {
    return connection -> {
      connection.request();
      connection.write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      connection.close();
    };
  }

  /**
   * Sends a reply with one header that is too long; keeps the connection.
   *
   * @param bytes how many bytes its value has
   * @return the behaviour
   */
  static Behaviour hugeHeader(int bytes) {
    return reply(Reply.json("{}").header("X-Huge", "a".repeat(bytes)));
  }

  /**
   * Sends a reply with too many headers.
   *
   * @param count how many there are besides {@code Content-Length}
   * @return the behaviour
   */
  static Behaviour manyHeaders(int count) {
    StringBuilder head = new StringBuilder("HTTP/1.1 200 \r\nContent-Length: 2\r\n");
    for (int i = 0; i < count; i++) {
      head.append("X-").append(i).append(": a\r\n");
    }
    return raw(head.append("\r\n{}").toString());
  }
}
