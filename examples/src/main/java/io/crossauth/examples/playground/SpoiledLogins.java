package io.crossauth.examples.playground;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.servlet.WebSession;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Logins of their own, beside that of the page, of which one thing is spoiled: {@code POST /try}
 * begins one, {@code GET /tried} takes its answer. What is shown is what the client throws.
 */
final class SpoiledLogins extends HttpServlet implements AutoCloseable {

  private static final long serialVersionUID = 1L;

  /** A login that is under way. */
  private record Attempt(Spoil spoil, OAuthClient client, PendingLogin pending) {

    void end() {
      client.close();
    }
  }

  private final transient Function<Spoil, OAuthClient> clients;
  private final transient Surroundings around;
  private final transient Desk desk;
  private final Mode mode;
  private final transient AtomicReference<Optional<Attempt>> last =
      new AtomicReference<>(Optional.empty());

  SpoiledLogins(Function<Spoil, OAuthClient> clients, Surroundings around, Mode mode, Desk desk) {
    this.clients = clients;
    this.around = around;
    this.mode = mode;
    this.desk = desk;
  }

  /** Only for pages of ours: a request from elsewhere comes without the session. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    Optional<Spoil> wanted =
        Arrays.stream(Spoil.values())
            .filter(spoil -> spoil.name().equals(request.getParameter("what")))
            .findFirst();
    if (wanted.isEmpty() || WebSession.of(request).isEmpty()) {
      redirect(response, mode.path() + "/");
      return;
    }
    Spoil spoil = wanted.get();
    OAuthClient client = clients.apply(spoil);
    try {
      AuthorizationRequest login =
          client.startAuthorizationCodeFlow(
              LoginOptions.scopes("openid").withRedirectUri(redirectUri()));
      last.getAndSet(Optional.of(new Attempt(spoil, client, login.pending())))
          .ifPresent(Attempt::end);
      redirect(response, spoil.outward(login.uri()).toString());
    } catch (CrossauthException e) {
      client.close();
      finish(response, Outcome.refused(spoil.title(), e));
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Optional<Attempt> begun = last.getAndSet(Optional.empty());
    if (begun.isEmpty()) {
      redirect(response, mode.path() + "/");
      return;
    }
    Attempt attempt = begun.get();
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    try {
      URI callback = attempt.spoil().inward(URI.create(redirectUri() + query));
      OAuthTokenResponse unused =
          attempt.client().redirectEndpoint(AuthorizationResponse.of(callback), attempt.pending());
      finish(response, Outcome.passed(attempt.spoil().title(), false, "nobody has noticed"));
    } catch (CrossauthException e) {
      finish(response, Outcome.refused(attempt.spoil().title(), e));
    } catch (IllegalArgumentException e) {
      redirect(response, mode.path() + "/");
    } finally {
      attempt.end();
    }
  }

  private URI redirectUri() {
    return URI.create(around.home(mode) + "/tried");
  }

  private void finish(HttpServletResponse response, Outcome outcome) {
    desk.put(Desk.Place.SPOIL, outcome);
    redirect(response, mode.path() + "/#spoil");
  }

  static void redirect(HttpServletResponse response, String address) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", address);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(0);
  }

  @Override
  public void close() {
    last.getAndSet(Optional.empty()).ifPresent(Attempt::end);
  }
}
