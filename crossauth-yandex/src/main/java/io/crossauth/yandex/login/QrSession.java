package io.crossauth.yandex.login;

import io.crossauth.client.qr.QrCode;
import io.crossauth.value.Secret;
import java.net.URI;

/**
 * A QR login that has begun: the code to show, and what is needed to ask whether it was scanned. It
 * has cookies of its own, which no other login sees; lives in this process only; is not
 * serializable.
 *
 * <p>The client makes it and takes no other: this interface is implemented by the library alone.
 * Its objects are immutable and safe for use by many threads; their text form has the track and the
 * address, as the code shows them.
 */
public interface QrSession {

  /**
   * The login's name at Passport.
   *
   * @return the track's id, not blank
   */
  String trackId();

  /**
   * The token against forged requests.
   *
   * @return the token of the login page
   */
  Secret csrfToken();

  /**
   * What the code says: the address that the Yandex app opens.
   *
   * @return an https address on one of the hosts that may be called
   */
  URI qrUrl();

  /**
   * The code, to be drawn as text, SVG or PNG.
   *
   * @return the code of {@link #qrUrl}
   */
  default QrCode qrCode() {
    return QrCode.of(qrUrl());
  }

  /**
   * The code for a terminal with colours.
   *
   * @return lines of text, with their escape sequences
   */
  default String terminalQr() {
    return qrCode().terminal();
  }
}
