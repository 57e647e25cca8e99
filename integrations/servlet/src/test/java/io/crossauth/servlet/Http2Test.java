package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.RawHttp2;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Over HTTP/2")
class Http2Test {

  /** All would be the protected path, or the route, to some reader. */
  private static final List<String> TRICKS =
      List.of(
          "//account",
          "/open/../account",
          "/open/%2e%2e/account",
          "/open/..%2faccount",
          "/account;x=y",
          "/;/account",
          "/account%00",
          "/%c0%ae/account",
          "/%252e%252e/account",
          "/\\account",
          "/acc\u0000ount",
          "/account\r\nX-Evil: 1",
          "/account#x",
          "account",
          "",
          "*",
          "http://evil.example/account",
          "/api/../account",
          "/api/%2e%2e/admin",
          "/api//admin",
          "/api/..;/admin");

  private final Scene scene = new Scene();
  private final FaultServer api = FaultServer.start();

  @AfterEach
  void close() throws Exception {
    scene.close();
    api.close();
  }

  private Scene.App start(Container container) {
    api.always(Reply.json("{}"));
    return scene.startHttp2(
        container,
        b ->
            b.protect("/account/*")
                .routes(ApiRoute.of("/api", api.uri("/v1"), "GET", "POST", "DELETE")));
  }

  private static List<String[]> page(String path, RawBrowser browser, String... fields) {
    List<String[]> all = RawHttp2.request("GET", path, "127.0.0.1:" + browser.port());
    all.add(new String[] {"accept", "text/html"});
    all.add(new String[] {"sec-fetch-mode", "navigate"});
    return with(all, browser, fields);
  }

  private static List<String[]> script(
      String method, String path, RawBrowser browser, String... fields) {
    List<String[]> all = RawHttp2.request(method, path, "127.0.0.1:" + browser.port());
    all.add(new String[] {"x-requested-by", "page"});
    all.add(new String[] {"sec-fetch-site", "same-origin"});
    return with(all, browser, fields);
  }

  /** RFC 9113 section 8.2.3: a field for each cookie. */
  private static List<String[]> with(List<String[]> all, RawBrowser browser, String... fields) {
    browser
        .cookies()
        .forEach((name, value) -> all.add(new String[] {"cookie", name + "=" + value}));
    Arrays.stream(fields).map(field -> field.split(": ", 2)).forEach(all::add);
    return all;
  }

  private static void keep(RawBrowser browser, Answer answer) {
    for (String field : answer.all("set-cookie")) {
      String[] pair = field.split(";", 2)[0].split("=", 2);
      browser.cookies().remove(pair[0]);
      if (!field.contains("Max-Age=0")) {
        browser.cookies().put(pair[0], pair[1]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_login_leads_to_the_page_and_its_session_to_the_api(Container container) {
    Scene.App app = start(container);
    RawBrowser browser = app.browser();
    RawHttp2 wire = new RawHttp2(app.port);

    Answer asked = wire.send(page("/account?x=1", browser), null);
    assertThat(asked.status()).isEqualTo(303);
    Answer begun = wire.send(page(asked.header("location"), browser), null);
    keep(browser, begun);
    String target =
        Scene.target(scene.atProvider(URI.create(begun.header("location")), TestUsers.ALICE));
    Answer back = wire.send(page(target, browser, "sec-fetch-site: cross-site"), null);
    keep(browser, back);

    assertThat(back.body()).contains("url=/account?x=1");
    assertThat(back.cookie("__Host-Http-session="))
        .endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict");
    assertThat(wire.send(page("/account", browser, "cookie: other=1"), null).body())
        .contains("application GET /account of ")
        .doesNotContain("nobody");
    Answer answer = wire.send(script("POST", "/api/1", browser, "content-type: a/b"), "hello");
    assertThat(answer.status()).isEqualTo(200);
    RecordedRequest call = api.requests().get(0);
    assertThat(call.bodyText()).isEqualTo("hello");
    assertThat(call.header("Authorization").orElse("")).startsWith("Bearer eyJ");
    assertThat(call.header("Cookie")).isEmpty();
    assertThat(wire.send(script("POST", "/logout", browser), null).status()).isEqualTo(200);
    assertThat(wire.send(script("GET", "/api/2", browser), null).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource
  void an_authority_of_anybody_is_not_believed(Container container) {
    Scene.App app = start(container);
    RawHttp2 wire = new RawHttp2(app.port);
    for (String authority : List.of("evil.example", "evil.example:443", "u@evil.example", "")) {
      List<String[]> fields = RawHttp2.request("GET", "/account", authority);
      fields.add(new String[] {"accept", "text/html"});
      fields.add(new String[] {"host", "evil.example"});
      Answer answer = wire.send(fields, null);

      assertThat(answer.status()).as(authority).isIn(303, 400, RawHttp2.REFUSED);
      assertThat(answer.find("location").orElse("/login?return=%2Faccount"))
          .as(authority)
          .isEqualTo("/login?return=%2Faccount");
    }
    List<String[]> login = RawHttp2.request("GET", "/login", "evil.example");
    String location = wire.send(login, null).header("location");
    assertThat(location)
        .startsWith(scene.provider.issuer().toString())
        .contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A" + app.port + "%2Fcallback")
        .doesNotContain("evil");
  }

  @ParameterizedTest
  @EnumSource
  void path_tricks_reach_nothing(Container container) {
    Scene.App app = start(container);
    RawBrowser browser = app.browser();
    scene.login(browser);
    RawHttp2 wire = new RawHttp2(app.port);
    for (String trick : TRICKS) {
      Answer answer = wire.send(script("GET", trick, browser), null);

      assertThat(answer.status()).as(trick).isIn(400, 404, RawHttp2.REFUSED);
      assertThat(answer.body()).as(trick).doesNotContain("application");
    }
    assertThat(api.requests()).isEmpty();
    assertThat(wire.send(script("GET", "/%61ccount", browser), null).body())
        .contains("application GET");
    assertThat(wire.send(script("GET", "/%61ccount", app.browser()), null).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource
  void fields_that_are_two_in_http_1_reach_no_api(Container container) {
    Scene.App app = start(container);
    RawBrowser browser = app.browser();
    scene.login(browser);
    RawHttp2 wire = new RawHttp2(app.port);
    for (String[] field :
        List.of(
            new String[] {"accept", "a\r\nauthorization: Bearer evil"},
            new String[] {"accept: a\r\nauthorization", "Bearer evil"},
            new String[] {"accept", "a\0b"},
            new String[] {"transfer-encoding", "chunked"},
            new String[] {"connection", "authorization"},
            new String[] {"upgrade", "h2c"},
            new String[] {"Authorization", "Bearer evil"},
            new String[] {"content-length", "3"},
            new String[] {":path", "/api/admin"},
            new String[] {":evil", "x"})) {
      List<String[]> fields = script("POST", "/api/1", browser);
      fields.add(field);
      Answer answer = wire.send(fields, "hello");

      assertThat(answer.status()).as(field[0]).isIn(200, 400, 500, RawHttp2.REFUSED);
    }
    for (RecordedRequest call : api.requests()) {
      assertThat(call.target()).isEqualTo("/v1/1");
      // What it said that it would send, where it has sent more.
      assertThat(call.bodyText()).isIn("hello", "hel");
      assertThat(call.headers()).doesNotContainKeys("accept", "upgrade");
      assertThat(call.headers().get("authorization")).hasSize(1);
      assertThat(call.header("Authorization").orElse("")).startsWith("Bearer eyJ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_get_brings_no_content(Container container) {
    Scene.App app = start(container);
    RawBrowser browser = app.browser();
    scene.login(browser);
    Answer answer =
        new RawHttp2(app.port).send(script("GET", "/api/1", browser, "content-length: 5"), "hello");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(api.requests()).isEmpty();
  }
}
