package io.crossauth.yandex;

import io.crossauth.client.internal.polling.Poller;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.CredentialsKeeper;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.PublicApp;
import io.crossauth.yandex.internal.cookie.BrowserCookies;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.internal.device.DeviceCodes;
import io.crossauth.yandex.internal.exchange.CredentialExchange;
import io.crossauth.yandex.internal.exchange.GlagolCall;
import io.crossauth.yandex.internal.exchange.PassportCookies;
import io.crossauth.yandex.internal.password.PasswordLogin;
import io.crossauth.yandex.internal.polling.LoginPolling;
import io.crossauth.yandex.internal.qr.QrChain;
import io.crossauth.yandex.internal.qr.QrLogin;
import io.crossauth.yandex.login.AccountInfo;
import io.crossauth.yandex.login.Device;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.login.PasswordLoginOutcome;
import io.crossauth.yandex.login.PollOptions;
import io.crossauth.yandex.login.QrSession;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of Yandex Passport's mobile chain, for one's own account. Unofficial: Yandex may change
 * it any day.
 *
 * <p>Every method that makes a call may throw {@link YandexNetworkException} when no usable answer
 * comes, {@link YandexAuthFailedException} and its kinds when Yandex says no, among them {@link
 * RateLimitedException}, and {@link InterruptedCallException} when the thread is interrupted. No
 * token is ever in a message.
 *
 * <p>Safe for use by many threads. It keeps the cookies of one session, those of the last QR login
 * or of {@link #refreshPassportCookies}; a login that is under way has its own.
 */
public final class YandexPassportClient implements AutoCloseable, CredentialsKeeper.Renewal {

  private final ClientParts parts;
  private final LoginPolling polling;
  private final CredentialExchange exchange;
  private final QrLogin qrLogin;
  private final DeviceCodes deviceCodes;
  private final PasswordLogin passwordLogin;
  private final YandexSession session;

  private YandexPassportClient(ClientParts parts) {
    this.parts = parts;
    this.polling = new LoginPolling(parts.platform());
    this.exchange = new CredentialExchange(parts.calls());
    this.qrLogin = new QrLogin(parts.calls());
    this.deviceCodes = new DeviceCodes(parts.calls(), PublicApp.PASSPORT, null);
    this.passwordLogin = new PasswordLogin(parts.calls(), exchange::fromCookies);
    this.session = new YandexSession(parts.calls(), new CookieJar(parts.platform()));
  }

  /**
   * A client with the defaults of {@link YandexConfig}.
   *
   * @return a client, to be closed by the caller
   */
  public static YandexPassportClient create() {
    return builder().build();
  }

  /**
   * Begins a client; everything has a default.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Begins a QR login: show {@link QrSession#terminalQr} to the user's Yandex app.
   *
   * @return the login, to be polled
   * @throws YandexAuthFailedException if the login page has changed ({@code yandex.csrf_missing}),
   *     or Passport gives no code
   */
  public QrSession startQrLogin() {
    return qrLogin.start(QrChain.WEB);
  }

  /**
   * Begins a QR login by the chain of before 2026, which Passport may no longer answer.
   *
   * @return the login, to be polled
   * @throws YandexAuthFailedException as {@link #startQrLogin}
   */
  public QrSession startLegacyQrLogin() {
    return qrLogin.start(QrChain.LEGACY);
  }

  /**
   * Waits until the user has confirmed the QR code: asks every 2 s, for 120 s in all.
   *
   * @param qr the login, as {@link #startQrLogin} gave it
   * @return what the login gave
   * @throws LoginTimeoutException if the user has not
   * @throws InvalidCredentialsException if the user refuses, or no session comes of it
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public PassportCredentials pollQrUntilConfirmed(QrSession qr) {
    return pollQrUntilConfirmed(qr, PollOptions.usual());
  }

  /**
   * The same with other times, or with a way to stop.
   *
   * @param qr the login, as {@link #startQrLogin} gave it
   * @param options times, and a way to stop
   * @return what the login gave
   * @throws LoginTimeoutException if the user has not confirmed in time
   * @throws InvalidCredentialsException if the user refuses, the login was cancelled, or no session
   *     comes of it
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public PassportCredentials pollQrUntilConfirmed(QrSession qr, PollOptions options) {
    return collected(qr, qrPoller(qr, options).await());
  }

  /**
   * The same without holding a thread while it waits. Cancelling the future ends the login at once.
   *
   * @param qr the login, as {@link #startQrLogin} gave it
   * @param options times, and a way to stop
   * @return what the login gives; fails with what {@link #pollQrUntilConfirmed} throws
   */
  public CompletableFuture<PassportCredentials> startQrPolling(QrSession qr, PollOptions options) {
    return qrPoller(qr, options).start(confirmed -> collected(qr, confirmed));
  }

  /**
   * Ends a QR login whose cookies have come already.
   *
   * @param qr the login, as {@link #startQrLogin} gave it
   * @return what the login gave
   * @throws InvalidCredentialsException if there are no cookies of a session, or Passport refuses
   *     them
   */
  public PassportCredentials completeQrLogin(QrSession qr) {
    CookieJar jar = qrLogin.cookies(qr);
    PassportCredentials credentials = exchange.fromCookies(jar);
    session.become(jar);
    return credentials;
  }

  /**
   * Logs in with the session cookies of a browser.
   *
   * @param cookies {@code Session_id=…; sessionid2=…} as a {@code Cookie} header has them, or the
   *     JSON array that an extension of a browser exports; null or blank for none
   * @return what the login gave
   * @throws InvalidCredentialsException if there are none, they are in no form that is known, or
   *     Passport does not take them
   */
  public PassportCredentials loginCookies(@Nullable String cookies) {
    return exchange.fromCookies(BrowserCookies.of(cookies));
  }

  /**
   * The same with cookies that were kept as a secret, such as those of {@link
   * YandexSession#exportCookies}.
   *
   * @param cookies a {@code Cookie} header, or a JSON array
   * @return what the login gave
   * @throws InvalidCredentialsException as {@link #loginCookies(String)}
   */
  public PassportCredentials loginCookies(Secret cookies) {
    return loginCookies(cookies.reveal());
  }

  /**
   * Begins a login on another device, under a new name.
   *
   * @return the code to show, and to be polled
   * @throws YandexAuthFailedException if Yandex gives no code
   */
  public DeviceCodeSession startDeviceLogin() {
    return startDeviceLogin(Device.generated(parts.platform().random()));
  }

  /**
   * Begins a login on another device, under the name that this one always has.
   *
   * @param device the name
   * @return the code to show, and to be polled
   * @throws YandexAuthFailedException if Yandex gives no code
   */
  public DeviceCodeSession startDeviceLogin(Device device) {
    return deviceCodes.start(device);
  }

  /**
   * Waits until the user has typed the code, for as long and as often as the server says.
   *
   * @param code the login, as {@link #startDeviceLogin()} gave it
   * @return credentials with a refresh token
   * @throws LoginTimeoutException if the user has not in time
   * @throws InvalidCredentialsException if the user refuses
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public PassportCredentials pollDeviceUntilConfirmed(DeviceCodeSession code) {
    return pollDeviceUntilConfirmed(code, PollOptions.usual());
  }

  /**
   * The same with other times, or with a way to stop.
   *
   * @param code the login, as {@link #startDeviceLogin()} gave it
   * @param options times, and a way to stop
   * @return credentials with a refresh token
   * @throws LoginTimeoutException if the user has not typed the code in time
   * @throws InvalidCredentialsException if the user refuses, or the login was cancelled
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public PassportCredentials pollDeviceUntilConfirmed(DeviceCodeSession code, PollOptions options) {
    return exchange.fromTokens(devicePoller(code, options).await());
  }

  /**
   * The same without holding a thread while it waits. Cancelling the future ends the login at once.
   *
   * @param code the login, as {@link #startDeviceLogin()} gave it
   * @param options times, and a way to stop
   * @return what the login gives; fails with what {@link #pollDeviceUntilConfirmed} throws
   */
  public CompletableFuture<PassportCredentials> startDevicePolling(
      DeviceCodeSession code, PollOptions options) {
    return devicePoller(code, options).start(exchange::fromTokens);
  }

  /**
   * Logs in on another device from begin to end, under a new name.
   *
   * @param onCode shows the user where to go and what to type; called once
   * @return credentials with a refresh token
   * @throws LoginTimeoutException if the user has not typed the code in time
   * @throws InvalidCredentialsException if the user refuses
   */
  public PassportCredentials loginDeviceCode(Consumer<DeviceCodeSession> onCode) {
    return loginDeviceCode(
        onCode, Device.generated(parts.platform().random()), PollOptions.usual());
  }

  /**
   * The same with a name for the device, other times, or a way to stop.
   *
   * @param onCode shows the user where to go and what to type; called once
   * @param device the name
   * @param options times, and a way to stop
   * @return credentials with a refresh token
   * @throws LoginTimeoutException if the user has not typed the code in time
   * @throws InvalidCredentialsException if the user refuses, or the login was cancelled
   */
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
   * @param credentials credentials with a refresh token
   * @return new credentials with a new refresh token
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
    return exchange.renewed(credentials, deviceCodes.refresh(refreshToken));
  }

  /**
   * Gets a new music token.
   *
   * @param xToken the x_token of a login
   * @return the music token
   * @throws InvalidCredentialsException if Passport gives none; named if it refuses the x_token
   */
  @Override
  public Secret refreshMusicToken(Secret xToken) {
    return exchange.musicToken(xToken);
  }

  /**
   * Gets new session cookies, as a browser that has logged in would have.
   *
   * @param xToken the x_token of a login
   * @return the session, which is this client's from now on
   * @throws CaptchaRequiredException if Yandex wants a captcha solved first
   * @throws InvalidCredentialsException if Passport does not take the x_token
   */
  public YandexSession refreshPassportCookies(Secret xToken) {
    session.become(new PassportCookies(parts.calls()).of(xToken));
    return session;
  }

  /**
   * The session whose cookies are here: those of the last QR login, of {@link
   * #refreshPassportCookies}, or of {@link #restoreSession}.
   *
   * @return the session, always the same object; without cookies before the first of these
   */
  public YandexSession session() {
    return session;
  }

  /**
   * Takes up a session that was kept.
   *
   * @param exportedCookies what {@link YandexSession#exportCookies} gave, or the JSON array that an
   *     extension of a browser exports; cookies that are not Yandex's, or over, are left out
   * @return the session, which is this client's from now on
   * @throws InvalidCredentialsException if it is no such array, or holds no session
   */
  public YandexSession restoreSession(Secret exportedCookies) {
    session.become(CookieJar.restored(parts.platform(), exportedCookies.reveal()));
    return session;
  }

  /**
   * Gets Quasar's token against forged requests, for the session whose cookies are here. {@link
   * YandexSession} sends it by itself.
   *
   * @return the token
   * @throws YandexAuthFailedException if Quasar gives none ({@code yandex.csrf_missing})
   */
  public Secret quasarCsrfToken() {
    return session.csrfToken();
  }

  /**
   * Gets the token for talking to a speaker in the local network.
   *
   * @param musicToken a music token
   * @param deviceId the speaker's id
   * @param platform the kind of speaker: {@code yandexstation}
   * @return the speaker's token
   * @throws InvalidCredentialsException if there is none for this music token and speaker
   */
  public Secret glagolDeviceToken(Secret musicToken, String deviceId, String platform) {
    return new GlagolCall(parts.calls()).of(musicToken, deviceId, platform);
  }

  /**
   * Asks whose x_token it is.
   *
   * @param xToken the x_token of a login
   * @return the account
   * @throws InvalidCredentialsException if Passport refuses the token explicitly
   * @throws YandexAuthFailedException if it names no account for another reason
   */
  public AccountInfo fetchAccountInfo(Secret xToken) {
    return exchange.account(xToken);
  }

  /**
   * Whether Passport takes the x_token. False only when Passport itself refuses it explicitly;
   * everything else is thrown, since it says nothing about the token.
   *
   * @param xToken the x_token of a login
   * @return true if Passport says whose it is
   * @throws YandexAuthFailedException if the answer is neither an account nor Passport's refusal
   */
  public boolean validateXToken(Secret xToken) {
    return exchange.valid(xToken);
  }

  /**
   * Experimental: login with a password and perhaps a second factor, as the web page does. Only
   * shown to work against a fake.
   *
   * @param login the account's name to log in with
   * @param password the account's password
   * @return the credentials, or the next step
   * @throws InvalidCredentialsException if there is no such account, or the password is wrong
   * @throws YandexAuthFailedException if the account does not log in by password
   */
  public PasswordLoginOutcome experimentalPasswordLogin(String login, Secret password) {
    return passwordLogin.start(login, password);
  }

  /**
   * Experimental: sends the user a letter with a link that logs in. Only shown to work against a
   * fake.
   *
   * @param login the account's name to log in with
   * @return the step that waits until the link was opened
   * @throws InvalidCredentialsException if there is no such account
   * @throws YandexAuthFailedException if the account does not log in by letter
   * @throws CaptchaRequiredException if Passport wants a captcha solved first
   */
  public PasswordLoginOutcome.LetterSent experimentalLetterLogin(String login) {
    return passwordLogin.sendLetter(login);
  }

  /**
   * Ends the client: what waits ends with its next question, and later calls fail with the code
   * {@code yandex.closed}. What the client has made itself is closed; what was handed in stays
   * open.
   */
  @Override
  public void close() {
    parts.close();
  }

  private Poller<String> qrPoller(QrSession qr, PollOptions options) {
    return polling.poller(
        () -> qrLogin.poll(qr),
        options,
        parts.config().qrPollInterval(),
        parts.config().qrPollTotalTimeout(),
        () -> LoginTimeoutException.qr("the QR code was not confirmed in time", null, 0));
  }

  private Poller<OAuthTokens> devicePoller(DeviceCodeSession code, PollOptions options) {
    return polling.poller(deviceCodes, code, options);
  }

  private PassportCredentials collected(QrSession qr, String confirmed) {
    CookieJar unused = qrLogin.collect(qr, confirmed);
    return completeQrLogin(qr);
  }

  /**
   * Builds a {@link YandexPassportClient}. Everything has a default. Not for use by many threads at
   * once.
   */
  public static final class Builder {

    private YandexConfig config = YandexConfig.defaults();
    private @Nullable HttpTransport transport;
    private Platform platform = Platform.system();

    private Builder() {}

    /**
     * Sets how the client behaves.
     *
     * @param other the configuration; {@link YandexConfig#defaults} by default
     * @return this builder
     */
    public Builder config(YandexConfig other) {
      this.config = other;
      return this;
    }

    /**
     * Sets the HTTP transport. The list of hosts, the pace and all other rules stand in front of
     * it.
     *
     * @param other a transport that is not closed by the client; one of the client's own by default
     * @return this builder
     */
    public Builder transport(HttpTransport other) {
      this.transport = other;
      return this;
    }

    /**
     * Sets the platform.
     *
     * @param other clock, ticker, scheduler, random; the system's by default
     * @return this builder
     */
    public Builder platform(Platform other) {
      this.platform = other;
      return this;
    }

    /**
     * Makes the client. Nothing is sent yet.
     *
     * @return a client, to be closed by the caller
     */
    public YandexPassportClient build() {
      return new YandexPassportClient(ClientParts.of(config, transport, platform));
    }
  }
}
