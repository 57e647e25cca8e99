package io.crossauth.examples.playground;

import io.crossauth.error.CrossauthException;
import io.crossauth.redaction.Redaction;
import io.crossauth.servlet.WebSession;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The one page, as it is now. It works without its script, which only draws and looks again. */
final class Page {

  private static final Set<String> TIMES = Set.of("exp", "iat", "nbf", "auth_time");

  private final Mode mode;
  private final Surroundings around;
  private final String clientId;
  private final ApiCalls calls;
  private final Desk desk;

  Page(Mode mode, Surroundings around, String clientId, ApiCalls calls, Desk desk) {
    this.mode = mode;
    this.around = around;
    this.clientId = clientId;
    this.calls = calls;
    this.desk = desk;
  }

  Html html(Optional<WebSession> session) {
    Html content = session.map(this::inside).orElseGet(this::outside);
    return Html.of(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Crossauth playground: {}</title>
        <link rel="stylesheet" href="style.css">
        <link rel="icon" href="data:,">
        <script src="script.js" defer></script>
        </head>
        <body>
        <a class="skip" href="#content">To the content</a>
        <header>
        <h1>Crossauth playground</h1>
        <nav aria-label="Kind of tokens">{}{}</nav>
        {}
        </header>
        <div class="columns">
        <main id="content" tabindex="-1" data-inside="{}">
        <p id="over" role="alert" hidden>This session has ended: the provider, or another window,
        has logged you out. <a href="./">Look again</a></p>
        {}
        </main>
        <aside aria-labelledby="wire-title">
        {}
        </aside>
        </div>
        </body>
        </html>
        """,
        mode.title(),
        tab(Mode.BEARER),
        tab(Mode.DPOP),
        session.map(this::who).orElseGet(this::nobody),
        session.isPresent() ? "yes" : "no",
        content,
        wire());
  }

  private Html tab(Mode other) {
    return Html.of(
        "<a id=\"to-{}\" href=\"{}/\"{}>{}</a>",
        other.id(),
        other.path(),
        new Html(other == mode ? " aria-current=\"page\"" : ""),
        other == Mode.DPOP ? "DPoP on" : "DPoP off");
  }

  private Html nobody() {
    return Html.of(
        """
        <p class="who">Nobody is logged in. <a class="button" id="login" href="login">Log in</a></p>
        """);
  }

  private Html who(WebSession session) {
    String name =
        session.claim("preferred_username").map(String::valueOf).orElse(session.subject());
    return Html.of(
        """
        <form class="who" method="post" action="logout">
        <p>Logged in as <strong id="user">{}</strong></p>
        <input type="hidden" name="form_token" value="{}">
        <button id="logout">Log out here</button>
        </form>
        """,
        name,
        session.formToken().reveal());
  }

  private Html outside() {
    return Html.of(
        """
        <section aria-labelledby="begin-title">
        <h2 id="begin-title">Begin</h2>
        <p>Log in as <code>alice</code> with the password <code>alice-password</code> at
        <code class="long">{}</code>. Then this page shows what the tokens say, what was checked,
        what would have been refused, and what an API makes of them.</p>
        <p>With DPoP on, the same application binds its tokens to a key that never leaves it.</p>
        </section>
        """,
        around.issuer());
  }

  private Html inside(WebSession session) {
    return Html.all(
        tokens(session),
        checks(session),
        Trying.spoil(desk.at(Desk.Place.SPOIL), mode),
        Trying.api(desk.at(Desk.Place.API), mode),
        Trying.logout(mode));
  }

  private Html tokens(WebSession session) {
    return Html.of(
        """
        <section aria-labelledby="tokens-title">
        <h2 id="tokens-title">What the tokens say</h2>
        <h3>ID token: for this application, about the login</h3>
        {}
        <h3>Access token: for the API, as the API has verified it</h3>
        {}
        </section>
        """,
        claims(session.claims()),
        accessToken(session));
  }

  private Html accessToken(WebSession session) {
    try {
      return calls
          .verified(session.tokens())
          .map(VerifiedToken::claims)
          .map(Page::claims)
          .orElseGet(() -> Html.of("<p>The API has not accepted it.</p>"));
    } catch (CrossauthException e) {
      return Html.of("<p>There is none to show: <code>{}</code></p>", e.code());
    }
  }

  private static Html claims(Map<String, @Nullable Object> claims) {
    return Html.of(
        "<dl class=\"claims\">{}</dl>",
        Html.all(
            new TreeMap<>(claims)
                .entrySet().stream()
                    .map(
                        claim ->
                            Html.of(
                                """
                                <div><dt><code>{}</code></dt><dd><span class="value">{}</span>
                                <span class="words">{}</span></dd></div>
                                """,
                                claim.getKey(),
                                value(claim.getKey(), claim.getValue()),
                                ClaimWords.of(claim.getKey())))
                    .toList()));
  }

  /** Names of sessions and logins are secrets too, and starred as in logs. */
  private static String value(String claim, @Nullable Object value) {
    if (TIMES.contains(claim) && value instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue()).toString();
    }
    return Redaction.redact(claim, String.valueOf(value));
  }

  private Html checks(WebSession session) {
    return Html.of(
        """
        <section aria-labelledby="checks-title">
        <h2 id="checks-title">What was checked</h2>
        <p>The client has checked each of these before there was a session; the code is that of
        the error by which the login would have ended.</p>
        <ul class="checks">{}</ul>
        </section>
        """,
        Html.all(
            Check.of(session.claims(), around.issuer(), clientId, around.platform().now()).stream()
                .map(Page::check)
                .toList()));
  }

  private static Html check(Check check) {
    return Html.of(
        """
        <li><p><span class="good">✓ passed</span> <strong>{}</strong> <span class="words">{}</span>
        </p><p>expected <span class="value">{}</span>, found <span class="value">{}</span>; else
        <code>{}</code></p></li>
        """,
        check.name(),
        check.section(),
        check.expected(),
        check.found(),
        check.code());
  }

  /** What the script asks for again and again. */
  Html wire() {
    return Html.of(
        """
        <div id="wire" data-revision="{}">
        <h2 id="wire-title">On the wire</h2>
        <p>What this application, the API and your browser have sent, newest last. Secrets are
        starred.</p>
        <svg id="sequence" role="img" aria-label="The requests below as a sequence diagram"></svg>
        <ol class="wire">{}</ol>
        </div>
        <form method="post" action="clear"><button id="clear">Clear the log</button></form>
        """,
        around.log().revision(),
        Html.all(around.log().entries().stream().map(Page::entry).toList()));
  }

  private static Html entry(WireEntry entry) {
    return Html.of(
        """
        <li data-from="{}" data-to="{}" data-what="{}" data-status="{}">
        <details id="wire-{}"><summary><span class="route">{} → {}</span>
        <span class="value">{}</span> <span class="status">{}</span></summary>
        <dl>{}</dl>{}</details></li>
        """,
        entry.from().title(),
        entry.to().title(),
        shortened(entry.what()),
        entry.status(),
        entry.number(),
        entry.from().title(),
        entry.to().title(),
        entry.what(),
        entry.status(),
        Html.all(
            entry.sent().stream()
                .map(
                    field ->
                        Html.of("<div><dt>{}</dt><dd>{}</dd></div>", field.name(), field.shown()))
                .toList()),
        entry.received().isEmpty()
            ? Html.NONE
            : Html.of("<p class=\"value\">{}</p>", entry.received()));
  }

  /** The method, and the end of the path. */
  private static String shortened(String what) {
    String method = what.substring(0, what.indexOf(' '));
    return method + " " + what.substring(what.lastIndexOf('/'));
  }
}
