package io.crossauth.servlet.api;

import static io.crossauth.tokenconsumer.resource.AccessRequirement.none;
import static io.crossauth.tokenconsumer.resource.AccessRequirement.scopes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.servlet.api.Wire.Answer;
import io.crossauth.servlet.testing.Container;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class ResourceServerFilterTest {

  private final Api api = new Api();
  private List<Scene> scenes = List.of();

  @BeforeAll
  void start() throws Exception {
    ResourceServerFilter filter =
        ResourceServerFilter.builder(api.server)
            .roles("/realm_access/roles")
            .require("GET", "/orders/**", scopes("orders:read"))
            .require("POST", "/orders", scopes("orders:write"))
            .require("POST", "/pay", scopes("pay").withAcrValues("gold"))
            .require("POST", "/transfer", scopes("pay").withMaxAge(Duration.ofMinutes(5)))
            .require("GET", "/clerks", none().withClaim("/realm_access/roles", "clerk"))
            .require("GET", "/strong", none().withAmr("mfa"))
            .require("/any", none())
            .open("GET", "/health")
            .build();
    scenes =
        Scene.both(
            () ->
                Site.behind(filter)
                    .with(
                        "/",
                        (request, answer) -> {
                          answer.setHeader("X-Who", whose(request));
                          answer.getWriter().write("reached");
                        }));
  }

  private static String whose(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return "%s %s %s clerk=%s boss=%s **=%s *=%s scope=%s"
        .formatted(
            principal instanceof TokenPrincipal token
                ? token.token().subject().orElse("") + "/" + token.getName()
                : principal,
            request.getRemoteUser(),
            request.getAuthType(),
            request.isUserInRole("clerk"),
            request.isUserInRole("boss"),
            request.isUserInRole("**"),
            request.isUserInRole("*"),
            request.isUserInRole("orders:read"));
  }

  @AfterAll
  void stop() {
    scenes.forEach(Scene::close);
    api.close();
  }

  List<Scene> scenes() {
    return scenes;
  }

  private static void refused(Answer answer, int status, String challenge) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers("WWW-Authenticate")).singleElement().asString().contains(challenge);
    isProblem(answer, status);
  }

  private static void isProblem(Answer answer, int status) {
    assertThat(answer.header("Content-Type")).get().asString().contains("application/problem+json");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.body())
        .matches(
            "\\{\"title\":\"[A-Za-z ]+\",\"status\":%d,\"instance\":\"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"}"
                .formatted(status));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aGoodTokenPassesAndTheServletSeesWhoseItIs(Scene scene) throws Exception {
    String header =
        Api.bearer(
            api.draft("orders:read").claim("realm_access", Map.of("roles", List.of("clerk", "*"))));

    Answer answer = scene.get("/orders/5", header);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("reached");
    assertThat(answer.header("X-Who"))
        .contains("alice/alice alice Bearer clerk=true boss=false **=true *=false scope=false");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aTokenWithoutASubjectIsItsClients(Scene scene) throws Exception {
    Answer answer = scene.get("/any", Api.bearer(api.draft("x").without("sub")));

    assertThat(answer.header("X-Who").orElseThrow())
        .startsWith("/crossauth-confidential crossauth-confidential ");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void withoutATokenItIsAskedFor(Scene scene) throws Exception {
    refused(scene.get("/orders"), 401, "Bearer scope=\"orders:read\"");
    refused(scene.get("/orders", "Authorization: Basic YTpi"), 401, "Bearer scope=");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void anOpenPathNeedsNoTokenAndLooksAtNone(Scene scene) throws Exception {
    Answer answer = scene.get("/health", "Authorization: Bearer rubbish");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Who").orElseThrow()).startsWith("null null null");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aBadTokenIsRefusedAndNothingOfItIsSaid(Scene scene) throws Exception {
    String old =
        api.draft("orders:read").claim("exp", Instant.now().getEpochSecond() - 3600).compact();
    String elsewhere = api.draft("orders:read").claim("aud", "another-api").compact();
    String tampered = api.draft("orders:read").compact();
    tampered = tampered.substring(0, tampered.length() - 8) + "AAAAAAAA";
    for (String bad : List.of(old, elsewhere, tampered, "opaque-looking-thing")) {
      Answer answer = scene.get("/orders", "Authorization: Bearer " + bad);

      refused(answer, 401, "error=\"invalid_token\"");
      assertThat(answer.whole()).doesNotContain(bad).doesNotContain("another-api");
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aMissingScopeIsNamed(Scene scene) throws Exception {
    Answer answer = scene.send("POST /orders", "", api.bearer("orders:read"));

    refused(answer, 403, "error=\"insufficient_scope\"");
    assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("scope=\"orders:write\"");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aMissingRoleIsForbidden(Scene scene) throws Exception {
    refused(scene.get("/clerks", api.bearer("x")), 403, "insufficient_scope");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aWeakOrOldLoginIsToBeRepeated(Scene scene) throws Exception {
    String weak = Api.bearer(api.draft("pay").claim("acr", "silver"));
    String old =
        Api.bearer(api.draft("pay").claim("auth_time", Instant.now().getEpochSecond() - 3600));

    refused(scene.send("POST /pay", "", weak), 401, "insufficient_user_authentication");
    assertThat(scene.send("POST /pay", "", weak).whole()).contains("acr_values=\"gold\"");
    refused(scene.send("POST /transfer", "", old), 401, "max_age=\"300\"");
    refused(scene.get("/strong", api.bearer("x")), 401, "insufficient_user_authentication");
    assertThat(
            scene.send("POST /pay", "", Api.bearer(api.draft("pay").claim("acr", "gold"))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aTokenCountsInTheHeaderAlone(Scene scene) throws Exception {
    String token = api.draft("orders:read orders:write").compact();

    refused(scene.get("/orders?access_token=" + token), 401, "Bearer scope=");
    Answer form =
        scene.send(
            "POST /orders",
            "access_token=" + token,
            "Content-Type: application/x-www-form-urlencoded");
    refused(form, 401, "Bearer scope=");
    refused(scene.get("/orders", "Cookie: access_token=" + token), 401, "Bearer scope=");
    assertThat(form.whole()).doesNotContain(token);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void twoTokensAreNone(Scene scene) throws Exception {
    String good = api.bearer("orders:read");

    refused(scene.get("/orders", good, good), 400, "invalid_request");
    refused(scene.get("/orders", good, "Authorization: Basic YTpi"), 400, "invalid_request");
    refused(scene.get("/orders", good + ", Basic YTpi"), 400, "invalid_request");
    refused(scene.get("/orders", "Authorization: Bearer"), 400, "invalid_request");
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void whatIsNotListedIsDeniedToEverybody(Scene scene) throws Exception {
    for (String path : List.of("/", "/other", "/order", "/orders2", "/Orders", "/pay/")) {
      isProblem(scene.get(path, api.bearer("orders:read")), 404);
      isProblem(scene.get(path), 404);
    }
    assertThat(scene.get("/orders/", api.bearer("orders:read")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  @DisplayName("S-32: a method without a rule is denied, whatever it is")
  void methods(Scene scene) throws Exception {
    int before = scene.site().reached().size();
    String good = api.bearer("orders:read orders:write");

    for (String method : List.of("DELETE", "PUT", "PATCH", "OPTIONS", "PROPFIND", "get", "Get")) {
      Answer answer = scene.send(method + " /orders", "", good);

      isProblem(answer, 405);
      assertThat(answer.header("Allow")).contains("GET, HEAD, POST");
    }
    for (String path : List.of("/orders", "/any", "/health")) {
      assertThat(scene.send("TRACE " + path, "", good).status()).isEqualTo(405);
    }
    for (String method : List.of("HEAD", "OPTIONS", "POST", "TRACE", "FOO", "DELETE")) {
      assertThat(scene.send(method + " /orders/5", "").status()).isIn(401, 405);
      assertThat(scene.send(method + " /any", "").status()).isIn(401, 405);
    }
    assertThat(Wire.opened(scene.running(), "CONNECT api.example.com:443")).doesNotContain(" 200 ");
    assertThat(Wire.opened(scene.running(), "CONNECT /any")).doesNotContain(" 200 ");
    assertThat(scene.site().reached()).hasSize(before);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void headPassesByTheRuleOfGet(Scene scene) throws Exception {
    Answer answer = scene.send("HEAD /orders", "", api.bearer("orders:read"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(scene.send("HEAD /orders", "", api.bearer("orders:write")).status()).isEqualTo(403);
    assertThat(scene.send("HEAD /orders", "").body()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void aRuleWithoutAMethodIsForAll(Scene scene) throws Exception {
    for (String method : List.of("GET", "HEAD", "POST", "DELETE", "PROPFIND", "OPTIONS")) {
      assertThat(scene.send(method + " /any", "", api.bearer("x")).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void whatTheClientSaysOfItselfChangesNothing(Scene scene) throws Exception {
    String[] lies = {
      "X-HTTP-Method-Override: GET",
      "X-Original-URL: /health",
      "X-Rewrite-URL: /health",
      "X-Forwarded-Prefix: /health",
      "X-Forwarded-For: 127.0.0.1",
      "Forwarded: for=127.0.0.1",
    };

    assertThat(scene.get("/orders", lies).status()).isEqualTo(401);
    assertThat(scene.send("DELETE /orders", "", lies).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void manyAtOnceGetEachTheirOwn(Scene scene) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String user = "user-" + i;
      boolean good = i % 2 == 0;
      String token = Api.bearer(api.draft(good ? "orders:read" : "x").claim("sub", user));
      Callable<Boolean> call =
          () -> {
            Answer answer = scene.get("/orders", token);
            return good
                ? answer.header("X-Who").orElse("").startsWith(user + "/" + user + " ")
                : answer.status() == 403;
          };
      results.add(threads.submit(call));
    }
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
    threads.shutdown();
  }

  @Test
  void aFilterWithoutRulesIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceServerFilter.builder(api.server).build())
        .withMessageContaining("expected one or more");
  }

  @Test
  void whatIsAddedToABuilderLaterIsNotInTheFilter() throws Exception {
    ResourceServerFilter.Builder builder =
        ResourceServerFilter.builder(api.server).open("GET", "/a");
    ResourceServerFilter filter = builder.build();
    builder.open("GET", "/b");

    Scene scene = Scene.of(Container.JETTY, Site.behind(filter).with("/"));
    assertThat(scene.get("/a").status()).isEqualTo(200);
    assertThat(scene.get("/b").status()).isEqualTo(404);
    scene.close();
  }
}
