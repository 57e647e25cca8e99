package io.crossauth.examples.demo;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.http.Form;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.tls.TestCertificates;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A user whose browser is a program: fills in the login form, consents, approves devices, whose
 * codes are shown on a screen.
 */
final class HeadlessPerson implements Person {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:8765/callback");

  private final String user;
  private final Wire wire;
  private final DevicePrompt screen;

  HeadlessPerson(String user, Wire wire, DevicePrompt screen) {
    this.user = user;
    this.wire = wire;
    this.screen = screen;
  }

  @Override
  public URI callback() {
    // Nobody listens there: the browser hands over the callback instead of sending it.
    return CALLBACK;
  }

  @Override
  public Form logIn(URI address) {
    wire.note("browser");
    return Form.parse(browser(address).login(address, user, TestUsers.password(user)).form());
  }

  /** The port that asks for certificates shows one of the testkit's. */
  private static Browser browser(URI address) {
    return "https".equals(address.getScheme())
        ? Browser.builder().trusting(TestCertificates.shared().clientContext()).build()
        : Browser.create();
  }

  @Override
  public DevicePrompt device() {
    return new SlowApproval();
  }

  /** Approves after the first poll, so that the client is seen waiting. */
  private final class SlowApproval implements DevicePrompt {

    private Optional<OAuthDeviceAuthorizationResponse> shown = Optional.empty();
    private int waits;

    @Override
    public void show(OAuthDeviceAuthorizationResponse code) {
      shown = Optional.of(code);
      screen.show(code);
    }

    @Override
    public void waiting(Duration left) {
      waits++;
      if (waits == 2) {
        OAuthDeviceAuthorizationResponse code = shown.orElseThrow();
        wire.note("browser");
        Browser.create()
            .approveDevice(code.verificationUri(), code.userCode(), user, TestUsers.password(user));
      }
    }
  }
}
