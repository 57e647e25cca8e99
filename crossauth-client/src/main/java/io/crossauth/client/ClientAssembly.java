package io.crossauth.client;

import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.EndpointResolver;
import io.crossauth.client.internal.dpop.ClientDpop;
import io.crossauth.client.internal.dpop.DpopSettings;
import io.crossauth.client.internal.login.AuthorizationSettings;
import io.crossauth.client.internal.login.JwtResponseReader;
import io.crossauth.client.internal.login.RequestDelivery;
import io.crossauth.client.internal.session.ExchangedTokens;
import io.crossauth.client.internal.session.OpenRenewals;
import io.crossauth.client.internal.session.RenewalPolicy;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.SignedResponses;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a client of what was said to its builder. */
record ClientAssembly(OAuthClientBuilder said, String clientId, HttpTransport http) {

  /** How many logins that have had their callback this process remembers. */
  private static final int LOGINS = 100_000;

  /**
   * The client.
   *
   * @param own the transport that the client closes; null if the program does
   */
  OAuthClient client(@Nullable ApacheHttpTransport own) {
    HttpTransport ofIssuer = said.issuer == null ? http : http.forIssuer(said.issuer);
    Discovery discovery = said.configuration == null ? discovery() : null;
    OAuthTokenConsumer idTokens = idTokens(discovery);
    ClientContext context =
        context(
            ofIssuer,
            said.profile.metadata(
                discovery == null ? this::given : discovery::configuration, said));
    RequestDelivery delivery =
        new RequestDelivery(
            context, said.profile.requests(said.requests.withUsualKey(said.clientKey)));
    AuthorizationSettings authorization =
        new AuthorizationSettings(
                Optional.ofNullable(said.redirectUri),
                Optional.ofNullable(said.authorizeRedirect),
                said.oneTimeStore == null
                    ? OneTimeStore.inMemory(said.platform, LOGINS)
                    : said.oneTimeStore,
                said.stateBytes,
                said.verifierBytes)
            .with(said.defence)
            .with(delivery)
            .with(new JwtResponseReader(idTokens))
            .withProvider(provider())
            .withProfile(said.profile.logins())
            .withLoginLifetime(said.loginLifetime);
    return new OAuthClient(
        new OAuthClientParts(
            context,
            authorization,
            delivery,
            idTokens,
            said.deviceGrant,
            Optional.ofNullable(said.authServerBaseUrl),
            said.subjectClaim,
            said.mergeUserInfo,
            said.profile == FapiProfile.MESSAGE_SIGNING,
            said.loopback,
            said.alarm,
            renewals(),
            new OpenRenewals(),
            new ExchangedTokens(
                context, said.issuer == null ? given(MetadataField.TOKEN_ENDPOINT) : said.issuer),
            own));
  }

  /** What the program forbids is forbidden, whatever the provider takes. */
  private RenewalPolicy renewals() {
    RenewalPolicy usual = RenewalPolicy.usual();
    return said.repeatLostRefresh
        ? said.quirks.refreshReuse().map(usual::withReuse).orElse(usual)
        : usual.withoutRepeat();
  }

  private ClientContext context(HttpTransport ofIssuer, Supplier<OpenIdConfiguration> metadata) {
    ClientContext context =
        ClientContext.of(
                clientId,
                said.profile.authentication(said.quirks.authentication(said.authentication)),
                metadata,
                ofIssuer,
                said.platform)
            .withHeadersAndBody(said.headers, said.body)
            .withDialect(said.scopeSeparator, said.presentation, said.tokenType)
            .withCertificate(said.identity.certificate())
            .withQuirks(said.quirks);
    ClientDpop dpop = ClientDpop.of(proofs(), metadata, said.platform);
    context = context.withProof(said.profile.proofs(dpop, said), dpop.repeats());
    EndpointResolver endpoints =
        context.endpoints().with(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT, said.deviceEndpoint);
    Set<String> aliases = said.mtlsAliases;
    return context.withEndpoints(aliases == null ? endpoints : endpoints.withAliasesOf(aliases));
  }

  private DpopSettings proofs() {
    Dpop how = said.profile.dpop(said);
    if (how == null) {
      return DpopSettings.off();
    }
    String browsers = provider();
    return how.at(browsers.isEmpty() ? given(MetadataField.TOKEN_ENDPOINT) : browsers);
  }

  /** What tells the provider from others: its issuer, or where it sends browsers. */
  private String provider() {
    return said.issuer != null ? said.issuer : given(MetadataField.AUTHORIZATION_ENDPOINT);
  }

  private String given(MetadataField<URI> endpoint) {
    return given().find(endpoint).map(URI::toString).orElse("");
  }

  private OpenIdConfiguration given() {
    return Objects.requireNonNull(said.configuration);
  }

  private Discovery discovery() {
    return new ProviderConnection(
            said.discoveryUri, said.authServerBaseUrl, http, said.headers, said.platform)
        .discovery(Objects.requireNonNull(said.issuer), http);
  }

  private @Nullable OAuthTokenConsumer idTokens(@Nullable Discovery discovery) {
    if (said.issuer == null) {
      requireNoRules();
      return null;
    }
    OAuthTokenConsumerBuilder rules =
        IdTokenSource.of(said.issuer, said.configuration, discovery)
            .audience(clientId)
            .transport(http)
            .headers(said.headers)
            .platform(said.platform)
            .signedResponses(
                said.signedResponses.apply(
                    said.registeredResponses.apply(SignedResponses.usual())));
    if (said.oneTimeStore != null) {
      rules.oneTimeStore(said.oneTimeStore);
    }
    return said.profile
        .idTokens(said.idTokenRules.apply(RegisteredSettings.rules(said, rules)))
        .build();
  }

  /**
   * What would be without effect is a mistake. What a registration says of ID tokens is not the
   * program's word, and stays without effect.
   */
  private void requireNoRules() {
    if (said.idTokenRules != OAuthClientBuilder.AS_USUAL || said.idTokenAlgorithm != null) {
      throw new IllegalArgumentException(
          "idTokens, idTokenSignedResponseAlg: expected a provider with an issuer, found none;"
              + " without one no ID token is checked: give its metadata an issuer, or leave the"
              + " rules out");
    }
  }
}
