package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.DpopResource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client of DPoP: each call has a proof of its own, made here. */
@DisplayName("The way to an API by DPoP")
class BoundProxyTest {

  private final Scene scene = new Scene();
  private final DpopResource api = scene.provider.startResource();

  @AfterEach
  void close() throws Exception {
    api.close();
    scene.close();
  }

  private RawBrowser browser(Container container) {
    RawBrowser browser =
        scene
            .start(
                container,
                "",
                b -> b.routes(ApiRoute.of("/api", api.uri("/v1"), "GET", "POST")),
                OAuthClientBuilder::dpop)
            .browser();
    scene.login(browser);
    return browser;
  }

  private static String proof(RecordedRequest request) {
    return request.header("DPoP").orElse("");
  }

  @ParameterizedTest
  @EnumSource
  void has_a_new_proof_with_each_call_and_none_of_the_browsers(Container container) {
    RawBrowser browser = browser(container);

    Answer answer =
        browser.script("GET", "/api/1?a=b", "DPoP: eyJ.own.proof", "Authorization: DPoP own");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"sub\":");
    assertThat(browser.script("GET", "/api/1?a=b").status()).isEqualTo(200);

    List<RecordedRequest> sent = api.requests();
    assertThat(sent).hasSize(2);
    assertThat(sent)
        .allSatisfy(r -> assertThat(r.header("Authorization").orElse("")).startsWith("DPoP eyJ"));
    assertThat(proof(sent.get(0))).startsWith("eyJ").isNotEqualTo("eyJ.own.proof");
    assertThat(proof(sent.get(1))).isNotEqualTo(proof(sent.get(0)));
  }

  @ParameterizedTest
  @EnumSource
  void gives_the_nonce_that_the_api_asks_for_and_tells_nobody(Container container) {
    api.demandNonces();
    RawBrowser browser = browser(container);

    Answer first = browser.sendBody("POST", "/api/1", "body", "X-Requested-By: page");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.find("dpop-nonce")).isEmpty();
    assertThat(first.find("www-authenticate")).isEmpty();
    assertThat(api.requests())
        .extracting(RecordedRequest::bodyText)
        .containsExactly("body", "body");

    assertThat(browser.script("GET", "/api/1").status()).isEqualTo(200);
    assertThat(api.requests()).as("the nonce is known by now").hasSize(3);
    api.expireNonces();
    assertThat(browser.script("GET", "/api/1").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void renews_a_token_that_the_api_refuses(Container container) {
    RawBrowser browser = browser(container);
    scene.time.advance(Duration.ofSeconds(10));
    api.refuseTokens(1);

    assertThat(browser.script("GET", "/api/1").status()).isEqualTo(200);
    assertThat(api.requests().get(1).header("Authorization"))
        .isNotEqualTo(api.requests().get(0).header("Authorization"));
  }

  @ParameterizedTest
  @EnumSource
  void says_try_again_where_a_long_body_met_a_new_nonce(Container container) {
    api.demandNonces();
    RawBrowser browser = browser(container);
    String body = "x".repeat(70_000);

    Answer first = browser.sendBody("POST", "/api/1", body, "X-Requested-By: page");
    assertThat(first.status()).as("no 401: the person is logged in").isEqualTo(503);
    assertThat(first.header("retry-after")).isEqualTo("5");
    assertThat(browser.sendBody("POST", "/api/1", body, "X-Requested-By: page").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void is_none_from_sealed_cookies_which_may_not_hold_the_key(Container container) {
    Scene.App app =
        scene.start(container, "", LoginFilterBuilder::sealedCookies, OAuthClientBuilder::dpop);
    RawBrowser browser = app.browser();

    assertThat(scene.login(browser).status()).isEqualTo(500);
    assertThat(browser.cookies()).isEmpty();
  }
}
