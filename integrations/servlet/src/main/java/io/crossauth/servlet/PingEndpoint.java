package io.crossauth.servlet;

import io.crossauth.client.ciba.CibaPings;
import io.crossauth.http.Headers;
import io.crossauth.platform.Ticker;
import io.crossauth.servlet.internal.BoundedForm;
import io.crossauth.servlet.internal.Pages;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

/**
 * {@code POST /ciba-ping}: the provider says that a login on somebody's device has ended. Who calls
 * shows the request's own bearer token, and no cookie.
 */
final class PingEndpoint {

  private static final int MOST = 16 * 1_024;

  private static final String AUTHORIZATION = "Authorization";

  /** No ping. */
  private static final byte[] NOTHING = new byte[0];

  private final CibaPings pings;
  private final Ticker ticker;

  PingEndpoint(CibaPings pings, Ticker ticker) {
    this.pings = pings;
    this.ticker = ticker;
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
    Optional<byte[]> body = BoundedForm.bytes(visit.request().getInputStream(), MOST, ticker);
    // Who may not ping is told so before what is wrong with the body.
    int status = pings.receive(headers, body.orElse(NOTHING));
    Pages.empty(visit.response(), status);
  }
}
