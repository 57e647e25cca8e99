package io.crossauth.yandex;

import io.crossauth.client.internal.polling.Poller;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.value.Secret;
import io.crossauth.yandex.account.AccountInfo;
import io.crossauth.yandex.cookie.BrowserCookies;
import io.crossauth.yandex.cookie.PassportCookies;
import io.crossauth.yandex.credentials.CredentialRenewal;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.device.Device;
import io.crossauth.yandex.device.DeviceCodeSession;
import io.crossauth.yandex.device.DeviceCodes;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.CsrfExtractionException;
import io.crossauth.yandex.error.DeviceCodeTimeoutException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.QrTimeoutException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.glagol.GlagolCall;
import io.crossauth.yandex.internal.CookieJar;
import io.crossauth.yandex.internal.PublicApp;
import io.crossauth.yandex.password.PasswordLogin;
import io.crossauth.yandex.qr.QrChain;
import io.crossauth.yandex.qr.QrLogin;
import io.crossauth.yandex.qr.QrSession;
import io.crossauth.yandex.quasar.QuasarCall;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of Yandex Passport's mobile chain, for one's own account. Unofficial: Yandex may change
 * it any day.
 *
 * <p>Every method that makes a call may throw {@link YandexNetworkException} when no usable answer
 * comes, {@link YandexAuthFailedException} and its kinds when Yandex says no, and {@link
 * InterruptedCallException} when the thread is interrupted. No token is ever in a message.
 *
 * <p>Safe for use by many threads. It keeps the cookies of one session, those of the last QR login
 * or of {@link #refreshPassportCookies}; a login that is under way has its own.
 */
public final class YandexPassportClient implements AutoCloseable, CredentialRenewal {

  private final ClientParts wiring;
  private final LoginPolling waits;
  private final CredentialExchange chain;
  private final QrLogin qrLogin;
  private final DeviceCodes deviceCodes;
  private final CookieJar session;

  YandexPassportClient(ClientParts wiring) {
    this.wiring = wiring;
    this.waits = new LoginPolling(wiring.platform());
    this.chain = new CredentialExchange(wiring.calls());
    this.qrLogin = new QrLogin(wiring.calls());
    this.deviceCodes = new DeviceCodes(wiring.calls(), PublicApp.PASSPORT, Optional.empty());
    this.session = new CookieJar(wiring.platform());
  }

  /** A client with the defaults of {@link YandexConfig}. */
  public static YandexPassportClient create() {
    return builder().build();
  }

  /** Begins a client; everything has a default. */
  public static YandexPassportClientBuilder builder() {
    return new YandexPassportClientBuilder();
  }

  /** Begins a QR login: show {@link QrSession#terminalQr} to the user's Yandex app. */
  public QrSession startQrLogin() {
    return startQrLogin(QrChain.WEB);
  }

  /** Begins a QR login in one of the two ways that Passport has had. */
  public QrSession startQrLogin(QrChain way) {
    return qrLogin.start(way);
  }

  /**
   * Waits until the user has confirmed the QR code: asks every 2 s, for 120 s in all.
   *
   * @throws QrTimeoutException if the user has not
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public PassportCredentials pollQrUntilConfirmed(QrSession qr) {
    return pollQrUntilConfirmed(qr, PollOptions.usual());
  }

  /** The same with other times, or with a way to stop. */
  public PassportCredentials pollQrUntilConfirmed(QrSession qr, PollOptions options) {
    return collected(qr, qrPoller(qr, options).await());
  }

  /**
   * The same without holding a thread while it waits. Cancelling the future ends the login at once.
   */
  public CompletableFuture<PassportCredentials> startQrPolling(QrSession qr, PollOptions options) {
    return qrPoller(qr, options).start(confirmed -> collected(qr, confirmed));
  }

  /** Ends a QR login whose cookies have come already. */
  public PassportCredentials completeQrLogin(QrSession qr) {
    CookieJar jar = qrLogin.cookies(qr);
    PassportCredentials credentials = chain.fromCookies(jar);
    session.become(jar);
    return credentials;
  }

  /**
   * Logs in with the session cookies of a browser.
   *
   * @param cookies {@code Session_id=…; sessionid2=…}
   * @throws InvalidCredentialsException if there are none, or Passport does not take them
   */
  public PassportCredentials loginCookies(@Nullable String cookies) {
    return loginCookies(BrowserCookies.header(cookies));
  }

  /** Logs in with the session cookies of a browser, such as {@link BrowserCookies#json}. */
  public PassportCredentials loginCookies(BrowserCookies cookies) {
    return chain.fromCookies(cookies);
  }

  /** Begins a login on another device, under a new name. */
  public DeviceCodeSession startDeviceLogin() {
    return startDeviceLogin(Device.generated(wiring.platform().random()));
  }

  /** Begins a login on another device, under the name that this one always has. */
  public DeviceCodeSession startDeviceLogin(Device device) {
    return deviceCodes.start(device);
  }

  /**
   * Waits until the user has typed the code.
   *
   * @return credentials with a refresh token
   * @throws DeviceCodeTimeoutException if the user has not in time
   */
  public PassportCredentials pollDeviceUntilConfirmed(DeviceCodeSession code) {
    return pollDeviceUntilConfirmed(code, PollOptions.usual());
  }

  /** The same with other times, or with a way to stop. */
  public PassportCredentials pollDeviceUntilConfirmed(DeviceCodeSession code, PollOptions options) {
    return chain.fromTokens(DevicePolling.poller(waits, deviceCodes, code, options).await());
  }

  /**
   * The same without holding a thread while it waits. Cancelling the future ends the login at once.
   */
  public CompletableFuture<PassportCredentials> startDevicePolling(
      DeviceCodeSession code, PollOptions options) {
    return DevicePolling.poller(waits, deviceCodes, code, options).start(chain::fromTokens);
  }

  /**
   * Logs in on another device from begin to end.
   *
   * @param onCode shows the user where to go and what to type; called once
   */
  public PassportCredentials loginDeviceCode(Consumer<DeviceCodeSession> onCode) {
    return loginDeviceCode(
        onCode, Device.generated(wiring.platform().random()), PollOptions.usual());
  }

  /** The same with a name for the device, other times, or a way to stop. */
  public PassportCredentials loginDeviceCode(
      Consumer<DeviceCodeSession> onCode, Device device, PollOptions options) {
    DeviceCodeSession code = startDeviceLogin(device);
    onCode.accept(code);
    return pollDeviceUntilConfirmed(code, options);
  }

  /**
   * Renews the credentials of a device login. The refresh token is good once: save what comes back
   * before anything else. Whatever fails after the refresh, it does come back; perhaps without
   * music token.
   *
   * @throws InvalidCredentialsException if there is no refresh token, or Yandex does not take it
   */
  @Override
  public PassportCredentials refreshCredentials(PassportCredentials credentials) {
    Secret refreshToken =
        credentials
            .refreshToken()
            .orElseThrow(
                () ->
                    new InvalidCredentialsException(
                        "credentials: expected a refresh token, found none; only device logins"
                            + " have one",
                        null,
                        0));
    return chain.renewed(credentials, deviceCodes.refresh(refreshToken));
  }

  /** Gets a new music token. */
  @Override
  public Secret refreshMusicToken(Secret xToken) {
    return chain.musicToken(xToken);
  }

  /**
   * Gets new session cookies, which {@link #quasarCsrfToken} needs.
   *
   * @throws CaptchaRequiredException if Yandex wants a captcha solved first
   */
  public void refreshPassportCookies(Secret xToken) {
    session.become(new PassportCookies(wiring.calls()).of(xToken));
  }

  /**
   * Gets Quasar's token against forged requests, for the session whose cookies are here.
   *
   * @throws CsrfExtractionException if Quasar gives none
   */
  public Secret quasarCsrfToken() {
    return new QuasarCall(wiring.calls()).csrf(session);
  }

  /**
   * Gets the token for talking to a speaker in the local network.
   *
   * @param platform the kind of speaker: {@code yandexstation}
   */
  public Secret glagolDeviceToken(Secret musicToken, String deviceId, String platform) {
    return new GlagolCall(wiring.calls()).of(musicToken, deviceId, platform);
  }

  /** Asks whose x_token it is. */
  public AccountInfo fetchAccountInfo(Secret xToken) {
    return chain.account(xToken);
  }

  /**
   * Whether Passport takes the x_token. False only when it refuses it in so many words; everything
   * else is thrown, since it says nothing about the token.
   */
  public boolean validateXToken(Secret xToken) {
    return chain.valid(xToken);
  }

  /**
   * Experimental: login with a password, a second factor or a letter, as the web page does. Only
   * shown to work against a fake.
   */
  public PasswordLogin experimentalPasswordLogin() {
    return new PasswordLogin(wiring.calls(), chain::fromCookies);
  }

  /** Ends what the client has made itself; what was handed in stays open. */
  @Override
  public void close() {
    wiring.close();
  }

  private Poller<String> qrPoller(QrSession qr, PollOptions options) {
    return waits.poller(
        () -> qrLogin.poll(qr),
        options,
        wiring.config().qrPollInterval(),
        wiring.config().qrPollTotalTimeout(),
        () -> new QrTimeoutException("the QR code was not confirmed in time", null, 0));
  }

  private PassportCredentials collected(QrSession qr, String confirmed) {
    CookieJar unused = qrLogin.collect(qr, confirmed);
    return completeQrLogin(qr);
  }
}
