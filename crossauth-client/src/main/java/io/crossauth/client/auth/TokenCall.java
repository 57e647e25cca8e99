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
 * complete. Immutable and safe for use by many threads.
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
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3">RFC 6749 section 2.3</a>
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

  /**
   * The same call with one more parameter.
   *
   * @param name the parameter's name
   * @param value its value, not encoded; replaces an earlier one of the same name
   * @return the changed call
   */
  public TokenCall withParameter(String name, String value) {
    return with(endpoint, form.with(name, value), headers);
  }

  /**
   * The same call with one more parameter that is a secret.
   *
   * @param name the parameter's name
   * @param value its value, not encoded, which no text form shows; replaces an earlier one of the
   *     same name
   * @return the changed call
   */
  public TokenCall withParameter(String name, Secret value) {
    return with(endpoint, form.without(name).plus(name, value), headers);
  }

  /**
   * The same call with this header field once.
   *
   * @param name the field's name, in any case
   * @param value its value: printable ASCII and tabs; replaces an earlier one of the same name
   * @return the changed call
   * @throws IllegalArgumentException if the name is not a token (RFC 9110 section 5.6.2), or the
   *     value has a control character or one beyond Latin-1
   */
  public TokenCall withHeader(String name, String value) {
    return with(endpoint, form, headers.with(name, value));
  }

  /**
   * The same call to another address.
   *
   * @param other the address that the call goes to
   * @return the changed call
   */
  public TokenCall withEndpoint(URI other) {
    return with(other, form, headers);
  }

  private TokenCall with(URI to, Form parameters, Headers fields) {
    return new TokenCall(
        clientId, configuration, endpointName, to, parameters, fields, certificate, platform);
  }
}
