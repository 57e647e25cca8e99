package io.crossauth.benchmarks.nodes;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A transport that says who calls, tells of lost answers, and at whose steps traps work. */
final class WatchedTransport implements HttpTransport {

  static final String WHO = "X-Node";

  private final HttpTransport inner;
  private final String who;
  private final Traps traps;
  private final Report report;

  /**
   * @param who the node and its life, as the provider notes them
   */
  WatchedTransport(HttpTransport inner, String who, Traps traps, Report report) {
    this.inner = inner;
    this.who = who;
    this.traps = traps;
    this.report = report;
  }

  @Override
  public HttpTransport forIssuer(String issuer) {
    return new WatchedTransport(inner.forIssuer(issuer), who, traps, report);
  }

  @Override
  public HttpReply send(HttpCall call) {
    Optional<String> presented =
        call.body()
            .map(body -> Form.parse(new String(body, StandardCharsets.UTF_8)))
            .flatMap(form -> form.first("refresh_token"));
    if (presented.isEmpty()) {
      return inner.exchange(call.withHeader(WHO, who));
    }
    String refreshToken = presented.get();
    traps.at(Step.PRESENTING, StrictProvider.sessionOf(refreshToken));
    try {
      HttpReply reply = inner.exchange(call.withHeader(WHO, who));
      traps.at(Step.ANSWERED, StrictProvider.sessionOf(refreshToken));
      return reply;
    } catch (CrossauthException e) {
      if (!(e instanceof TransportException failure) || failure.sent()) {
        report.lost(refreshToken);
      }
      throw e;
    }
  }
}
