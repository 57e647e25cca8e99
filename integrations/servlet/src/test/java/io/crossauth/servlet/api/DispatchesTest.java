package io.crossauth.servlet.api;

import static io.crossauth.tokenconsumer.resource.AccessRequirement.none;
import static io.crossauth.tokenconsumer.resource.AccessRequirement.scopes;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.api.Wire.Answer;
import io.crossauth.servlet.testing.Container;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program itself dispatches a request to keeps the rules too. */
@TestInstance(Lifecycle.PER_CLASS)
class DispatchesTest {

  private final Api api = new Api();
  private List<Scene> scenes = List.of();

  @BeforeAll
  void start() throws Exception {
    ResourceServerFilter filter =
        ResourceServerFilter.builder(api.server)
            .open("GET", "/open/**")
            .require("GET", "/orders/**", scopes("orders:read"))
            .require("GET", "/admin/**", scopes("admin"))
            .require("GET", "/async", none())
            .build();
    scenes = Scene.both(() -> site(filter));
  }

  private static Site site(ResourceServerFilter filter) {
    return Site.behind(filter)
        .withErrorPage("/admin/error")
        .with("/open/forward", DispatchesTest::forward)
        .with("/orders/forward", DispatchesTest::forward)
        .with("/open/include", DispatchesTest::include)
        .with("/open/async", DispatchesTest::async)
        .with("/async", DispatchesTest::async)
        .with("/open/error", (request, response) -> response.sendError(500))
        .with(
            "/open/broken",
            (request, response) -> {
              throw new IllegalStateException("broken");
            })
        .with("/admin/*", DispatchesTest::show)
        .with("/open/show", DispatchesTest::show)
        .with("/orders/*", DispatchesTest::show)
        .with("/", DispatchesTest::show);
  }

  private static void show(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String who = request.getUserPrincipal() == null ? "nobody" : request.getRemoteUser();
    response.getWriter().write("shown to " + who);
  }

  private static void forward(HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    request.getRequestDispatcher(request.getQueryString()).forward(request, response);
  }

  private static void include(HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    response.getWriter().write("before,");
    request.getRequestDispatcher(request.getQueryString()).include(request, response);
    response.getWriter().write(",after");
  }

  /** Without the wrapped request: the container's own is dispatched. */
  private static void async(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      show(request, response);
      return;
    }
    AsyncContext context = request.startAsync();
    String target = request.getQueryString();
    context.start(
        () -> {
          if (target == null) {
            context.dispatch();
          } else {
            context.dispatch(target);
          }
        });
  }

  @AfterAll
  void stop() {
    scenes.forEach(Scene::close);
    api.close();
  }

  List<Scene> scenes() {
    return scenes;
  }

  private static Answer ask(Scene scene, String target, String... headers) throws IOException {
    scene.site().reached().clear();
    return scene.get(target, headers);
  }

  private void nobodyComesIn(Scene scene, Answer answer) {
    assertThat(scene.site().reached())
        .noneMatch(pattern -> pattern.startsWith("/admin") || pattern.startsWith("/ "));
    assertThat(answer.body()).doesNotContain("shown");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  @DisplayName("S-32: a forward to a protected servlet needs the token")
  void forwards(Scene scene) throws Exception {
    for (String way : List.of("/open/forward", "/open/async")) {
      Answer answer = ask(scene, way + "?/admin/x");
      nobodyComesIn(scene, answer);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("scope=\"admin\"");
      assertThat(answer.body()).contains("urn:uuid:");
      Answer weak = ask(scene, way + "?/admin/x", api.bearer("orders:read"));
      nobodyComesIn(scene, weak);
      assertThat(weak.status()).isEqualTo(403);
      Answer good = ask(scene, way + "?/admin/x", api.bearer("admin"));
      assertThat(good.body()).isEqualTo("shown to alice");
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  @DisplayName("S-32: a token that opens one servlet does not open another by a forward")
  void forwardsWithAnotherToken(Scene scene) throws Exception {
    Answer answer = ask(scene, "/orders/forward?/admin/x", api.bearer("orders:read"));

    nobodyComesIn(scene, answer);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(ask(scene, "/orders/forward?/admin/x", api.bearer("orders:read admin")).body())
        .isEqualTo("shown to alice");
    assertThat(ask(scene, "/orders/forward?/orders/7", api.bearer("orders:read")).body())
        .isEqualTo("shown to alice");
    assertThat(ask(scene, "/orders/forward?/open/show", api.bearer("orders:read")).body())
        .isEqualTo("shown to alice");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  @DisplayName("S-32: tricks in the target of a forward lead nowhere")
  void tricksInForwards(Scene scene) throws Exception {
    for (String target :
        List.of(
            "/open/../admin/x",
            "/open/..;/admin/x",
            "/admin;a=b/x",
            "/open/%2e%2e/admin/x",
            "/open/%252e%252e/admin/x",
            "//admin/x",
            "/ADMIN/x",
            "/%61dmin/x",
            "/admin/x?y=/open/",
            "/unlisted")) {
      for (String way : List.of("/open/forward?", "/open/include?", "/open/async?")) {
        nobodyComesIn(scene, ask(scene, way + target));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  @DisplayName("S-32: what may not be seen is not included")
  void includes(Scene scene) throws Exception {
    Answer answer = ask(scene, "/open/include?/admin/x");
    nobodyComesIn(scene, answer);
    assertThat(answer.body()).isEqualTo("before,,after");
    assertThat(ask(scene, "/open/include?/admin/x", api.bearer("admin")).body())
        .isEqualTo("before,shown to alice,after");
    assertThat(ask(scene, "/open/include?/open/show").body())
        .isEqualTo("before,shown to nobody,after");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  @DisplayName("S-32: a protected error page is not shown, and the status stays")
  void errorPages(Scene scene) throws Exception {
    for (String way : List.of("/open/error", "/open/broken")) {
      Answer answer = ask(scene, way);
      nobodyComesIn(scene, answer);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(ask(scene, way, api.bearer("admin")).body()).isEqualTo("shown to alice");
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void theRestOfAnAsynchronousRequestKeepsItsUser(Scene scene) throws Exception {
    assertThat(ask(scene, "/async", api.bearer("x")).body()).isEqualTo("shown to alice");
    assertThat(ask(scene, "/async").status()).isEqualTo(401);
    assertThat(ask(scene, "/open/async").body()).isEqualTo("shown to nobody");
  }

  /** Two filters, each with its own rules and issuers. */
  @ParameterizedTest
  @ValueSource(strings = {"JETTY", "TOMCAT"})
  void whatAnotherFilterHasFoundOutProvesNothing(String container) throws Exception {
    try (Api other = new Api()) {
      ResourceServerFilter orders =
          ResourceServerFilter.builder(api.server).require("GET", "/orders/**", none()).build();
      ResourceServerFilter admin =
          ResourceServerFilter.builder(other.server).require("GET", "/admin/**", none()).build();
      Site site =
          Site.starting(
                  context -> {
                    orders.addTo(context, "/orders/*");
                    admin.addTo(context, "/admin/*");
                  })
              .with("/orders/forward", DispatchesTest::forward)
              .with("/admin/*", DispatchesTest::show);
      Scene scene = Scene.of(Container.valueOf(container), site);

      Answer answer = ask(scene, "/orders/forward?/admin/x", api.bearer("x"));

      nobodyComesIn(scene, answer);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(ask(scene, "/admin/x", other.bearer("x")).body()).isEqualTo("shown to alice");
      scene.close();
    }
  }
}
