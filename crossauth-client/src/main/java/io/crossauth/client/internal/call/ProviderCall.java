package io.crossauth.client.internal.call;

import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to one of the provider's endpoints, before the endpoint is resolved and the request is
 * authenticated. Immutable. Its text form is the method and the endpoint's name.
 *
 * @param name the endpoint's name for messages: {@code token endpoint}
 * @param endpoint the member of the provider metadata that names the endpoint
 * @param address where it is, for an endpoint that no metadata names; null to resolve the endpoint
 * @param method the HTTP method
 * @param form the parameters, without those of client authentication; null for none
 * @param json the body in JSON; null for none
 * @param credential what the request is authenticated with
 * @param headers header fields of this call alone
 * @param maxBytes the most bytes of the answer's body
 * @param secrets secrets in the body or the address that an answer must not be quoted with
 */
public record ProviderCall(
    String name,
    MetadataField<URI> endpoint,
    @Nullable URI address,
    String method,
    @Nullable Form form,
    @Nullable String json,
    Credential credential,
    Headers headers,
    int maxBytes,
    List<Secret> secrets) {

  /** Copies the secrets. */
  public ProviderCall {
    boolean posted = method.equals("POST");
    if (form == null ? credential instanceof Credential.Client : !posted || json != null) {
      throw new IllegalArgumentException("call: expected a form where one is sent, by POST");
    }
    secrets = List.copyOf(secrets);
  }

  /** A POST of parameters with client authentication. */
  public static ProviderCall post(MetadataField<URI> endpoint, Form form) {
    return new ProviderCall(
        named(endpoint),
        endpoint,
        null,
        "POST",
        form,
        null,
        Credential.client(),
        Headers.none(),
        HttpCall.DEFAULT_MAX_BYTES,
        List.of());
  }

  /**
   * A request without a body.
   *
   * @param method the HTTP method
   */
  public static ProviderCall of(String method, MetadataField<URI> endpoint, Credential credential) {
    return new ProviderCall(
        named(endpoint),
        endpoint,
        null,
        method,
        null,
        null,
        credential,
        Headers.none(),
        HttpCall.DEFAULT_MAX_BYTES,
        List.of());
  }

  /** The same with another name of the endpoint in messages. */
  public ProviderCall named(String other) {
    return new ProviderCall(
        other, endpoint, address, method, form, json, credential, headers, maxBytes, secrets);
  }

  /** The same at an address that was given for this call alone. */
  public ProviderCall at(URI given) {
    return new ProviderCall(
        name, endpoint, given, method, form, json, credential, headers, maxBytes, secrets);
  }

  /** The same with a body in JSON. */
  public ProviderCall withJson(String text) {
    return new ProviderCall(
        name, endpoint, address, method, null, text, credential, headers, maxBytes, secrets);
  }

  /** The same with these header fields more. */
  public ProviderCall withHeaders(Headers more) {
    Headers all = headers.overriddenBy(more);
    return all == headers
        ? this
        : new ProviderCall(
            name, endpoint, address, method, form, json, credential, all, maxBytes, secrets);
  }

  /** The same that asks for other media types than JSON. */
  public ProviderCall accepting(String mediaTypes) {
    return withHeaders(Headers.of("Accept", mediaTypes));
  }

  /** The same with another limit of the answer's body. */
  public ProviderCall withMaxBytes(int bytes) {
    return new ProviderCall(
        name, endpoint, address, method, form, json, credential, headers, bytes, secrets);
  }

  /** The same with secrets that are neither in its form nor its credential. */
  public ProviderCall withSecrets(List<Secret> others) {
    return new ProviderCall(
        name, endpoint, address, method, form, json, credential, headers, maxBytes, others);
  }

  private static String named(MetadataField<URI> endpoint) {
    // The one that is called most; its name need not be made for each call.
    return endpoint.equals(MetadataField.TOKEN_ENDPOINT)
        ? "token endpoint"
        : endpoint.name().replace('_', ' ');
  }

  /** The method and the name. */
  @Override
  public String toString() {
    return method + " " + name;
  }
}
