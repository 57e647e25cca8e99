package io.crossauth.examples.playground;

import java.util.Optional;

/** The parts of the page where something can be tried, with what came of it. */
final class Trying {

  private Trying() {}

  static Html spoil(Optional<Outcome> outcome, Mode mode) {
    return Html.of(
        """
        <section id="spoil" tabindex="-1" aria-labelledby="spoil-title">
        <h2 id="spoil-title">What would have been refused</h2>
        <p>Spoil one thing on the way, and read the error that the library itself gives. Each of
        the first three is a login of its own at the provider.</p>
        <div class="buttons">{}{}{}{}</div>
        {}
        </section>
        """,
        button("try", Spoil.SIGNATURE.name(), "Spoil the signature"),
        button("try", Spoil.NONCE.name(), "Spoil the nonce"),
        button("try", Spoil.STATE.name(), "Spoil the state"),
        button("call", Call.AUDIENCE.name(), "Another audience"),
        outcome.map(o -> outcome(o, mode)).orElse(Html.NONE));
  }

  static Html api(Optional<Outcome> outcome, Mode mode) {
    return Html.of(
        """
        <section id="api" tabindex="-1" aria-labelledby="api-title">
        <h2 id="api-title">Call the API</h2>
        <p>This session has the scope <code>orders:read</code>; a login
        <a id="more" href="login?scope=write">that asks for more</a> has
        <code>orders:write</code> too. To pay, the API wants a login of the last 15 seconds, and
        half a minute of grace.</p>
        <div class="buttons">{}{}{}{}</div>
        <p>{}</p>
        {}
        </section>
        """,
        button("call", Call.READ.name(), "Read orders"),
        button("call", Call.WRITE.name(), "Write an order"),
        button("call", Call.PAY.name(), "Pay"),
        button("call", Call.STOLEN.name(), "Steal the token"),
        mode == Mode.DPOP
            ? "DPoP is on: each call has a proof by the key, and the token alone opens nothing."
            : "DPoP is off: whoever has the token may use it. Turn it on, and steal it again.",
        outcome.map(o -> outcome(o, mode)).orElse(Html.NONE));
  }

  static Html logout(Mode mode) {
    return Html.of(
        """
        <section aria-labelledby="logout-title">
        <h2 id="logout-title">Log out from the other window</h2>
        <p>Open the <a id="window" href="{}/" target="_blank" rel="noopener">other application in
        another window</a> and log in there: the provider asks for no password. Log out there, and
        the provider tells this application by the back channel; this page notices.</p>
        </section>
        """,
        mode.other().path());
  }

  private static Html button(String action, String what, String text) {
    return Html.of(
        """
        <form method="post" action="{}"><input type="hidden" name="what" value="{}">
        <button id="{}-{}">{}</button></form>
        """,
        action,
        what,
        action,
        what.toLowerCase(java.util.Locale.ROOT),
        text);
  }

  private static Html outcome(Outcome outcome, Mode mode) {
    String kind = outcome.expected() ? "good" : "bad";
    String mark = outcome.passed() ? "✓ let through" : "✗ refused";
    return Html.of(
        """
        <div class="outcome {}" role="status">
        <p><strong class="{}">{}</strong>: {}; {}{}</p>
        {}{}
        </div>
        """,
        kind,
        kind,
        mark,
        outcome.tried(),
        outcome.said(),
        outcome.expected() ? "." : ". This is not as it should be.",
        outcome.refusal().map(Trying::refusal).orElse(Html.NONE),
        outcome.stepUp()
            ? Html.of(
                "<p><a class=\"button\" id=\"step-up\" href=\"login?return={}/stepped-up\">Log in"
                    + " again for it</a></p>",
                mode.path())
            : Html.NONE);
  }

  private static Html refusal(Outcome.Refusal refusal) {
    return Html.of(
        "<dl><div><dt>exception</dt><dd><code>{}</code></dd></div><div><dt>code</dt><dd><code"
            + " class=\"code\">{}</code></dd></div><div><dt>message</dt><dd>{}</dd></div></dl>",
        refusal.type(),
        refusal.code(),
        refusal.message());
  }
}
