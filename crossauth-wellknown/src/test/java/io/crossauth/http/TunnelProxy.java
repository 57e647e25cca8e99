package io.crossauth.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on loopback that grants every tunnel, and leads all of them to one port. */
final class TunnelProxy implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile int target;

  private TunnelProxy(ServerSocket server) {
    this.server = server;
  }

  static TunnelProxy start() {
    try {
      TunnelProxy proxy =
          new TunnelProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      daemon(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void leadTo(int port) {
    target = port;
  }

  int port() {
    return server.getLocalPort();
  }

  /** The heads of the requests that came, in order. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      sockets.add(client);
      daemon(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    heads.add(head.toString());
    Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(upstream);
    client
        .getOutputStream()
        .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    daemon(() -> upstream.getInputStream().transferTo(client.getOutputStream()));
    in.transferTo(upstream.getOutputStream());
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side is gone.
              }
            },
            "test-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
