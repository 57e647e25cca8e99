package io.crossauth.client;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.login.AuthorizationSettings;
import io.crossauth.client.internal.login.RequestDelivery;
import io.crossauth.client.internal.session.Authorization;
import io.crossauth.client.internal.session.CachedTokenSource;
import io.crossauth.client.internal.session.ClientSessionRefresh;
import io.crossauth.client.internal.session.ExchangedTokens;
import io.crossauth.client.internal.session.OpenRenewals;
import io.crossauth.client.internal.session.RenewalPolicy;
import io.crossauth.client.internal.session.RenewingTokenManager;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client is made of.
 *
 * @param signedIntrospection whether answers of the introspection endpoint must be signed
 * @param delivery signs requests, and pushes them
 * @param renewalPolicy the times of a session's renewal
 * @param renewals the renewals of all sessions of the client
 * @param exchanged what the exchanges of the client have brought
 * @param ownTransport the transport that the client has made itself and must close
 */
record OAuthClientParts(
    ClientContext context,
    AuthorizationSettings authorization,
    RequestDelivery delivery,
    @Nullable OAuthTokenConsumer idTokens,
    Function<Secret, Grant> deviceGrant,
    Optional<URI> backChannel,
    String subjectClaim,
    boolean mergeUserInfo,
    boolean signedIntrospection,
    LoopbackOptions loopback,
    Consumer<OAuthErrorException> alarm,
    RenewalPolicy renewalPolicy,
    OpenRenewals renewals,
    ExchangedTokens exchanged,
    @Nullable ApacheHttpTransport ownTransport) {

  ProviderCalls calls() {
    return new ProviderCalls(context);
  }

  TokenSource tokenSource(Supplier<OAuthTokenResponse> request) {
    return new CachedTokenSource(
        request,
        Authorization.of(context),
        () -> context.configuration().get().require(MetadataField.TOKEN_ENDPOINT),
        context.platform());
  }

  TokenManager tokenManager(TokenStore store, TokenRequestOptions refresh) {
    TokenEndpoint endpoint =
        new TokenEndpoint(calls().endingWithin(renewalPolicy.call()), idTokens);
    return new RenewingTokenManager(
        store,
        new ClientSessionRefresh(endpoint, refresh, context, alarm),
        renewalPolicy,
        Authorization.of(context),
        renewals,
        context.platform());
  }

  /** A renewal that has presented a refresh token keeps the transport until it has its answer. */
  void close() {
    try {
      boolean unused = renewals.drain(renewalPolicy.lease(), context.platform());
    } finally {
      closeParts();
    }
  }

  private void closeParts() {
    if (idTokens != null) {
      idTokens.close();
    }
    if (ownTransport != null) {
      ownTransport.close();
    }
  }
}
