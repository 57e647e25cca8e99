package io.crossauth.servlet.api;

import static io.crossauth.tokenconsumer.resource.AccessRequirement.scopes;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.api.Wire.Answer;
import io.crossauth.servlet.testing.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Whatever the address looks like, nobody without a token comes to a protected servlet. */
@TestInstance(Lifecycle.PER_CLASS)
class PathTricksTest {

  /** What is open is below /public; everything else is not. */
  private static final List<String> TRICKS =
      List.of(
          "/admin",
          "/admin/",
          "/admin/users",
          "/public/../admin/users",
          "/public/./../admin/users",
          "/public/%2e%2e/admin/users",
          "/public/%2E%2E/admin/users",
          "/public/.%2e/admin/users",
          "/public/%2e./admin/users",
          "/public/..;/admin/users",
          "/public/..;a=b/admin/users",
          "/public/..%3b/admin/users",
          "/public/..%3B/admin/users",
          "/public/..%2fadmin/users",
          "/public%2f..%2fadmin%2fusers",
          "/public%2F..%2Fadmin/users",
          "/public/..%5cadmin/users",
          "/public/..%5Cadmin/users",
          "/public\\..\\admin\\users",
          "/public/..\\admin/users",
          "/public/%252e%252e/admin/users",
          "/public/%252e%252e%252fadmin/users",
          "/public/..%252fadmin/users",
          "/public/%25252e%25252e/admin/users",
          "/public/..%255cadmin/users",
          "//admin/users",
          "///admin/users",
          "/public//../admin/users",
          "/public/..//admin/users",
          "/./admin/users",
          "/admin;/users",
          "/;/admin/users",
          "/admin;jsessionid=1/users",
          "/admin/users;jsessionid=1",
          "/public;/../admin/users",
          "/public/;/..;/admin/users",
          "/admin%3b/users",
          "/%61dmin/users",
          "/%61%64%6d%69%6e/users",
          "/admin%2fusers",
          "/admin%2Fusers",
          "/ADMIN/users",
          "/Admin/users",
          "/admin%20/users",
          "/admin%00/users",
          "/admin/users%00",
          "/admin/users%00.html",
          "/public%00/../admin/users",
          "/admin%0a/users",
          "/admin%0d%0a/users",
          "/admin%09/users",
          "/public/%c0%ae%c0%ae/admin/users",
          "/public/%e0%80%ae%e0%80%ae/admin/users",
          "/public/%c0%af..%c0%afadmin/users",
          "/public/%f0%80%80%ae%f0%80%80%ae/admin/users",
          "/public/..%c1%9cadmin/users",
          "/public/%ef%bc%8e%ef%bc%8e/../admin/users",
          "/public/%uff0e%uff0e/admin/users",
          "/public/%u002e%u002e/admin/users",
          "/public/%ff/../admin/users",
          "/public/%2/../admin/users",
          "/public/%zz/../admin/users",
          "/public/../public/../admin/users",
          "/x/../admin/users",
          "/public/../../admin/users",
          "/..%2f..%2fadmin/users",
          "/admin/users?x=/public/",
          "/admin/users?/../../public/x",
          "/admin/users#/public/x",
          "/admin/users/..;/../public/../admin/users",
          "/admin/users/.",
          "/admin/users/%2e",
          "/admin/users..",
          "/admin/users.json",
          "/admin/\u00e9",
          "/public/\u00c0\u00ae\u00c0\u00ae/admin/users",
          "http://api.example.com/admin/users",
          "http://api.example.com/public/../admin/users",
          "http://api.example.com/public/..;/admin/users",
          "http://evil.example//admin/users",
          "http:/admin/users",
          "admin/users",
          "*",
          "");

  private final Api api = new Api();
  private final List<Scene> scenes = new ArrayList<>();

  @BeforeAll
  void start() throws Exception {
    ResourceServerFilter filter =
        ResourceServerFilter.builder(api.server)
            .open("GET", "/public/**")
            .require("/admin/**", scopes("admin"))
            .build();
    for (Container container : Container.values()) {
      scenes.add(Scene.of(container, site(filter)));
      scenes.add(Scene.lenient(container, site(filter)));
    }
  }

  private static Site site(ResourceServerFilter filter) {
    return Site.behind(filter).with("/public/*").with("/admin/*").with("/");
  }

  @AfterAll
  void stop() {
    scenes.forEach(Scene::close);
    api.close();
  }

  @TestFactory
  @DisplayName("S-32: no path trick reaches a protected servlet without a token")
  Stream<DynamicTest> nobodyComesInWithoutAToken() {
    return scenes.stream()
        .flatMap(
            scene ->
                TRICKS.stream()
                    .map(
                        trick ->
                            DynamicTest.dynamicTest(
                                "S-32: " + scene.name() + " GET " + trick,
                                () -> refused(scene, trick))));
  }

  private static void refused(Scene scene, String trick) throws Exception {
    int before = scene.site().reached().size();

    Answer answer = Wire.get(scene.running(), trick);

    assertThat(scene.site().reached()).hasSize(before);
    // 0: an answer of HTTP 0.9 or none; 302: a container's own, to a path that is asked for then.
    assertThat(answer.status()).isIn(0, 302, 400, 401, 404, 414, 505);
  }

  /** Else the tricks would show nothing. */
  @TestFactory
  Stream<DynamicTest> theSameServletsAreReachedAsTheyShould() {
    return scenes.stream()
        .map(
            scene ->
                DynamicTest.dynamicTest(
                    scene.name(),
                    () -> {
                      Container.Running running = scene.running();
                      assertThat(Wire.get(running, "/public/x").body()).isEqualTo("by /public/*");
                      assertThat(Wire.get(running, "/admin/users", api.bearer("admin")).body())
                          .isEqualTo("by /admin/*");
                      assertThat(Wire.get(running, "/%61dmin/us%65rs", api.bearer("admin")).body())
                          .isEqualTo("by /admin/*");
                      assertThat(Wire.get(running, "/public/caf%C3%A9%20x").body())
                          .isEqualTo("by /public/*");
                    }));
  }

  /** A filter in front that changes one view of the path and not the other. */
  @TestFactory
  @DisplayName("S-32: what one says is open and another says is not, is not")
  Stream<DynamicTest> viewsThatDiffer() {
    return Stream.of(Container.values())
        .map(
            container ->
                DynamicTest.dynamicTest(
                    "S-32: " + container + " views that differ", () -> differ(container)));
  }

  private void differ(Container container) throws Exception {
    ResourceServerFilter filter =
        ResourceServerFilter.builder(api.server).open("GET", "/public/**").build();
    Site site =
        Site.starting(
                context -> {
                  Filter rewriting =
                      (request, response, chain) ->
                          chain.doFilter(new Rewritten((HttpServletRequest) request), response);
                  context
                      .addFilter("rewriting", rewriting)
                      .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                  filter.addTo(context);
                })
            .with("/");
    Scene scene = Scene.of(container, site);

    assertThat(scene.get("/admin/users").status()).isEqualTo(400);
    assertThat(site.reached()).isEmpty();
    scene.close();
  }

  private static final class Rewritten extends HttpServletRequestWrapper {

    Rewritten(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getServletPath() {
      return "/public/users";
    }

    @Override
    public String getPathInfo() {
      return null;
    }
  }
}
