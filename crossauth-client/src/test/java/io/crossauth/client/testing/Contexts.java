package io.crossauth.client.testing;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;

/** Parts of a client, for the tests of the rooms below it. */
public final class Contexts {

  public static final String CLIENT_ID = "web";

  private Contexts() {}

  /** A public client of {@link Metadata#complete()}. */
  public static ClientContext publicClient(HttpTransport transport, FakeTime time) {
    return context(transport, time, ClientAuthentication.none(), Metadata.complete());
  }

  /** A client with its authentication and its provider. */
  public static ClientContext context(
      HttpTransport transport,
      FakeTime time,
      ClientAuthentication authentication,
      OpenIdConfiguration configuration) {
    return ClientContext.of(
        CLIENT_ID, authentication, () -> configuration, transport, time.platform());
  }

  /** The token endpoint of a public client that does not look at ID tokens. */
  public static TokenEndpoint tokens(HttpTransport transport, FakeTime time) {
    return new TokenEndpoint(new ProviderCalls(publicClient(transport, time)), null);
  }

  /** A call to the token endpoint that nobody has authenticated yet. */
  public static TokenCall call(OpenIdConfiguration configuration) {
    return call(CLIENT_ID, configuration);
  }

  /** A call of a client with this id. */
  public static TokenCall call(String clientId, OpenIdConfiguration configuration) {
    return new TokenCall(
        clientId,
        configuration,
        MetadataField.TOKEN_ENDPOINT,
        URI.create(Metadata.TOKEN),
        Form.of("grant_type", "refresh_token").plus("refresh_token", Secret.of("rt-1")),
        Headers.of("Accept", "application/json"),
        null,
        FakeTime.create().platform());
  }
}
