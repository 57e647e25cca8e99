package io.crossauth.http;

import org.apache.hc.client5.http.protocol.HttpClientContext;

/** Carries our call through the connection pool to where connections are made. */
final class CallContext extends HttpClientContext {

  final Exchange exchange;

  CallContext(Exchange exchange) {
    this.exchange = exchange;
  }
}
