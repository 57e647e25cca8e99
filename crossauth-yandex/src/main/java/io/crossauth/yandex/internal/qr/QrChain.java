package io.crossauth.yandex.internal.qr;

/** Which of the two chains of calls that Passport has had for QR logins. */
public enum QrChain {
  /** The web page's, since 2026: what to use. */
  WEB,
  /** The one before it, which Passport may no longer answer. */
  LEGACY
}
