package io.crossauth.client.auth;

import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;

/**
 * A call that the client is about to make as itself, for a {@link ClientAuthentication} to
 * complete.
 *
 * @param clientId the client's id
 * @param configuration what the provider says about itself
 * @param endpoint where the call goes
 * @param form the parameters so far
 * @param headers the header fields so far
 * @param platform date and chance, for assertions
 */
public record TokenCall(
    String clientId,
    OpenIdConfiguration configuration,
    URI endpoint,
    Form form,
    Headers headers,
    Platform platform) {

  /** The same call with one more parameter. */
  public TokenCall withParameter(String name, String value) {
    return new TokenCall(
        clientId, configuration, endpoint, form.with(name, value), headers, platform);
  }

  /** The same call with one more parameter that is a secret. */
  public TokenCall withParameter(String name, Secret value) {
    return new TokenCall(
        clientId, configuration, endpoint, form.without(name).plus(name, value), headers, platform);
  }

  /** The same call with this header once. */
  public TokenCall withHeader(String name, String value) {
    return new TokenCall(
        clientId, configuration, endpoint, form, headers.with(name, value), platform);
  }

  /** The same call to another address, such as one of the {@code mtls_endpoint_aliases}. */
  public TokenCall withEndpoint(URI other) {
    return new TokenCall(clientId, configuration, other, form, headers, platform);
  }
}
