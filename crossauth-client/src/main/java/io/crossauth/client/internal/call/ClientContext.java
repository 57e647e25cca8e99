package io.crossauth.client.internal.call;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.function.Supplier;

/**
 * What every call of one client has in common.
 *
 * @param clientId the client's id
 * @param authentication how the client proves who it is
 * @param configuration what the provider says about itself; fetched when it is first asked for
 * @param transport the door to the network
 * @param headers header fields for every call
 * @param body how parameters are written
 * @param scopeSeparator what stands between two scopes: a space, by RFC 6749 section 3.3
 * @param presentation how an access token is presented: {@code Bearer}
 * @param tokenType the {@code token_type} that the server calls such a token
 * @param platform the platform
 */
public record ClientContext(
    String clientId,
    ClientAuthentication authentication,
    Supplier<OpenIdConfiguration> configuration,
    HttpTransport transport,
    Headers headers,
    BodyType body,
    String scopeSeparator,
    String presentation,
    String tokenType,
    Platform platform) {

  /** For a server that calls access tokens as they are presented. */
  public ClientContext(
      String clientId,
      ClientAuthentication authentication,
      Supplier<OpenIdConfiguration> configuration,
      HttpTransport transport,
      Headers headers,
      BodyType body,
      String scopeSeparator,
      String presentation,
      Platform platform) {
    this(
        clientId,
        authentication,
        configuration,
        transport,
        headers,
        body,
        scopeSeparator,
        presentation,
        presentation,
        platform);
  }

  /** The same with another door to the network. */
  public ClientContext withTransport(HttpTransport other) {
    return new ClientContext(
        clientId,
        authentication,
        configuration,
        other,
        headers,
        body,
        scopeSeparator,
        presentation,
        tokenType,
        platform);
  }

  /** How the parameters of a request are written. */
  public enum BodyType {
    /** {@code application/x-www-form-urlencoded}, as RFC 6749 says. */
    FORM,
    /** A JSON object, as crossauth's own server also takes it. */
    JSON
  }
}
