package io.crossauth.testkit.browser;

import io.crossauth.testkit.TestUsers;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;

/** What a {@link Browser} and its person have at hand. For one thread. */
public final class BrowserBuilder {

  private final HttpClient.Builder client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5));
  private InstantSource clock = Clock.systemUTC();
  private String totpSecret = TestUsers.TOTP_SECRET;

  BrowserBuilder() {}

  /**
   * Sets the secret of the person's one-time passwords.
   *
   * @param base32 the secret, in base32 without padding; {@link TestUsers#TOTP_SECRET} by default
   * @return this builder
   */
  public BrowserBuilder totpSecret(String base32) {
    this.totpSecret = base32;
    return this;
  }

  /**
   * Sets the clock of the person's one-time passwords.
   *
   * @param clock the clock; the system's by default
   * @return this builder
   */
  public BrowserBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Sets whom the browser trusts on https, and what certificate it shows.
   *
   * @param context the TLS settings; the JDK's by default, with its authorities
   * @return this builder
   */
  public BrowserBuilder trusting(SSLContext context) {
    client.sslContext(context);
    return this;
  }

  /** {@return a browser without cookies} */
  public Browser build() {
    return new Browser(client.build(), new OneTimeCode(totpSecret, clock));
  }
}
