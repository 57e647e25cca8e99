package io.crossauth.servlet;

import io.crossauth.client.login.LogoutFlow;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.servlet.internal.BoundedForm;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.servlet.internal.Pages;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends sessions: because the person says so, or the provider. */
final class LogoutEndpoints {

  private static final int LONGEST_ADDRESS = 2_048;
  private static final int LONGEST_KEPT = 2_700;
  private static final long MINUTE = 60;
  private static final String USE = "logout";

  private final Settings settings;
  private final Sessions sessions;
  private final Failures failures;

  LogoutEndpoints(Settings settings, Sessions sessions, Failures failures) {
    this.settings = settings;
    this.sessions = sessions;
    this.failures = failures;
  }

  /** {@code POST /logout}: from a script of ours, or a form with the session's form token. */
  void logout(Visit visit) throws IOException {
    if (visit.is("GET") && visit.cookies().find(settings.logoutCookie()).isPresent()) {
      goOn(visit);
    } else if (visit.is("POST")) {
      post(visit);
    } else {
      LoginEndpoints.refuseMethod(visit, "POST");
    }
  }

  private void post(Visit visit) throws IOException {
    Optional<WebSession> session;
    AtProvider there = AtProvider.NOTHING;
    try {
      session = sessions.find(visit.cookies());
      boolean script = visit.arrival().fromOurScript();
      if (!script && !(visit.arrival().mayChange() && hasToken(visit, session))) {
        Pages.json(visit.response(), 403, Map.of("error", "csrf"));
        return;
      }
      if (session.isPresent()) {
        there = there(session.get());
        // Whoever goes to the provider ends the session there, and a revocation that comes first
        // leaves an error page instead: at Keycloak it ends the session that is to be ended.
        sessions.end(session.get(), there.address().isEmpty());
      }
    } catch (StorageException e) {
      // The cookie stays: who is told that it failed can try again.
      failures.answer(visit, e, settings.outside(settings.afterLogout()));
      return;
    }
    if (session.isPresent()) {
      visit.set(sessions.forgotten());
      HttpSession ofTheApplication = visit.request().getSession(false);
      if (ofTheApplication != null) {
        ofTheApplication.invalidate();
      }
    }
    if (there.outage() != null) {
      failures.answer(visit, there.outage(), settings.outside(settings.afterLogout()));
    } else if (visit.arrival().fromOurScript()) {
      script(visit, there.address());
    } else {
      send(visit, there.address().orElse(settings.outside(settings.afterLogout())));
    }
  }

  /** Without a session there is nothing to end, and nothing to be protected. */
  private boolean hasToken(Visit visit, Optional<WebSession> session) throws IOException {
    if (session.isEmpty()) {
      return true;
    }
    return BoundedForm.read(visit.request(), settings.platform().ticker())
        .flatMap(form -> form.first("form_token"))
        .filter(token -> !token.isEmpty())
        .filter(token -> settings.isFormToken(session.get().name(), token))
        .isPresent();
  }

  /**
   * The provider's half of a logout.
   *
   * @param address where the browser goes for it; empty if the provider has no such endpoint
   * @param outage why nobody can say
   */
  private record AtProvider(Optional<String> address, @Nullable CrossauthException outage) {
    static final AtProvider NOTHING = new AtProvider(Optional.empty(), null);
  }

  private AtProvider there(WebSession session) {
    try {
      return new AtProvider(Optional.of(request(session).uri().toString()), null);
    } catch (InvalidResponseException e) {
      // The provider has no such endpoint: the session here is all there is to end.
      return AtProvider.NOTHING;
    } catch (CrossauthException e) {
      return new AtProvider(Optional.empty(), e);
    }
  }

  private LogoutFlow.LogoutRequest request(WebSession session) {
    LogoutFlow flow = settings.client().logout();
    URI back = URI.create(settings.origin() + settings.outside(settings.afterLogout()));
    return session.idToken().isPresent()
        ? flow.start(session.idToken().get(), back)
        : flow.start(back);
  }

  /** A script is told where to go, but not the ID token in that address: a cookie keeps it. */
  private void script(Visit visit, Optional<String> address) throws IOException {
    String next = settings.outside(settings.afterLogout());
    if (address.isPresent() && address.get().length() <= LONGEST_KEPT) {
      String kept = settings.seal(address.get(), USE);
      visit
          .response()
          .addHeader("Set-Cookie", Cookies.set(settings.logoutCookie(), kept, "Strict", MINUTE));
      next = settings.address(Settings.LOGOUT);
    }
    Pages.json(visit.response(), 200, Map.of("logout", next));
  }

  /** The second half of a script's logout. */
  private void goOn(Visit visit) throws IOException {
    String kept = visit.cookies().find(settings.logoutCookie()).orElse("");
    visit.response().addHeader("Set-Cookie", Cookies.delete(settings.logoutCookie(), "Strict"));
    String home = settings.outside(settings.afterLogout());
    send(visit, settings.opened(kept, USE).orElse(home));
  }

  private void send(Visit visit, String address) throws IOException {
    if (address.length() <= LONGEST_ADDRESS) {
      Pages.redirect(visit.response(), address);
      return;
    }
    // OpenID Connect RP-Initiated Logout 1.0 section 2: by POST as well as by GET.
    String[] parts = address.split("\\?", 2);
    Map<String, String> fields = new LinkedHashMap<>();
    Form.parse(parts[1]).fields().forEach(field -> fields.put(field.name(), field.value()));
    Pages.post(visit.response(), parts[0], fields);
  }

  /** {@code POST /backchannel-logout}: the token in it says who sent it. */
  void backChannel(Visit visit) throws IOException {
    if (!visit.is("POST") || !sessions.hearsLogouts()) {
      LoginEndpoints.refuseMethod(visit, "POST");
      return;
    }
    Optional<Form> body = BoundedForm.read(visit.request(), settings.platform().ticker());
    if (body.isEmpty()) {
      Pages.json(visit.response(), 400, Map.of("error", "invalid_request"));
      return;
    }
    try {
      settings.client().logout().backChannel(body.get(), sessions::end);
      Pages.empty(visit.response(), 200);
    } catch (TokenRejectedException e) {
      if (e.reason() == RejectionReason.REPLAYED) {
        // It was handled, and its answer got lost.
        Pages.empty(visit.response(), 200);
      } else {
        failures.json(visit, e);
      }
    } catch (TransportException | StorageException e) {
      failures.json(visit, e);
    } catch (CrossauthException e) {
      failures.json(visit, e);
    }
  }

  /** {@code GET /frontchannel-logout} in a frame of the provider: ends this browser's session. */
  void frontChannel(Visit visit) throws IOException {
    if (!visit.is("GET")) {
      LoginEndpoints.refuseMethod(visit, "GET");
      return;
    }
    try {
      String query = visit.request().getQueryString();
      Form parameters = query == null ? Form.empty() : Form.parse(query);
      var ending = settings.client().logout().frontChannel(parameters);
      Optional<WebSession> session =
          sessions
              .find(visit.cookies())
              .filter(s -> s.claim("sid").map(Object::toString).filter(ending::ends).isPresent());
      // The provider is about to end its own session, and what it has issued there.
      session.ifPresent(ended -> sessions.end(ended, false));
      if (session.isPresent()) {
        visit.set(sessions.forgotten());
      }
      Pages.framedBy(visit.response(), origin(parameters.first("iss").orElseThrow()));
    } catch (IllegalArgumentException e) {
      Pages.json(visit.response(), 400, Map.of("error", "invalid_request"));
    } catch (CrossauthException e) {
      failures.json(visit, e);
    }
  }

  /** Of an issuer that was found to be the provider's own. */
  private static String origin(String issuer) {
    URI uri = URI.create(issuer);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
