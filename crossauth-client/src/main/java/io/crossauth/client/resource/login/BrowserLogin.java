package io.crossauth.client.resource.login;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.token.OAuthTokenResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A login with the browser of this machine, back to a port of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252">RFC 8252</a>
 */
record BrowserLogin(BrowserOpener browser, LoopbackOptions options) implements UserLogin {

  @Override
  public CompletableFuture<OAuthTokenResponse> begin(
      OAuthClient client, String resource, Wanted wanted, Patience patience) {
    Duration left = patience.left();
    Duration time = options.patience().compareTo(left) < 0 ? options.patience() : left;
    return client
        .commandLine()
        .start(options.withPatience(time), browser, wanted.ofBrowser(resource));
  }

  @Override
  public ClientMetadata.Builder describe(ClientMetadata.Builder client) {
    // RFC 8252 section 7.3: any port, where the system chooses it.
    String port = options.port() == 0 ? "" : ":" + options.port();
    return client
        .redirectUris("http://" + options.host() + port + options.path())
        .grantTypes("authorization_code", "refresh_token")
        .responseTypes("code");
  }
}
