package io.crossauth.yandex.internal.qr;

import io.crossauth.value.Secret;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.login.QrSession;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Passport gave at the begin of a QR login, and the cookies that came with it. */
public final class BegunQrLogin implements QrSession {

  private final QrChain chain;
  private final String trackId;
  private final Secret csrfToken;
  private final URI qrUrl;
  // The page's own state: no serializer that reads fields may find it.
  private final transient Map<String, @Nullable Object> authState;
  private final CookieJar jar;

  BegunQrLogin(
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

  @Override
  public String trackId() {
    return trackId;
  }

  @Override
  public Secret csrfToken() {
    return csrfToken;
  }

  @Override
  public URI qrUrl() {
    return qrUrl;
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

  @Override
  public String toString() {
    return "QrSession[trackId=" + trackId + ", qrUrl=" + qrUrl + ", csrfToken=***, authState=***]";
  }
}
