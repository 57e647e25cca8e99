package io.crossauth.testkit.browser;

import io.crossauth.testkit.TestUsers;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;

/** What a {@link Browser} and its person have at hand. */
public final class BrowserBuilder {

  private final HttpClient.Builder client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5));
  private InstantSource clock = Clock.systemUTC();
  private String totpSecret = TestUsers.TOTP_SECRET;

  BrowserBuilder() {}

  /**
   * The secret of the person's one-time passwords, in base32; default {@link
   * TestUsers#TOTP_SECRET}.
   */
  public BrowserBuilder totpSecret(String base32) {
    this.totpSecret = base32;
    return this;
  }

  /** The clock of the person's one-time passwords; default the system's. */
  public BrowserBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /** Whom the browser trusts on https; default the JDK's authorities. */
  public BrowserBuilder trusting(SSLContext context) {
    client.sslContext(context);
    return this;
  }

  /** A browser without cookies. */
  public Browser build() {
    return new Browser(client.build(), new OneTimeCode(totpSecret, clock));
  }
}
