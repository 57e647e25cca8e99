package consumer;

import java.io.IOException;
import java.net.URI;

/**
 * The provider to log in at.
 *
 * @param issuer its issuer
 * @param accessToken a good access token of it, for parts that cannot get one
 * @param browser shows an address to the user, who logs in, and tells where it came back to
 */
record Provider(String issuer, String accessToken, Browser browser) {

  static final String CLIENT = "crossauth-confidential";
  static final String SECRET = "test-secret";
  static final String AUDIENCE = "api://crossauth";
  static final URI CALLBACK = URI.create("http://127.0.0.1:8765/callback");

  /** A browser and its user. */
  interface Browser {
    URI browse(URI address) throws IOException;
  }
}
