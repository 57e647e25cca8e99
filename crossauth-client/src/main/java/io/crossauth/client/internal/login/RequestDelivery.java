package io.crossauth.client.internal.login;

import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Sends a request as the program asks, and as the provider and the registration demand: in the
 * query, signed (RFC 9101), pushed (RFC 9126), or signed and pushed.
 */
public final class RequestDelivery implements AuthorizationRequestEncoder {

  private final ClientContext context;
  private final RequestSettings settings;
  private final SignedRequests signed;
  private final PushedRequests pushed;

  /**
   * Creates the delivery of a client's requests.
   *
   * @param context the client
   * @param settings what the program and the registration say
   */
  public RequestDelivery(ClientContext context, RequestSettings settings) {
    this(
        context,
        settings,
        new SignedRequests(new ProviderCalls(context), settings),
        new PushedRequests(new ProviderCalls(context)));
  }

  private RequestDelivery(
      ClientContext context,
      RequestSettings settings,
      SignedRequests signed,
      PushedRequests pushed) {
    this.context = context;
    this.settings = settings;
    this.signed = signed;
    this.pushed = pushed;
  }

  /** RFC 9449 section 10.1. */
  @Override
  public AuthorizationRequestEncoder provenBy(Secret key) {
    ProviderCalls proven = new ProviderCalls(context).provenBy(Optional.of(key));
    return new RequestDelivery(context, settings, signed, new PushedRequests(proven));
  }

  @Override
  public URI encode(URI endpoint, Form parameters, LoginOptions options) {
    OpenIdConfiguration metadata = context.configuration().get();
    boolean push =
        settings.pushed()
            || options.pushed()
            || demands(metadata, MetadataField.REQUIRE_PUSHED_AUTHORIZATION_REQUESTS);
    boolean sign =
        settings.signed() || demands(metadata, MetadataField.REQUIRE_SIGNED_REQUEST_OBJECT);
    if (!push && !sign) {
      return AuthorizationRequestEncoder.query().encode(endpoint, parameters, options);
    }
    refuseOwn(parameters);
    if (!push) {
      requireByValue(metadata);
      return AuthorizationRequestEncoder.query()
          .encode(
              endpoint, outside(parameters, options).plus(request(parameters, metadata)), options);
    }
    // RFC 9126 section 3: what is in the request object is not sent beside it.
    Form reference = pushed.push(sign ? request(parameters, metadata) : parameters);
    return AuthorizationRequestEncoder.query().encode(endpoint, reference, options);
  }

  /**
   * A signed authentication request for the back channel: the parameter {@code request} alone.
   *
   * @throws ConfigurationException if there is no key, or it is none that the server takes
   * @throws IllegalArgumentException if a parameter cannot be one in a signed request
   */
  public Form backchannel(Form parameters) {
    refuseOwn(parameters);
    return Form.empty()
        .plus("request", signed.writeBackchannel(parameters, context.configuration().get()));
  }

  private Form request(Form parameters, OpenIdConfiguration metadata) {
    return Form.empty().plus("request", signed.write(parameters, metadata));
  }

  /** OpenID Connect Core section 6.1: these must be there for OAuth 2.0 as well. */
  private Form outside(Form parameters, LoginOptions options) {
    Form outside = Form.of("client_id", context.clientId());
    if (!options.scopes().contains("openid")) {
      return outside;
    }
    for (String name : List.of("response_type", "scope")) {
      outside = outside.plus(name, parameters.first(name).orElseThrow());
    }
    return outside;
  }

  private static boolean demands(OpenIdConfiguration metadata, MetadataField<Boolean> field) {
    return metadata.find(field).orElse(false);
  }

  /** RFC 9126 section 2.1, RFC 9101 section 4. */
  private static void refuseOwn(Form parameters) {
    for (String name : List.of("request", "request_uri")) {
      if (parameters.has(name)) {
        throw new IllegalArgumentException(
            "parameter "
                + name
                + ": is set by the client itself where requests are signed or pushed, and cannot be"
                + " given once more");
      }
    }
  }

  private static void requireByValue(OpenIdConfiguration metadata) {
    if (!metadata.find(MetadataField.REQUEST_PARAMETER_SUPPORTED).orElse(true)) {
      throw new ConfigurationException(
          "config.request_by_value",
          "signed request: expected a server that takes the parameter request, found"
              + " request_parameter_supported false; push the request (pushedRequests()), or leave"
              + " out signedRequests");
    }
  }
}
