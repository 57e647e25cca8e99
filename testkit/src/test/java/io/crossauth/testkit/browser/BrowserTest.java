package io.crossauth.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.Totp;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrowserTest {

  private static final String LOGIN =
      "<form method=post><input name=username><input name=password type=password></form>";
  private static final String CONSENT =
      "<form method=post><button name=accept value=1>Yes</button>"
          + "<button name=cancel value=1>No</button></form>";

  private final Site site = new Site();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void goesFromFormToFormAndStopsBeforeTheClient() {
    site.page("GET /auth", LOGIN)
        .redirect("POST /auth", 302, "/otp")
        .page("GET /otp", "<form method=post><input name=otp></form>")
        .redirect("POST /otp", 303, "/consent")
        .page("GET /consent", CONSENT)
        .redirect("POST /consent", 302, "http://127.0.0.1:9/cb?code=c%201&state=s");
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    Browser browser = Browser.builder().clock(() -> now).build();

    Callback callback = browser.login(site.uri("/auth"), "alice", "test-password");

    assertThat(callback.uri()).isEqualTo(URI.create("http://127.0.0.1:9/cb?code=c%201&state=s"));
    assertThat(callback.require("code")).isEqualTo("c 1");
    assertThat(site.requests())
        .containsExactly(
            "GET /auth",
            "POST /auth username=alice&password=test-password",
            "GET /otp",
            "POST /otp otp=" + Totp.code(TestUsers.TOTP_SECRET, now),
            "GET /consent",
            "POST /consent accept=1");
  }

  @Test
  void saysNoOnTheConsentPage() {
    site.page("GET /auth", CONSENT)
        .redirect("POST /auth", 302, "com.example.app:/cb?error=access_denied");

    Callback callback = Browser.create().refuse(site.uri("/auth"), "alice", "test-password");

    assertThat(callback.find("error")).contains("access_denied");
    assertThat(site.requests()).last().isEqualTo("POST /auth cancel=1");
    assertThatThrownBy(() -> callback.require("code"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("access_denied");
  }

  @Test
  void readsTheParametersOfAFragment() {
    site.redirect("GET /auth", 302, "http://127.0.0.1:9/cb#code=c&iss=https%3A%2F%2Fid");

    Callback callback = Browser.create().login(site.uri("/auth"), "alice", "test-password");

    assertThat(callback.require("iss")).isEqualTo("https://id");
  }

  @Test
  void handsAFormPostOver() {
    site.page(
        "GET /auth",
        "<form method=post action='http://127.0.0.1:9/cb'>"
            + "<input type=hidden name=code value=c></form>");

    Callback callback = Browser.create().login(site.uri("/auth"), "alice", "test-password");

    assertThat(callback.method()).isEqualTo("POST");
    assertThat(callback.form()).isEqualTo("code=c");
  }

  @Test
  void repeatsAFormThatIsRedirectedWithItsMethod() {
    site.page("GET /auth", LOGIN)
        .redirect("POST /auth", 307, "/there")
        .redirect("POST /there", 302, "http://127.0.0.1:9/cb?code=c");

    Browser.create().login(site.uri("/auth"), "alice", "test-password");

    assertThat(site.requests())
        .last()
        .isEqualTo("POST /there username=alice&password=test-password");
  }

  @Test
  void answersNoQuestionTwice() {
    site.page("GET /auth", LOGIN).page("POST /auth", "Wrong! " + LOGIN);

    assertThatThrownBy(() -> Browser.create().login(site.uri("/auth"), "alice", "test-wrong"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("asked again for PASSWORD: 200 /auth \"Wrong!\"")
        .hasMessageNotContaining("test-wrong");
  }

  @Test
  void saysWhereALoginEnded() {
    site.page("GET /auth", "Client not found");

    assertThatThrownBy(() -> Browser.create().login(site.uri("/auth"), "alice", "test-password"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Client not found");
  }

  @Test
  void leavesARedirectThatNeverEnds() {
    site.redirect("GET /auth", 302, "/auth");

    assertThatThrownBy(() -> Browser.create().login(site.uri("/auth"), "alice", "test-password"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("20 redirects");
  }

  @Test
  void keepsItsCookiesFromLoginToLogin() {
    site.redirect("GET /auth", 302, "http://127.0.0.1:9/cb?code=c", "sso=1; Path=/; Secure");
    Browser browser = Browser.create();

    browser.login(site.uri("/auth"), "alice", "test-password");
    browser.login(site.uri("/auth"), "alice", "test-password");

    assertThat(site.cookies()).containsExactly("", "sso=1");
  }

  @Test
  void approvesADevice() {
    site.page("GET /device", "<form action=/code><input name=device_user_code></form>")
        .page("GET /code?device_user_code=AB-CD", LOGIN.replace("<form", "<form action=/login"))
        .page("POST /login", CONSENT.replace("<form", "<form action=/consent"))
        .page("POST /consent", "Done");

    Browser.create().approveDevice(site.uri("/device"), "AB-CD", "alice", "test-password");

    assertThat(site.requests()).last().isEqualTo("POST /consent accept=1");
  }

  @Test
  void findsADeviceUnapprovedThatEndsWithAnError() {
    site.page("GET /device", CONSENT).error("POST /device", 400, "Expired");

    assertThatThrownBy(
            () ->
                Browser.create()
                    .approveDevice(site.uri("/device"), "AB-CD", "alice", "test-password"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("400 /device \"Expired\"");
  }

  @Test
  void deniesADevice() {
    site.page("GET /device", CONSENT).error("POST /device", 400, "Denied");

    Browser.create().denyDevice(site.uri("/device"), "AB-CD", "alice", "test-password");

    assertThat(site.requests()).last().isEqualTo("POST /device cancel=1");
  }

  @Test
  void deniesNothingThatWasNotAsked() {
    site.page("GET /device", "Hello");

    assertThatThrownBy(
            () -> Browser.create().denyDevice(site.uri("/device"), "AB-CD", "alice", "test-1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody was asked to consent");
  }
}
