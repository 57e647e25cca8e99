package io.crossauth.examples.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.platform.Platform;
import io.crossauth.servlet.testing.WebBrowser;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application is at {@code localhost}, the provider at {@code 127.0.0.1}: two sites. */
@DisplayName("In the playground")
class PlaygroundTest {

  private static final Path PICTURES =
      Path.of(System.getProperty("basedir", "."), "target", "screenshots");
  private static final int MANY = 60;

  private static WebBrowser browser;

  private final FakeTime time = FakeTime.create();
  private final Platform platform = Platform.system().withClock(time);
  private final InProcessProvider provider = InProcessProvider.builder().clock(time).start();
  private final Playground playground = Playground.start(provider, platform, 0);

  @BeforeAll
  static void open() {
    browser = WebBrowser.open();
  }

  @AfterEach
  void close() {
    browser.forget();
    playground.close();
    provider.close();
  }

  @AfterAll
  static void say() {
    System.out.println("browser of the playground: " + browser.name());
    browser.close();
  }

  private void logIn() {
    browser.go(playground.uri().toString());
    browser.click("login");
    answerTheProvider();
    browser.textWith("Logged in as");
  }

  private static void answerTheProvider() {
    browser.logIn(TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
  }

  /** Presses a button, and reads what came of it. */
  private static String pressed(String id, String expected) {
    browser.click(id);
    return browser.textWith(expected);
  }

  @Test
  void a_login_shows_what_its_tokens_say_and_what_was_checked() {
    logIn();

    assertThat(browser.textWith("who has logged in"))
        .contains("Logged in as alice", "alice@", "✓ passed nonce", "token.wrong_nonce")
        .contains("api://crossauth", "what the user lets the client do", "openid orders:read")
        .contains("Application → Provider", "/token 200");
  }

  @Test
  void nothing_secret_is_in_the_page() {
    logIn();
    pressed("call-read", "the API answers 200");
    browser.click("to-dpop");
    browser.click("login");
    browser.textWith("Logged in as");
    String page = pressed("call-stolen", "the API answers 401") + browser.source();

    List<String> secrets = new ArrayList<>();
    for (RecordedRequest request : provider.requests(Endpoint.TOKEN)) {
      request.formParameter("code").ifPresent(secrets::add);
      request.formParameter("code_verifier").ifPresent(secrets::add);
      request.header("Authorization").map(text -> text.substring(6)).ifPresent(secrets::add);
      request.header("DPoP").ifPresent(secrets::add);
    }
    for (RecordedRequest request : provider.requests(Endpoint.AUTHORIZATION)) {
      request.queryParameter("state").ifPresent(secrets::add);
      request.queryParameter("nonce").ifPresent(secrets::add);
    }
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(11);
    assertThat(page).doesNotContain("eyJ").doesNotContain(secrets);
    assertThat(page).contains("code_verifier", "***", "DPoP ***");
  }

  @ParameterizedTest
  @CsvSource({
    "try-signature, TokenRejectedException, token.bad_signature",
    "try-nonce, TokenRejectedException, token.wrong_nonce",
    "try-state, InvalidResponseException, response.state_mismatch",
    "call-audience, TokenRejectedException, token.wrong_audience"
  })
  void what_is_spoiled_is_refused_by_the_library_itself(String id, String type, String code) {
    logIn();

    String page = pressed(id, "✗ refused");

    assertThat(page).contains(type, code).doesNotContain("not as it should be");
    assertThat(browser.textWith("Logged in as")).as("the session is another matter").isNotEmpty();
  }

  @Test
  void the_api_looks_at_scopes() {
    logIn();

    assertThat(pressed("call-read", "the API answers 200")).contains("✓ let through: GET /orders");
    assertThat(pressed("call-write", "the API answers 403"))
        .contains(
            "✗ refused: POST /orders", "InsufficientPrivilegesException", "scope.insufficient");

    browser.click("more");
    browser.textWith("orders:read orders:write");
    assertThat(pressed("call-write", "the API answers 200"))
        .contains("✓ let through: POST /orders");
  }

  @Test
  void paying_wants_a_newer_login() {
    logIn();
    time.advance(Duration.ofMinutes(2));

    assertThat(pressed("call-pay", "the API answers 401")).contains("token.too_old");
    browser.click("step-up");
    answerTheProvider();
    browser.textWith("now pay");

    assertThat(pressed("call-pay", "the API answers 200")).contains("✓ let through");
  }

  @Test
  void a_stolen_token_is_worth_something_without_dpop_alone() {
    logIn();
    assertThat(pressed("call-stolen", "the API answers 200"))
        .contains("✓ let through: the access token alone")
        .doesNotContain("not as it should be");

    browser.click("to-dpop");
    browser.click("login");
    browser.textWith("Logged in as");

    assertThat(pressed("call-stolen", "the API answers 401"))
        .contains("✗ refused", "token.wrong_confirmation")
        .doesNotContain("not as it should be");
    assertThat(pressed("call-read", "the API answers 200")).contains("cnf");
  }

  @Test
  void a_logout_here_ends_the_login_at_the_provider_too() {
    logIn();

    browser.click("logout");
    browser.textWith("Nobody is logged in");
    browser.click("login");

    assertThat(browser.address()).as("the provider's page").startsWith("http://127.0.0.1:");
    assertThat(provider.eventCounts()).containsEntry("BACKCHANNEL_LOGOUT_200", 1L);
  }

  @Test
  void a_logout_in_the_other_window_is_noticed_here() {
    logIn();
    assertThat(browser.source()).contains("id=\"over\" role=\"alert\" hidden");
    browser.newTab();
    browser.go(playground.uri() + "dpop/");
    browser.click("login");
    browser.textWith("Logged in as");

    browser.click("logout");
    browser.textWith("Nobody is logged in");
    browser.firstTab();

    browser.textWith("This session has ended");
    assertThat(browser.statusForScript("/bearer/session")).isEqualTo(401);
    assertThat(browser.textWith("Provider → Application"))
        .contains("/bearer/backchannel-logout 200", "/dpop/backchannel-logout 200");
  }

  @Test
  void the_keyboard_is_enough() {
    browser.go(playground.uri().toString());
    reach("login");
    browser.enter();
    enterIntoTheProvidersForm();
    browser.textWith("Logged in as");

    reach("call-read");
    browser.enter();
    browser.textWith("the API answers 200");
    reach("try-nonce");
    browser.enter();
    browser.textWith("token.wrong_nonce");
    reach("to-dpop");
    browser.enter();
    browser.textWith("Nobody is logged in");
    reach("login");
    browser.enter();
    browser.textWith("Logged in as");
    reach("logout");
    browser.enter();

    browser.textWith("Nobody is logged in");
  }

  /** By the tabulator key; whatever it takes, it goes round. */
  private static void reach(String id) {
    List<String> passed = new ArrayList<>();
    while (passed.size() < MANY) {
      browser.tab();
      if (browser.focused().equals(id)) {
        return;
      }
      passed.add(browser.focused());
    }
    throw new AssertionError("expected to reach " + id + ", found " + passed);
  }

  private static void enterIntoTheProvidersForm() {
    browser.tab();
    browser.type(TestUsers.ALICE);
    browser.tab();
    browser.type(TestUsers.password(TestUsers.ALICE));
    browser.enter();
  }

  @Test
  void nothing_sticks_out_at_the_width_of_a_phone() throws IOException {
    browser.window(360, 740, false);
    browser.go(playground.uri().toString());
    browser.textWith("Begin");
    assertThat(browser.overflow()).isZero();
    shoot("begin-phone-light");

    logIn();
    pressed("try-nonce", "token.wrong_nonce");
    pressed("call-write", "the API answers 403");
    browser.click("wire-1");

    assertThat(browser.overflow()).isZero();
    shoot("inside-phone-light");
    browser.window(360, 740, true);
    shoot("inside-phone-dark");
    browser.window(1280, 900, false);
  }

  @Test
  void pictures_are_taken_in_light_and_dark() throws IOException {
    browser.window(1280, 900, false);
    browser.go(playground.uri().toString());
    browser.textWith("Begin");
    shootBoth("begin");

    logIn();
    pressed("try-signature", "token.bad_signature");
    pressed("call-write", "the API answers 403");
    shootBoth("inside-bearer");
    browser.click("to-dpop");
    browser.click("login");
    browser.textWith("Logged in as");
    pressed("call-stolen", "the API answers 401");
    shootBoth("inside-dpop");

    assertThat(browser.overflow()).isZero();
  }

  private static void shootBoth(String name) throws IOException {
    browser.window(1280, 900, true);
    shoot(name + "-dark");
    browser.window(1280, 900, false);
    shoot(name + "-light");
  }

  private static void shoot(String name) throws IOException {
    Optional<byte[]> picture = browser.picture();
    if (picture.isPresent()) {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), picture.get());
    }
  }
}
