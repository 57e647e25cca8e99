package io.crossauth.client.internal.call;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every call of one client has in common. Immutable.
 *
 * @param clientId the client's id
 * @param authentication the client authentication
 * @param endpoints finds the provider's endpoints
 * @param transport the HTTP transport
 * @param headers header fields for every call
 * @param body how parameters are written
 * @param scopeSeparator what stands between two scopes: a space, by RFC 6749 section 3.3
 * @param presentation the scheme of an access token in an Authorization header: {@code Bearer}
 * @param tokenType the {@code token_type} that the server calls such a token
 * @param certificate gives the client's TLS certificate of now, which the transport presents; null
 *     for none
 * @param proof what proves possession of a key at each call
 * @param repeats when a call is sent once more
 * @param quirks what the token endpoint does its own way
 * @param platform the platform
 */
public record ClientContext(
    String clientId,
    ClientAuthentication authentication,
    EndpointResolver endpoints,
    HttpTransport transport,
    Headers headers,
    BodyType body,
    String scopeSeparator,
    String presentation,
    String tokenType,
    @Nullable Supplier<X509Certificate> certificate,
    ProofOfPossession proof,
    RepeatPolicy repeats,
    ProviderQuirks quirks,
    Platform platform) {

  /** A client that sends forms, separates scopes by spaces and presents tokens as Bearer. */
  public static ClientContext of(
      String clientId,
      ClientAuthentication authentication,
      Supplier<OpenIdConfiguration> configuration,
      HttpTransport transport,
      Platform platform) {
    return new ClientContext(
        clientId,
        authentication,
        EndpointResolver.of(configuration),
        transport,
        Headers.none(),
        BodyType.FORM,
        " ",
        "Bearer",
        "Bearer",
        null,
        ProofOfPossession.none(),
        RepeatPolicy.never(),
        ProviderQuirks.none(),
        platform);
  }

  /** The provider metadata; fetched when it is first asked for. */
  public Supplier<OpenIdConfiguration> configuration() {
    return endpoints.configuration();
  }

  /** The same with other addresses. */
  public ClientContext withEndpoints(EndpointResolver other) {
    return new ClientContext(
        clientId,
        authentication,
        other,
        transport,
        headers,
        body,
        scopeSeparator,
        presentation,
        tokenType,
        certificate,
        proof,
        repeats,
        quirks,
        platform);
  }

  /** The same with these header fields on every call, and parameters written in this way. */
  public ClientContext withHeadersAndBody(Headers everywhere, BodyType type) {
    return new ClientContext(
        clientId,
        authentication,
        endpoints,
        transport,
        everywhere,
        type,
        scopeSeparator,
        presentation,
        tokenType,
        certificate,
        proof,
        repeats,
        quirks,
        platform);
  }

  /** The same for a provider with a separator, a scheme and a {@code token_type} of its own. */
  public ClientContext withDialect(String separator, String scheme, String type) {
    return new ClientContext(
        clientId,
        authentication,
        endpoints,
        transport,
        headers,
        body,
        separator,
        scheme,
        type,
        certificate,
        proof,
        repeats,
        quirks,
        platform);
  }

  /**
   * The same for a client whose transport presents this certificate; its calls go to the {@code
   * mtls_endpoint_aliases} (RFC 8705 section 5).
   */
  public ClientContext withCertificate(@Nullable Supplier<X509Certificate> own) {
    return new ClientContext(
        clientId,
        authentication,
        endpoints.withMutualTls(own != null),
        transport,
        headers,
        body,
        scopeSeparator,
        presentation,
        tokenType,
        own,
        proof,
        repeats,
        quirks,
        platform);
  }

  /** The same that proves possession of a key, and repeats a call when an answer asks for it. */
  public ClientContext withProof(ProofOfPossession other, RepeatPolicy policy) {
    return new ClientContext(
        clientId,
        authentication,
        endpoints,
        transport,
        headers,
        body,
        scopeSeparator,
        presentation,
        tokenType,
        certificate,
        other,
        policy,
        quirks,
        platform);
  }

  /** The same for a provider that does some things its own way. */
  public ClientContext withQuirks(ProviderQuirks other) {
    return new ClientContext(
        clientId,
        authentication,
        endpoints,
        transport,
        headers,
        body,
        scopeSeparator,
        presentation,
        tokenType,
        certificate,
        proof,
        repeats,
        other,
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
