package io.crossauth.client.testing;

import io.crossauth.client.testing.FlowUnderTest.Kind;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A way to fail of a server, and the code of the exception that a client makes of it. */
public final class Failure {

  private static final Reply TOKENS = Reply.json(Answers.tokens());
  private static final Duration DRIP = Duration.ofMillis(20);

  private final String name;
  private final Behaviour behaviour;
  private final Map<Kind, String> codes = new EnumMap<>(Kind.class);

  private Failure(String name, Behaviour behaviour, String code) {
    this.name = name;
    this.behaviour = behaviour;
    for (Kind kind : Kind.values()) {
      codes.put(kind, code);
    }
  }

  private static Failure of(String name, Reply reply, String code) {
    return new Failure(name, Behaviour.reply(reply), code);
  }

  private static Failure of(String name, Behaviour behaviour, String code) {
    return new Failure(name, behaviour, code);
  }

  private Failure but(Kind kind, String code) {
    codes.put(kind, code);
    return this;
  }

  /** Only of other calls than these. */
  private Failure except(Kind... kinds) {
    codes.keySet().removeAll(List.of(kinds));
    return this;
  }

  /** Only of the token endpoint. */
  private static Failure tokens(String name, String json, String code) {
    Failure failure = of(name, Reply.json(json), code);
    failure.codes.keySet().retainAll(List.of(Kind.TOKEN, Kind.HELD_TOKEN));
    return failure;
  }

  /** Whether such a thing can happen to a call of this kind. */
  public boolean concerns(Kind kind) {
    return codes.containsKey(kind);
  }

  /** What the server does. */
  public Behaviour behaviour() {
    return behaviour;
  }

  /** The code of the exception. */
  public String code(Kind kind) {
    return codes.get(kind);
  }

  /** Answers that come at once, and connections that break. */
  public static List<Failure> answers() {
    List<Failure> failures = new ArrayList<>();
    for (int status : List.of(301, 302, 303, 307, 308)) {
      failures.add(
          of(
              "redirect " + status,
              Reply.redirect(status, "https://evil.example/").body(Answers.tokens()),
              "response.redirect"));
    }
    failures.add(of("HTML page", Reply.html("<h1>canary</h1>"), "response.content_type"));
    failures.add(of("empty body", Reply.json(""), "response.empty").except(Kind.MFA_DELETE));
    failures.add(of("no content", Reply.of(204), "response.empty"));
    failures
        .get(failures.size() - 1)
        .but(Kind.DISCOVERY, "response.status")
        .except(Kind.MFA_DELETE);
    failures.add(
        of(
            "tokens that say they are a page",
            TOKENS.header("Content-Type", "text/html"),
            "response.content_type"));
    failures.add(
        of(
            "a form that says nothing",
            Reply.json("access_token=canary").withoutHeader("Content-Type"),
            "response.content_type"));
    failures.add(
        of("JSON array", Reply.json("[\"canary\"]"), "response.not_json")
            .but(Kind.MFA_LIST, "response.wrong_type"));
    failures.add(of("JSON text", Reply.json("\"canary\""), "response.not_json"));
    failures.add(
        of("truncated JSON", Reply.json("{\"access_token\":\"canary"), "response.not_json"));
    failures.add(of("two JSON objects", Reply.json(Answers.tokens() + "{}"), "response.not_json"));
    failures.add(
        of("the same member twice", Reply.json("{\"a\":1,\"a\":\"canary\"}"), "response.not_json"));
    failures.add(
        of(
            "nesting without end",
            Reply.json("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
            "response.not_json"));
    failures.add(of("two byte order marks", Reply.json("\ufeff\ufeff{}"), "response.not_json"));
    failures.addAll(errors());
    failures.addAll(tokenAnswers());
    failures.addAll(brokenConnections());
    return failures;
  }

  private static List<Failure> errors() {
    return List.of(
        of(
                "200 with an error",
                Reply.json(Answers.error("invalid_request")),
                "oauth.invalid_request")
            .but(Kind.DISCOVERY, "response.missing_member"),
        of(
                "400 with an error",
                Reply.json(Answers.error("invalid_request")).status(400),
                "oauth.invalid_request")
            .but(Kind.DISCOVERY, "response.status"),
        of(
                "error with control characters",
                Reply.json("{\"error\":\"a\\r\\nb\\u001b[2J\"}").status(400),
                "response.error_member")
            .but(Kind.DISCOVERY, "response.status"),
        of(
                "error that is an object",
                Reply.json("{\"error\":{\"code\":\"canary\"}}").status(400),
                "response.error_member")
            .but(Kind.DISCOVERY, "response.status"),
        of("400 with a page", Reply.html("<h1>canary</h1>").status(400), "response.status"),
        of("404 with a page", Reply.html("<h1>canary</h1>").status(404), "response.status"),
        of("500 with a page", Reply.html("<h1>canary</h1>").status(500), "response.status:5xx")
            .but(Kind.DISCOVERY, "transport.unavailable"),
        of("500 with JSON", Reply.json("{\"foo\":\"canary\"}").status(500), "response.status:5xx")
            .but(Kind.DISCOVERY, "transport.unavailable"),
        of("503", Reply.unavailable("1"), "oauth.temporarily_unavailable")
            .but(Kind.DISCOVERY, "transport.unavailable"),
        of("429", Reply.of(429), "oauth.temporarily_unavailable")
            .but(Kind.DISCOVERY, "transport.unavailable"));
  }

  private static List<Failure> tokenAnswers() {
    return List.of(
        of(
                "an object without what was asked for",
                Reply.json("{\"foo\":1}"),
                "response.missing_member")
            .but(Kind.MFA_LIST, "response.wrong_type")
            .except(Kind.MFA_DELETE),
        tokens("no token type", "{\"access_token\":\"canary\"}", "response.missing_member"),
        tokens(
            "unknown token type",
            "{\"access_token\":\"canary\",\"token_type\":\"mac\"}",
            "response.token_type"),
        tokens(
            "access token of a wrong type",
            "{\"access_token\":{\"canary\":1},\"token_type\":\"Bearer\"}",
            "response.wrong_type"),
        tokens(
            "lifetime that is an object",
            "{\"access_token\":\"canary\",\"token_type\":\"Bearer\",\"expires_in\":{\"s\":1}}",
            "response.wrong_type"),
        tokens(
            "scope that is a number",
            "{\"access_token\":\"canary\",\"token_type\":\"Bearer\",\"scope\":7}",
            "response.wrong_type"),
        tokens(
            "refresh token that is a list",
            "{\"access_token\":\"canary\",\"token_type\":\"Bearer\",\"refresh_token\":[]}",
            "response.wrong_type"));
  }

  /** Answers that are larger than any may be. */
  public static List<Failure> tooMuch() {
    return List.of(
        of("huge body", Behaviour.hugeBody(8 * 1024 * 1024), "transport.too_large"),
        of("endless body", Behaviour.endlessBody(), "transport.too_large"),
        of("bomb of gzip", Behaviour.gzipBomb(64L * 1024 * 1024), "transport.too_large"));
  }

  private static List<Failure> brokenConnections() {
    return List.of(
        of("reset before the answer", Behaviour.resetBeforeHeaders(), "transport.broken"),
        of("reset in the answer", Behaviour.resetInBody(TOKENS), "transport.broken"),
        of("closed before the answer", Behaviour.closeBeforeHeaders(), "transport.broken"),
        of("closed in the answer", Behaviour.closeInBody(TOKENS), "transport.broken"),
        of("no HTTP", Behaviour.garbage(), "transport.broken"));
  }

  /**
   * Answers that do not come, or not to their end. What a server may hold is waited for longer:
   * {@code CibaHeldAnswerTest}.
   */
  public static List<Failure> silences() {
    List<Failure> silences =
        List.of(
            of("silence before it reads", Behaviour.hangBeforeReading(), "transport.timeout"),
            of("silence before the answer", Behaviour.hangBeforeHeaders(), "transport.timeout"),
            of("silence in the headers", Behaviour.hangInHeaders(TOKENS), "transport.timeout"),
            of("silence in the body", Behaviour.hangInBody(TOKENS), "transport.timeout"),
            of("headers drop by drop", Behaviour.dripHeadersForever(DRIP), "transport.timeout"),
            of("a body drop by drop", Behaviour.dripBodyForever(DRIP), "transport.timeout"));
    silences.forEach(silence -> silence.except(Kind.HELD_TOKEN));
    return silences;
  }

  @Override
  public String toString() {
    return name;
  }
}
