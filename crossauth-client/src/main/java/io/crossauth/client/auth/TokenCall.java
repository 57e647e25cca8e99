package io.crossauth.client.auth;

import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A call that the client is about to make as itself, for a {@link ClientAuthentication} to
 * complete.
 *
 * @param clientId the client's id
 * @param configuration what the provider says about itself
 * @param endpointName the member of the provider metadata that names the endpoint: {@code
 *     token_endpoint}
 * @param endpoint where the call goes
 * @param form the parameters so far
 * @param headers the header fields of client authentication so far
 * @param certificate the certificate that the client presents to the provider in TLS; null if it
 *     presents none
 * @param platform clock and random numbers, for assertions
 */
public record TokenCall(
    String clientId,
    OpenIdConfiguration configuration,
    MetadataField<URI> endpointName,
    URI endpoint,
    Form form,
    Headers headers,
    @Nullable X509Certificate certificate,
    Platform platform) {

  /** The same call with one more parameter. */
  public TokenCall withParameter(String name, String value) {
    return with(endpoint, form.with(name, value), headers);
  }

  /** The same call with one more parameter that is a secret. */
  public TokenCall withParameter(String name, Secret value) {
    return with(endpoint, form.without(name).plus(name, value), headers);
  }

  /** The same call with this header once. */
  public TokenCall withHeader(String name, String value) {
    return with(endpoint, form, headers.with(name, value));
  }

  /** The same call to another address. */
  public TokenCall withEndpoint(URI other) {
    return with(other, form, headers);
  }

  private TokenCall with(URI to, Form parameters, Headers fields) {
    return new TokenCall(
        clientId, configuration, endpointName, to, parameters, fields, certificate, platform);
  }
}
