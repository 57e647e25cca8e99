package io.crossauth.client.resource.login;

import io.crossauth.error.LoginRequiredException;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request of the program: sent, and sent again after each thing that the resource asks for, but
 * each of them once. So five times at most, and once more for a nonce.
 */
final class Rounds {

  private final HttpCall call;
  private final ApiCalls calls;
  private final Logins logins;
  private final Patience patience;
  private final Set<Demand.Kind> answered = EnumSet.noneOf(Demand.Kind.class);
  private boolean renewed;
  private boolean loggedIn;
  private @Nullable ApiSession used;
  private Map<String, String> sent = Map.of();

  Rounds(HttpCall call, ApiCalls calls, Logins logins, Patience patience) {
    this.call = call;
    this.calls = calls;
    this.logins = logins;
    this.patience = patience;
  }

  HttpReply run() {
    while (true) {
      HttpReply reply = send();
      Demand demand = Demand.of(reply);
      if (demand.kind() == Demand.Kind.NOTHING) {
        return reply;
      }
      answer(demand, reply);
    }
  }

  private HttpReply send() {
    used = logins.session().orElse(null);
    sent = used == null ? Map.of() : credentials(used);
    HttpReply reply = calls.send(call, sent, patience);
    if (used != null) {
      used.answered(call.uri(), reply.headers());
    }
    return reply;
  }

  /** None where only a login helps: the resource then says with whom. */
  private Map<String, String> credentials(ApiSession session) {
    try {
      return session.source().authorize(call.method(), call.uri());
    } catch (LoginRequiredException e) {
      return Map.of();
    }
  }

  private void answer(Demand demand, HttpReply reply) {
    ApiSession session = used;
    if (mayBeRenewed(demand) && session != null) {
      renewed = true;
      session.refused(sent);
      return;
    }
    if (demand.isVain() || !answered.add(demand.kind())) {
      throw demand.refusal(sent);
    }
    if (demand.kind() == Demand.Kind.NONCE) {
      requireNonce(demand, reply);
      return;
    }
    loggedIn = true;
    logins.logIn(session, demand, patience);
  }

  /** RFC 9449 section 9: the request is sent once more, only if a nonce has come for a proof. */
  private void requireNonce(Demand demand, HttpReply reply) {
    if (!sent.containsKey("DPoP") || reply.headers().first("DPoP-Nonce").isEmpty()) {
      throw demand.refusal(sent);
    }
  }

  /**
   * A token that a login has not just brought may be over, and a refresh is no trouble to users.
   */
  private boolean mayBeRenewed(Demand demand) {
    return demand.kind() == Demand.Kind.TOKEN && !sent.isEmpty() && !renewed && !loggedIn;
  }
}
