package io.crossauth.examples.playground;

import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import java.net.URI;

/**
 * What the applications of the playground share.
 *
 * @param issuer the provider
 * @param port where the applications are
 * @param api the API that they call
 * @param log what went over the wire
 * @param transport the way to the network, without notes
 * @param platform clock, scheduler, chance
 */
record Surroundings(
    URI issuer, int port, OrdersApi api, WireLog log, HttpTransport transport, Platform platform) {

  /** What an application sends, noted. */
  HttpTransport noted(HttpTransport unnoted) {
    return new WireTransport(unnoted, log, Party.APPLICATION, api.origin());
  }

  /** An application's address as browsers have it; cookies are for this name. */
  URI home(Mode mode) {
    return URI.create("http://localhost:" + port + mode.path());
  }

  /** Where the provider tells an application of logouts. */
  URI backChannel(Mode mode) {
    return URI.create("http://127.0.0.1:" + port + mode.path() + "/backchannel-logout");
  }

  /** The provider's origin, where its pages are. */
  String providerOrigin() {
    return issuer.getScheme() + "://" + issuer.getRawAuthority();
  }
}
