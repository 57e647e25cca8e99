package io.crossauth.servlet.testing;

import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;

/** Apart, so that who needs no HTTP/2 needs no library for it. */
final class Http2 {

  private Http2() {}

  static ConnectionFactory on(HttpConfiguration http) {
    return new HTTP2CServerConnectionFactory(http);
  }
}
