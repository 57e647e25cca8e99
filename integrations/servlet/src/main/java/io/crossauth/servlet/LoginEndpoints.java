package io.crossauth.servlet;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.StorageException;
import io.crossauth.http.Form;
import io.crossauth.servlet.internal.BoundedForm;
import io.crossauth.servlet.internal.LocalPath;
import io.crossauth.servlet.internal.Pages;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sends people to the provider, and takes them in when they come back. */
final class LoginEndpoints {

  private final Settings settings;
  private final Sessions sessions;
  private final Failures failures;
  private final LoginCookies logins;

  LoginEndpoints(Settings settings, Sessions sessions, Failures failures) {
    this.settings = settings;
    this.sessions = sessions;
    this.failures = failures;
    this.logins = new LoginCookies(settings);
  }

  /** {@code GET /login?return=…}; {@code for} names a path whose wishes the login is to meet. */
  void login(Visit visit) throws IOException {
    if (!visit.is("GET")) {
      refuseMethod(visit, "GET");
      return;
    }
    if (!visit.arrival().wholeWindow()) {
      Pages.json(visit.response(), 403, Map.of("error", "navigation_required"));
      return;
    }
    Form query = query(visit);
    String returnPath = settings.returnPath(query.first("return"));
    try {
      AuthorizationRequest request =
          settings.client().startAuthorizationCodeFlow(options(query.first("for"), returnPath));
      String earlier = earlier(visit);
      visit.set(
          logins.keep(
              visit.cookies(), new LoginCookies.Begun(request.pending(), returnPath, earlier)));
      Pages.redirect(visit.response(), request.uri().toString());
    } catch (CrossauthException e) {
      failures.page(visit, e, again(returnPath), "Try again");
    }
  }

  private LoginOptions options(Optional<String> wanted, String returnPath) {
    String path = wanted.orElse(returnPath).split("\\?", 2)[0];
    String base = settings.base().getRawPath();
    LoginOptions usual = settings.options().withRedirectUri(settings.redirectUri());
    return Optional.of(path)
        .filter(p -> p.startsWith(base))
        .flatMap(p -> LocalPath.parse(p.substring(base.length())))
        .flatMap(settings::protection)
        .map(rule -> rule.asked(usual))
        .orElse(usual);
  }

  /** The session that this login replaces: its cookie does not come with the callback. */
  private String earlier(Visit visit) {
    try {
      return sessions.find(visit.cookies()).map(WebSession::name).orElse("");
    } catch (StorageException e) {
      // It ends by itself.
      return "";
    }
  }

  /** {@code GET}, or {@code POST} for {@code form_post}. */
  void callback(Visit visit) throws IOException {
    Optional<AuthorizationResponse> response;
    String home = settings.outside(settings.afterLogin());
    try {
      response = response(visit);
    } catch (InvalidResponseException e) {
      failures.page(visit, e, home, "Continue");
      return;
    }
    if (response.isPresent()) {
      String id;
      LoginCookies.Begun login;
      try {
        id = settings.client().loginId(response.get());
        login = logins.take(visit.cookies(), id);
      } catch (CrossauthException e) {
        // Nothing is begun again by itself: anybody can lead a browser here.
        failures.page(visit, e, home, "Continue");
        return;
      }
      visit.response().addHeader("Set-Cookie", logins.forget(logins.name(id)));
      finish(visit, response.get(), login);
    }
  }

  private Optional<AuthorizationResponse> response(Visit visit) throws IOException {
    String address = settings.redirectUri().toString();
    String query = visit.request().getQueryString();
    if (visit.is("GET")) {
      return Optional.of(AuthorizationResponse.of("GET", address, query, Map.of()));
    }
    if (!visit.is("POST")) {
      refuseMethod(visit, "GET, POST");
      return Optional.empty();
    }
    Form body =
        BoundedForm.read(visit.request(), settings.platform().ticker())
            .orElseThrow(
                () ->
                    new InvalidResponseException(
                        "response_mode",
                        "authorization callback: expected a form of at most 64 KiB, found"
                            + " something else"));
    return Optional.of(AuthorizationResponse.of("POST", address, query, values(body)));
  }

  private static Map<String, String[]> values(Form form) {
    Map<String, String[]> values = new LinkedHashMap<>();
    form.fields()
        .forEach(field -> values.put(field.name(), form.all(field.name()).toArray(new String[0])));
    return values;
  }

  private void finish(Visit visit, AuthorizationResponse response, LoginCookies.Begun login)
      throws IOException {
    OAuthTokenResponse tokens;
    try {
      tokens = settings.client().redirectEndpoint(response, login.pending());
      visit.set(sessions.begin(tokens));
    } catch (CrossauthException e) {
      failures.page(visit, e, again(login.returnPath()), "Log in again");
      return;
    }
    endEarlier(login.earlier(), tokens);
    if (visit.request().getSession(false) != null) {
      // The application's own session, too, gets an id that nobody has seen before.
      visit.request().changeSessionId();
    }
    Pages.goOn(visit.response(), login.returnPath());
  }

  private void endEarlier(String name, OAuthTokenResponse by) {
    try {
      if (!name.isEmpty()) {
        sessions.replaced(name, by);
      }
    } catch (StorageException | LoginRequiredException e) {
      // Its cookie is gone; it ends by itself.
    }
  }

  private String again(String returnPath) {
    return settings.address(Settings.LOGIN) + "?return=" + Form.encode(returnPath);
  }

  private static Form query(Visit visit) {
    String query = visit.request().getQueryString();
    try {
      return query == null ? Form.empty() : Form.parse(query);
    } catch (IllegalArgumentException | InvalidResponseException e) {
      return Form.empty();
    }
  }

  static void refuseMethod(Visit visit, String allowed) {
    visit.response().setHeader("Allow", allowed);
    Pages.empty(visit.response(), 405);
  }
}
