package io.crossauth.client.resource.login;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.device.DeviceFlow;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import java.util.concurrent.CompletableFuture;

/**
 * A login on another device.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
record DeviceLogin(DevicePrompt prompt) implements UserLogin {

  @Override
  public CompletableFuture<OAuthTokenResponse> begin(
      OAuthClient client, String resource, Wanted wanted, Patience patience) {
    DeviceFlow flow =
        client.device().withPollOptions(TokenRequestOptions.none().withResource(resource));
    OAuthDeviceAuthorizationResponse code = flow.start(wanted.ofDevice(resource));
    return flow.start(code, prompt);
  }

  @Override
  public ClientMetadata.Builder describe(ClientMetadata.Builder client) {
    return client.grantTypes(Grant.DEVICE_CODE, "refresh_token");
  }
}
