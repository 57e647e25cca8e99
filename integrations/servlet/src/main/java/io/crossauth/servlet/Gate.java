package io.crossauth.servlet;

import io.crossauth.error.StorageException;
import io.crossauth.http.Form;
import io.crossauth.servlet.internal.Pages;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets in who is logged in, well enough; sends pages to the login, and tells scripts to go. */
final class Gate {

  private final Settings settings;
  private final Sessions sessions;
  private final Failures failures;

  Gate(Settings settings, Sessions sessions, Failures failures) {
    this.settings = settings;
    this.sessions = sessions;
    this.failures = failures;
  }

  /**
   * The session of a request that may go on.
   *
   * @param rule what its path wants; empty for any login
   * @return the session; empty if the request has its answer
   */
  Optional<WebSession> admitted(Visit visit, Optional<ProtectedPath> rule) throws IOException {
    Optional<WebSession> session;
    try {
      session = sessions.find(visit.cookies());
    } catch (StorageException e) {
      failures.answer(visit, e, here(visit));
      return Optional.empty();
    }
    if (session.isEmpty()) {
      stranger(visit);
      return Optional.empty();
    }
    if (!visit.arrival().mayChange()) {
      Pages.json(visit.response(), 403, Map.of("error", "csrf"));
      return Optional.empty();
    }
    WebSession found = session.get();
    if (rule.isPresent() && !rule.get().satisfiedBy(found, settings.platform().now())) {
      stepUp(visit, rule.get());
      return Optional.empty();
    }
    visit.set(sessions.used(visit.cookies(), found));
    return session;
  }

  /** Ends a session whose tokens cannot be renewed any more. */
  void over(Visit visit, WebSession session) throws IOException {
    try {
      sessions.end(session, true);
    } catch (StorageException e) {
      // Without its cookie it is over all the same.
    }
    visit.set(sessions.forgotten());
    toLogin(visit, new LinkedHashMap<>(Map.of("error", "login_required")), "");
  }

  private void stranger(Visit visit) throws IOException {
    if (visit.arrival().toPage() && visit.is("GET") && visit.arrival().acrossSites()) {
      // The cookie may only not have come along: ask once more, from here.
      Pages.goOn(visit.response(), here(visit));
      return;
    }
    toLogin(visit, new LinkedHashMap<>(Map.of("error", "login_required")), "");
  }

  private void stepUp(Visit visit, ProtectedPath rule) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", "insufficient_user_authentication");
    if (!rule.acrValues().isEmpty()) {
      members.put("acr_values", String.join(" ", rule.acrValues()));
    }
    rule.maxAge().ifPresent(age -> members.put("max_age", age.toSeconds()));
    toLogin(visit, members, "for=" + Form.encode(settings.outside(visit.path().raw())));
  }

  /** A redirect leads a page there; a script must go by itself. */
  private void toLogin(Visit visit, Map<String, Object> members, String query) throws IOException {
    String login = settings.address(Settings.LOGIN);
    if (visit.arrival().toPage()) {
      String back = visit.is("GET") ? here(visit) : settings.outside(settings.afterLogin());
      String wanted = query.isEmpty() ? "" : "&" + query;
      Pages.redirect(visit.response(), login + "?return=" + Form.encode(back) + wanted);
      return;
    }
    members.put("login", query.isEmpty() ? login : login + "?" + query);
    Pages.json(visit.response(), 401, members);
  }

  private String here(Visit visit) {
    return settings.outside(visit.path().raw()) + visit.query();
  }

  /** {@code GET /session}: who is logged in and for how long, for scripts of ours; no tokens. */
  void session(Visit visit) throws IOException {
    if (!visit.is("GET")) {
      LoginEndpoints.refuseMethod(visit, "GET");
      return;
    }
    if (!visit.arrival().fromOurScript()) {
      Pages.json(visit.response(), 403, Map.of("error", "csrf", "header", settings.header()));
      return;
    }
    try {
      Optional<WebSession> session = sessions.find(visit.cookies());
      if (session.isEmpty()) {
        toLogin(visit, new LinkedHashMap<>(Map.of("error", "login_required")), "");
        return;
      }
      Pages.json(visit.response(), 200, shown(session.get()));
    } catch (StorageException e) {
      failures.json(visit, e);
    }
  }

  private Map<String, Object> shown(WebSession session) {
    long now = settings.platform().now().getEpochSecond();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("sub", session.subject());
    members.put("claims", io.crossauth.servlet.internal.IdTokenClaims.shown(session.claims()));
    members.put("scope", String.join(" ", List.copyOf(session.scopes())));
    members.put("expires_in", session.endsAt().getEpochSecond() - now);
    members.put("idle_in", session.idleAt().getEpochSecond() - now);
    members.put("form_token", session.formToken().reveal());
    return members;
  }
}
