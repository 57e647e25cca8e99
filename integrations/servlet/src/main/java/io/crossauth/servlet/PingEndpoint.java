package io.crossauth.servlet;

import io.crossauth.client.ciba.CibaPings;
import io.crossauth.http.Headers;
import io.crossauth.servlet.internal.Pages;
import java.io.IOException;
import java.util.Collections;

/**
 * {@code POST /ciba-ping}: the provider says that a login on somebody's device has ended. Who calls
 * shows the request's own bearer token, and no cookie.
 */
final class PingEndpoint {

  /** One more than is taken, so that what is too long is seen to be so. */
  private static final int MOST_READ = 16 * 1_024 + 1;

  private static final String AUTHORIZATION = "Authorization";

  private final CibaPings pings;

  PingEndpoint(CibaPings pings) {
    this.pings = pings;
  }

  void receive(Visit visit) throws IOException {
    if (!visit.is("POST")) {
      LoginEndpoints.refuseMethod(visit, "POST");
      return;
    }
    Headers headers = Headers.none();
    try {
      for (String value : Collections.list(visit.request().getHeaders(AUTHORIZATION))) {
        headers = headers.plus(AUTHORIZATION, value);
      }
    } catch (IllegalArgumentException e) {
      // What no field may have is no token of ours.
      Pages.empty(visit.response(), 401);
      return;
    }
    byte[] body = visit.request().getInputStream().readNBytes(MOST_READ);
    Pages.empty(visit.response(), pings.receive(headers, body));
  }
}
