package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The way to an API")
class ProxyTest {

  /** None of them is a path of the route, whatever the next reader makes of it. */
  private static final List<String> TRICKS =
      List.of(
          "/api/orders/../admin",
          "/api/orders/..",
          "/api/orders/./x",
          "/api/orders/%2e%2e/admin",
          "/api/orders/%2E./admin",
          "/api/orders/.%2e/admin",
          "/api/orders/%252e%252e/admin",
          "/api/orders/..%2fadmin",
          "/api/orders/..%5cadmin",
          "/api/orders/..\\admin",
          "/api/orders\\..\\admin",
          "/api/orders//admin",
          "/api/orders//evil.example/x",
          "//api/orders/x",
          "/api//orders/x",
          "/api/orders/..;/admin",
          "/api/orders;x=y/1",
          "/api/orders/%3b/1",
          "/api/orders/%00",
          "/api/orders/%0d%0aX-Evil:%201",
          "/api/orders/%c0%ae%c0%ae/admin",
          "/api/orders/%e0%80%ae%e0%80%ae/admin",
          "/api/orders/%u002e%u002e/admin",
          "/api/orders/%",
          "/api/orders/%zz",
          "/api/orders/http://evil.example/",
          "/api/orders/@evil.example/..",
          "http://evil.example/api/orders/../x",
          "/api/%6frders/..%2f");

  /** Paths beside the route, which are the application's own. */
  private static final List<String> BESIDE =
      List.of("/api/ordersx", "/API/orders", "/api", "/api/orders.evil.example/", "/api/Orders/1");

  private final Scene scene = new Scene();
  private final FaultServer api = FaultServer.start();

  @AfterEach
  void close() throws Exception {
    scene.close();
    api.close();
  }

  private ApiRoute route() {
    return ApiRoute.of("/api/orders", api.uri("/v1"), "GET", "POST", "DELETE");
  }

  private Scene.App start(Container container, ApiRoute... routes) {
    return scene.start(container, builder -> builder.routes(routes));
  }

  private RawBrowser browser(Container container, ApiRoute... routes) {
    RawBrowser browser = start(container, routes).browser();
    scene.login(browser);
    return browser;
  }

  @ParameterizedTest
  @EnumSource
  void has_the_token_of_the_session(Container container) {
    api.always(Reply.json("{\"a\":1}"));
    RawBrowser browser = browser(container, route());

    Answer answer = browser.script("GET", "/api/orders/5%20a%C3%A4?x=1&y=%2F..");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"a\":1}");
    RecordedRequest request = api.requests().get(0);
    assertThat(request.target()).isEqualTo("/v1/5%20a%C3%A4?x=1&y=%2F..");
    assertThat(request.header("Authorization").orElse("")).startsWith("Bearer eyJ");
    assertThat(browser.sendBody("POST", "/api/orders", "{\"b\":2}", "X-Requested-By: x").status())
        .isEqualTo(200);
    assertThat(api.requests().get(1).target()).isEqualTo("/v1");
    assertThat(api.requests().get(1).bodyText()).isEqualTo("{\"b\":2}");
  }

  @DisplayName("W-09: every proxied method without header: 403; XHR without session: 401")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void wants_the_header_and_a_session(Container container) {
    api.always(Reply.of(200));
    RawBrowser browser = browser(container, route());
    RawBrowser stranger = browser.at(browser.port());
    stranger.cookies().clear();

    for (String method : List.of("GET", "HEAD", "POST", "DELETE")) {
      assertThat(browser.send(method, "/api/orders/1").status()).as(method).isEqualTo(403);
      assertThat(
              browser
                  .send(method, "/api/orders/1", "X-Requested-By: x", "Origin: https://e.example")
                  .status())
          .isEqualTo(403);
      assertThat(
              browser
                  .send(method, "/api/orders/1", "X-Requested-By: x", "Sec-Fetch-Site: same-site")
                  .status())
          .isEqualTo(403);
      Answer login = stranger.script(method, "/api/orders/1", "Accept: text/html");
      assertThat(login.status()).as(method).isEqualTo(401);
      assertThat(login.find("location")).isEmpty();
    }
    assertThat(stranger.script("GET", "/api/orders/1").body()).contains("\"login\":\"/login\"");
    for (String method : List.of("PUT", "PATCH", "TRACE", "OPTIONS", "BREW", "get", "CONNECT")) {
      int status = browser.script(method, "/api/orders/1").status();
      assertThat(status).as(method).isIn(400, 405, 501);
    }
    assertThat(api.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void is_never_open_to_a_preflight(Container container) {
    api.always(Reply.of(200));
    RawBrowser browser = browser(container, route());

    Answer preflight =
        browser.send(
            "OPTIONS",
            "/api/orders/1",
            "Origin: https://evil.example",
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: x-requested-by");

    assertThat(preflight.status()).isEqualTo(405);
    assertThat(preflight.headers().keySet()).noneMatch(n -> n.startsWith("access-control"));
    assertThat(api.requests()).isEmpty();
  }

  @DisplayName("W-10: 20 path tricks never leave the map; no redirect followed; headers dropped")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void tricks_never_leave_the_map(Container container) {
    api.always(Reply.of(200));
    RawBrowser browser = browser(container, route());
    int refused = 0;
    for (String trick : TRICKS) {
      int status = browser.script("GET", trick).status();
      assertThat(status).as(trick).isIn(400, 404);
      refused++;
    }
    for (String beside : BESIDE) {
      assertThat(browser.script("GET", beside).body()).as(beside).startsWith("application GET");
    }
    assertThat(api.requests()).isEmpty();
    assertThat(browser.script("GET", "/api/orders/1?next=a#b").status()).isIn(200, 400);
    assertThat(api.requests()).allSatisfy(r -> assertThat(r.target()).startsWith("/v1/1"));
    System.out.println(container + ": " + refused + " path tricks refused");
  }

  @DisplayName("W-10: no redirect is followed, nor told")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void follows_no_redirect(Container container) {
    FaultServer other = FaultServer.start();
    api.always(Reply.redirect(302, other.uri("/").toString()));

    Answer answer = browser(container, route()).script("GET", "/api/orders/1");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.find("location")).isEmpty();
    assertThat(other.requests()).isEmpty();
    other.close();
  }

  @DisplayName("W-10: header fields are dropped inwards")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void drops_fields_inwards(Container container) {
    api.always(Reply.of(200));
    String[] dropped = {
      "Authorization: Basic x",
      "Forwarded: for=1.2.3.4",
      "X-Forwarded-For: 1.2.3.4",
      "X-Forwarded-Host: evil.example",
      "X-Forwarded_Proto: https",
      "X-HTTP-Method-Override: DELETE",
      "X-HTTP-Method: DELETE",
      "X-Method-Override: DELETE",
      "X-Real-IP: 1.2.3.4",
      "X-Original-URL: /admin",
      "Client-Cert: :AAAA:",
      "Client-Cert-Chain: :AAAA:",
      "SSL-Client-Verify: SUCCESS",
      "X-Auth-Request-User: root",
      "X-Authenticated-User: root",
      "X-Consumer-Username: root",
      "X-Goog-Authenticated-User-Email: root",
      "X-MS-Client-Principal-Name: root",
      "X-WebAuth-User: root",
      "X-Rewrite-URL: /admin",
      "Proxy-Authorization: Basic x",
      "DPoP: x",
      "Referer: http://127.0.0.1/secret",
      "TE: trailers",
      "X-Named: by Connection",
      "X-Internal-Role: admin",
      "Keep-Alive: 5"
    };
    String[] sent =
        Stream.concat(
                Stream.of(dropped), Stream.of("Connection: X-Named", "X-Kept: yes", "Accept: a/b"))
            .toArray(String[]::new);

    ApiRoute route = route().withRequestHeaders("X-Kept", "X-Named");
    Answer answer = browser(container, route).script("GET", "/api/orders/1", sent);

    assertThat(answer.status()).isEqualTo(200);
    RecordedRequest request = api.requests().get(0);
    assertThat(request.header("X-Kept")).contains("yes");
    assertThat(request.header("Accept")).contains("a/b");
    assertThat(request.header("Authorization").orElse("")).startsWith("Bearer ");
    assertThat(request.header("Host")).contains("127.0.0.1:" + api.port());
    for (String field : dropped) {
      String name = field.split(":")[0];
      if (!name.equals("Authorization")) {
        assertThat(request.header(name)).as(name).isEmpty();
      }
    }
    for (String name :
        List.of("Cookie", "Origin", "X-Requested-By", "Sec-Fetch-Site", "Sec-Fetch-Mode")) {
      assertThat(request.header(name)).as(name).isEmpty();
    }
  }

  @DisplayName("W-10: header fields are dropped outwards")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void drops_fields_outwards(Container container) {
    List<String> dropped =
        List.of(
            "Set-Cookie",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Clear-Site-Data",
            "WWW-Authenticate",
            "Proxy-Authenticate",
            "Location",
            "Refresh",
            "Content-Location",
            "Alt-Svc",
            "Link",
            "NEL",
            "Report-To",
            "Service-Worker-Allowed",
            "Strict-Transport-Security",
            "SourceMap",
            "X-Accel-Redirect",
            "X-Sendfile",
            "X-Named",
            "X-Some-Later-Invention",
            "DPoP-Nonce",
            "Timing-Allow-Origin");
    Reply reply = Reply.html("<script>1</script>").header("X-Kept", "yes");
    for (String name : dropped) {
      reply = reply.header(name, "evil");
    }
    api.always(
        reply
            .header("Cache-Control", "public, max-age=9")
            .header("Connection", "X-Named")
            .header("Content-Security-Policy", "default-src *")
            .header("X-Content-Type-Options", "sniff"));

    ApiRoute route = route().withResponseHeaders("X-Kept", "X-Named");
    Answer answer = browser(container, route).script("GET", "/api/orders/1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-kept")).isEqualTo("yes");
    assertThat(answer.all("cache-control")).containsExactly("no-store");
    assertThat(answer.all("x-content-type-options")).containsExactly("nosniff");
    assertThat(answer.all("content-security-policy"))
        .containsExactly("sandbox; default-src 'none'");
    for (String name : dropped) {
      assertThat(answer.find(name.toLowerCase(Locale.ROOT))).as(name).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void for_what_pages_load_is_open_to_this_origins_pages(Container container) {
    api.always(Reply.of(200));
    RawBrowser browser = browser(container, route().allowNavigation().unsafeWithoutSandbox());

    Answer image =
        browser.send("GET", "/api/orders/1.png", "Sec-Fetch-Site: same-origin", "Accept: image/*");
    assertThat(image.status()).isEqualTo(200);
    assertThat(image.find("content-security-policy")).isEmpty();
    for (String site : List.of("cross-site", "same-site", "none")) {
      assertThat(browser.send("GET", "/api/orders/1.png", "Sec-Fetch-Site: " + site).status())
          .as(site)
          .isEqualTo(403);
    }
    assertThat(browser.send("GET", "/api/orders/1.png").status()).isEqualTo(403);
    assertThat(browser.send("DELETE", "/api/orders/1", "Sec-Fetch-Site: same-origin").status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource
  void renews_a_token_that_the_api_refuses(Container container) {
    api.next(Reply.of(401).header("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    api.next(Reply.json("{}"));
    RawBrowser browser = browser(container, route());
    scene.time.advance(Duration.ofSeconds(10));

    Answer answer = browser.sendBody("POST", "/api/orders", "body", "X-Requested-By: x");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(api.requests())
        .extracting(RecordedRequest::bodyText)
        .containsExactly("body", "body");
    assertThat(api.requests().get(0).header("Authorization"))
        .isNotEqualTo(api.requests().get(1).header("Authorization"));
  }

  @ParameterizedTest
  @EnumSource
  void ends_the_session_when_its_refresh_is_final(Container container) {
    api.always(Reply.of(200));
    RawBrowser browser = browser(container, route());
    scene.provider.faults().at(Endpoint.TOKEN).error(400, "invalid_grant");
    scene.time.advance(Duration.ofMinutes(20));

    Answer answer = browser.script("GET", "/api/orders/1");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("\"login\":\"/login\"");
    assertThat(browser.cookies()).doesNotContainKey("__Host-Http-session");
    assertThat(api.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void an_outage_of_the_provider_or_the_api_is_503(Container container) {
    RawBrowser browser = browser(container, route().withPatience(Duration.ofMillis(300)));
    api.next(Behaviour.hangBeforeHeaders(), Behaviour.resetBeforeHeaders(), Behaviour.garbage());
    for (int i = 0; i < 3; i++) {
      Answer answer = browser.script("GET", "/api/orders/1");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("5");
      assertThat(answer.body()).contains("\"reference\"");
    }
    scene.provider.faults().at(Endpoint.TOKEN).error(503, "temporarily_unavailable");
    scene.time.advance(Duration.ofMinutes(20));
    assertThat(browser.script("GET", "/api/orders/1").status()).isEqualTo(503);
    assertThat(browser.cookies()).containsKey("__Host-Http-session");
  }

  @ParameterizedTest
  @EnumSource
  void has_limits(Container container) {
    api.always(Reply.of(200));
    RawBrowser browser = browser(container, route().withLimits(10, 1_000));

    assertThat(browser.sendBody("POST", "/api/orders", "12345678901", "X-Requested-By: x").status())
        .isEqualTo(413);
    Answer chunked =
        browser.raw(
            "POST /api/orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Requested-By: x\r\n"
                + "Cookie: __Host-Http-session="
                + browser.cookies().get("__Host-Http-session")
                + "\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n",
            "POST");
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(
            browser
                .script("GET", "/api/orders/1", "Upgrade: websocket", "Connection: upgrade")
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource
  void streams(Container container) throws Exception {
    api.always(
        Behaviour.hangInBody(
            Reply.of(200)
                .header("Content-Type", "text/event-stream")
                .body("data: 1\n\n".repeat(10))));
    RawBrowser browser =
        browser(container, route().allowNavigation().withPatience(Duration.ofSeconds(5)));
    try (Socket socket = new Socket("127.0.0.1", browser.port())) {
      socket.setSoTimeout(4_000);
      socket
          .getOutputStream()
          .write(
              ("GET /api/orders/events HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n"
                      + "Cookie: __Host-Http-session="
                      + browser.cookies().get("__Host-Http-session")
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf("data: 1") < 0) {
        int c = in.read();
        assertThat(c).as(seen.toString()).isNotNegative();
        seen.append((char) c);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_that_breaks_off_does_not_look_whole(Container container) {
    api.always(Behaviour.closeInBody(Reply.of(200).body("x".repeat(20_000))));
    RawBrowser browser = browser(container, route());

    String body;
    try {
      body = browser.script("GET", "/api/orders/1").body();
    } catch (java.io.UncheckedIOException e) {
      body = "";
    }
    assertThat(body).hasSizeLessThan(20_000);
  }

  @Test
  void names_no_field_that_says_who_asks_or_speaks_for_the_origin() {
    for (String name :
        List.of(
            "Authorization", "Cookie", "X-Forwarded-For", "Host", "X_Tenant", "X-A: b", "", "TE")) {
      assertThat(catching(() -> route().withRequestHeaders(name)))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String name :
        List.of("Set-Cookie", "location", "Access-Control-Allow-Origin", "Upgrade")) {
      assertThat(catching(() -> route().withResponseHeaders(name)))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_route_is_what_it_says() {
    for (String target :
        List.of(
            "http://api.example.com",
            "https://u@api.example.com",
            "https://a.example/?x",
            "ftp://a.example",
            "https://a.example/..;/x",
            "/relative")) {
      assertThat(
              catching(
                  () ->
                      scene.start(
                          Container.JETTY,
                          b -> b.routes(ApiRoute.of("/api", URI.create(target), "GET")))))
          .as(target)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(catching(() -> ApiRoute.of("/api", api.uri(""), "OPTIONS")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(catching(() -> ApiRoute.of("/api", api.uri(""))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Exception catching(Runnable action) {
    try {
      action.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
