package io.crossauth.examples.playground;

import io.crossauth.client.resource.StepUpChallenge;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.HttpReply;
import io.crossauth.servlet.WebSession;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;

/** {@code POST /call}: calls the API for the person who is logged in. */
final class CallServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ApiCalls calls;
  private final Mode mode;
  private final transient Desk desk;

  CallServlet(ApiCalls calls, Mode mode, Desk desk) {
    this.calls = calls;
    this.mode = mode;
    this.desk = desk;
  }

  /** Only for pages of ours: a request from elsewhere comes without the session. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    Optional<Call> wanted =
        Arrays.stream(Call.values())
            .filter(call -> call.name().equals(request.getParameter("what")))
            .findFirst();
    Optional<WebSession> session = WebSession.of(request);
    if (wanted.isEmpty() || session.isEmpty()) {
      SpoiledLogins.redirect(response, mode.path() + "/");
      return;
    }
    boolean spoiled = wanted.get() == Call.AUDIENCE;
    desk.put(spoiled ? Desk.Place.SPOIL : Desk.Place.API, outcome(wanted.get(), session.get()));
    SpoiledLogins.redirect(response, mode.path() + (spoiled ? "/#spoil" : "/#api"));
  }

  private Outcome outcome(Call call, WebSession session) {
    try {
      ApiCalls.Answer answer =
          call == Call.STOLEN
              ? calls.steal(session.tokens(), call.method(), call.path())
              : calls.call(session.tokens(), call.method(), call.path());
      HttpReply reply = answer.reply();
      return new Outcome(
          call.title(),
          reply.successful(),
          expected(call, session, reply.successful()),
          "the API answers " + reply.status(),
          answer.refusal().map(Outcome.Refusal::of),
          StepUpChallenge.in(reply.status(), ApiCalls.fields(reply.headers())).isPresent());
    } catch (CrossauthException e) {
      return Outcome.refused(call.title(), e);
    }
  }

  /** Whether it is as it should be; a token without a key is anybody's, and that is no mistake. */
  private boolean expected(Call call, WebSession session, boolean passed) {
    return switch (call) {
      case READ -> passed == session.scopes().contains(OrdersApi.READ);
      case WRITE -> passed == session.scopes().contains(OrdersApi.WRITE);
      case PAY -> true;
      case AUDIENCE -> !passed;
      case STOLEN -> passed == (mode == Mode.BEARER);
    };
  }
}
