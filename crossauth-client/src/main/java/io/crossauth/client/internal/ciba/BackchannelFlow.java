package io.crossauth.client.internal.ciba;

import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.ciba.CibaFlow;
import io.crossauth.client.ciba.CibaListener;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.RequestedDetails;
import io.crossauth.client.internal.login.RequestDelivery;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.ConfigurationException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Client-initiated backchannel authentication at the endpoints of one provider. */
public final class BackchannelFlow implements CibaFlow {

  private final ProviderCalls calls;
  private final CibaTokens tokens;
  private final RequestDelivery delivery;
  private final boolean signed;

  /**
   * Creates the flow of a client.
   *
   * @param delivery signs requests
   * @param completion what completes the tokens, such as the claims of the userinfo endpoint
   */
  public BackchannelFlow(
      ProviderCalls calls,
      TokenEndpoint tokens,
      RequestDelivery delivery,
      UnaryOperator<OAuthTokenResponse> completion) {
    this(calls, new CibaTokens(calls.context().platform(), tokens, completion), delivery, false);
  }

  private BackchannelFlow(
      ProviderCalls calls, CibaTokens tokens, RequestDelivery delivery, boolean signed) {
    this.calls = calls;
    this.tokens = tokens;
    this.delivery = delivery;
    this.signed = signed;
  }

  @Override
  public CibaFlow signed() {
    return new BackchannelFlow(calls, tokens, delivery, true);
  }

  @Override
  public CibaAcknowledgement start(CibaRequest request) {
    return send(request, null);
  }

  @Override
  public PollAnswer<OAuthTokenResponse> poll(CibaAcknowledgement request) {
    return tokens.of(request).poll();
  }

  @Override
  public OAuthTokenResponse await(CibaAcknowledgement request) {
    CibaTokens.Asked asked = tokens.of(request);
    return asked.read(asked.poller(request.expiresIn()).await());
  }

  @Override
  public CompletableFuture<OAuthTokenResponse> awaitAsync(CibaAcknowledgement request) {
    CibaTokens.Asked asked = tokens.of(request);
    return asked.poller(request.expiresIn()).start(asked::read);
  }

  @Override
  public CibaPings pings(TokenStore store, CibaListener listener) {
    return new PingEndpoint(
        this::send, tokens, new PingStore(store), listener, calls.context().platform());
  }

  /**
   * Sends a request.
   *
   * @param notification the token that the server is to ping with; null for a client that polls
   */
  private CibaAcknowledgement send(CibaRequest request, @Nullable Secret notification) {
    OpenIdConfiguration metadata = calls.context().configuration().get();
    requireMode(metadata, notification == null ? "poll" : "ping");
    RequestedDetails.check(request.parameters(), () -> metadata);
    Form form =
        Form.of("scope", String.join(calls.context().scopeSeparator(), request.scopes()))
            .plus(request.parameters());
    if (notification != null) {
      form = form.plus("client_notification_token", notification);
    }
    Form sent = signed ? delivery.backchannel(form) : form;
    OAuthResponse answer =
        calls.send(
            ProviderCall.post(MetadataField.BACKCHANNEL_AUTHENTICATION_ENDPOINT, sent)
                .withSecrets(
                    form.fields().stream()
                        .filter(Form.Field::secret)
                        .map(field -> Secret.of(field.value()))
                        .toList()));
    return AcknowledgementReader.read(answer.orThrow(), request);
  }

  private static void requireMode(OpenIdConfiguration metadata, String mode) {
    if (!metadata.mayUse(MetadataField.BACKCHANNEL_TOKEN_DELIVERY_MODES_SUPPORTED, mode)) {
      throw new ConfigurationException(
          "config.ciba_delivery_mode",
          "backchannel authentication: expected "
              + mode
              + " among backchannel_token_delivery_modes_supported, found other modes; register the"
              + " client for one of poll and ping that the server has. Push is not offered: its"
              + " tokens come to an endpoint that everybody can call, and FAPI-CIBA forbids it");
    }
  }
}
