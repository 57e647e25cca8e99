package io.crossauth.yandex.device;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.RefreshTokenGrant;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import io.crossauth.yandex.error.DeviceCodeTimeoutException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.error.YandexPassportException;
import io.crossauth.yandex.internal.Endpoints;
import io.crossauth.yandex.internal.Marker;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.PublicApp;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Device codes and refresh at Yandex OAuth: the client's own walk with other words. */
public final class DeviceCodes {

  private static final OpenIdConfiguration SERVER =
      OpenIdConfiguration.builder()
          .tokenEndpoint(Endpoints.OAUTH_TOKEN.toString())
          .deviceAuthorizationEndpoint(Endpoints.DEVICE_CODE.toString())
          .build();

  private final ProviderCalls calls;
  private final TokenEndpoint tokens;
  private final Optional<String> scope;

  /**
   * Creates the calls of one application.
   *
   * @param scope the scopes to ask for, separated by spaces; all of the application's if empty
   */
  public DeviceCodes(PassportCalls passport, PublicApp app, Optional<String> scope) {
    this.calls =
        new ProviderCalls(
            ClientContext.of(
                    app.id(),
                    new SecretAtTokenEndpoint(app::secret),
                    () -> SERVER,
                    passport.plain(),
                    passport.platform())
                .withDialect(" ", "OAuth", "OAuth"));
    this.tokens = new TokenEndpoint(calls, null);
    this.scope = scope;
  }

  /** Asks for a device code. */
  public DeviceCodeSession start(Device device) {
    Form form = Form.of("device_id", device.id()).plus("device_name", device.name());
    Form whole = scope.map(scopes -> form.plus("scope", scopes)).orElse(form);
    URI uri = Endpoints.DEVICE_CODE;
    OAuthResponse answer =
        asked(
            uri,
            () ->
                calls.send(
                    ProviderCall.post(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT, whole)
                        .named("device code endpoint")));
    if (answer instanceof OAuthResponse.Refused refused) {
      throw failed(uri, refused.error());
    }
    return new DeviceAnswers(uri, answer.members()).code();
  }

  /** Asks once whether the user has decided. */
  public PollAnswer<OAuthTokens> poll(DeviceCodeSession code) {
    OAuthResponse answer = ask(new DeviceCodeGrant(code.deviceCode()));
    if (answer instanceof OAuthResponse.Refused refused) {
      OAuthErrorException error = refused.error();
      return switch (error.error()) {
        case "authorization_pending" -> new PollAnswer.Pending<>();
        case "slow_down" -> new PollAnswer.SlowDown<>(Optional.empty());
        case "expired_token" ->
            throw new DeviceCodeTimeoutException(
                "device code: expected one that is good, found one that has expired",
                Endpoints.OAUTH_TOKEN,
                error.status());
        case "access_denied" ->
            throw new InvalidCredentialsException(
                "the user has refused: access_denied", Endpoints.OAUTH_TOKEN, error.status());
        default -> throw failed(Endpoints.OAUTH_TOKEN, error);
      };
    }
    return new PollAnswer.Done<>(answers(answer).tokens());
  }

  /**
   * Trades a refresh token, which is good once, for new tokens.
   *
   * @throws InvalidCredentialsException if Yandex does not take it
   */
  public OAuthTokens refresh(Secret refreshToken) {
    OAuthResponse answer = ask(new RefreshTokenGrant(refreshToken));
    if (answer instanceof OAuthResponse.Refused refused) {
      if (refused.error().error().equals("invalid_grant")) {
        throw new InvalidCredentialsException(
            "refresh token: expected one that is good, found invalid_grant",
            Endpoints.OAUTH_TOKEN,
            refused.error().status());
      }
      throw failed(Endpoints.OAUTH_TOKEN, refused.error());
    }
    return answers(answer).renewedTokens();
  }

  private OAuthResponse ask(Grant grant) {
    return asked(Endpoints.OAUTH_TOKEN, () -> tokens.ask(grant, TokenRequestOptions.none()));
  }

  private static DeviceAnswers answers(OAuthResponse answer) {
    return new DeviceAnswers(Endpoints.OAUTH_TOKEN, answer.members());
  }

  /** The client's failures, in this chain's words. */
  private static OAuthResponse asked(URI uri, Supplier<OAuthResponse> call) {
    try {
      return call.get();
    } catch (OAuthErrorException e) {
      throw new YandexNetworkException(
          "expected an answer, found " + Marker.of(e.error()), uri, e.status());
    } catch (InvalidResponseException e) {
      throw e.status() >= 500
          ? new YandexNetworkException(
              "expected an answer, found a server in trouble", uri, e.status())
          : new YandexAuthFailedException("unexpected answer: " + e.rule(), uri, e.status());
    }
  }

  private static YandexPassportException failed(URI uri, OAuthErrorException error) {
    return error.status() >= 500
        ? new YandexNetworkException(
            "expected an answer, found a server in trouble: " + Marker.of(error.error()),
            uri,
            error.status())
        : new YandexAuthFailedException(
            "Yandex OAuth refuses: " + Marker.of(error.error()), uri, error.status());
  }
}
