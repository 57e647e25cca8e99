package io.crossauth.yandex.qr;

import io.crossauth.client.qr.QrCode;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.yandex.internal.CookieJar;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A QR login that has begun: the code to show, and what is needed to ask whether it was scanned.
 * Has cookies of its own, which no other login sees. Lives in this process only; not serializable.
 */
public final class QrSession {

  private final QrChain chain;
  private final String trackId;
  private final Secret csrfToken;
  private final URI qrUrl;
  private final Map<String, @Nullable Object> authState;
  private final CookieJar jar;

  QrSession(
      QrChain chain,
      String trackId,
      Secret csrfToken,
      URI qrUrl,
      Map<String, @Nullable Object> authState,
      CookieJar jar) {
    this.chain = chain;
    this.trackId = trackId;
    this.csrfToken = csrfToken;
    this.qrUrl = qrUrl;
    this.authState = Collections.unmodifiableMap(new LinkedHashMap<>(authState));
    this.jar = jar;
  }

  /**
   * A session made by hand, without cookies: for tests.
   *
   * @param authState what the page is asked with, as it was answered; polling needs it
   */
  public static QrSession of(
      String trackId, Secret csrfToken, URI qrUrl, Map<String, @Nullable Object> authState) {
    return new QrSession(
        QrChain.WEB, trackId, csrfToken, qrUrl, authState, new CookieJar(Platform.system()));
  }

  /** The login's name at Passport. */
  public String trackId() {
    return trackId;
  }

  /** The token against forged requests. */
  public Secret csrfToken() {
    return csrfToken;
  }

  /** What the code says: the address that the Yandex app opens. */
  public URI qrUrl() {
    return qrUrl;
  }

  /** The code, to be drawn as text, SVG or PNG. */
  public QrCode qrCode() {
    return QrCode.of(qrUrl);
  }

  /** The code for a terminal with colours. */
  public String terminalQr() {
    return qrCode().terminal();
  }

  QrChain chain() {
    return chain;
  }

  Map<String, @Nullable Object> authState() {
    return authState;
  }

  CookieJar jar() {
    return jar;
  }

  /** Track and address, as the code shows them. */
  @Override
  public String toString() {
    return "QrSession[trackId=" + trackId + ", qrUrl=" + qrUrl + ", csrfToken=***, authState=***]";
  }
}
