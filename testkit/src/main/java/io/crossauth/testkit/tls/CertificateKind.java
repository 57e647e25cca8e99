package io.crossauth.testkit.tls;

/**
 * What is right or wrong with the certificate that a test server shows (RFC 5280 section 6.1, RFC
 * 9525 section 6). Immutable.
 */
public enum CertificateKind {
  /**
   * Of the testkit's authority, valid now, for {@code localhost}, {@code 127.0.0.1} and {@code
   * ::1}.
   */
  GOOD,
  /** Good, but for {@code other.example} only. */
  WRONG_HOST,
  /** As {@link #GOOD}, but its time was over a day ago. */
  EXPIRED,
  /** As {@link #GOOD}, but its time begins in a day. */
  NOT_YET_VALID,
  /** Right names, but signed by itself. */
  SELF_SIGNED,
  /** Right names, but of an authority that nobody trusts. */
  UNKNOWN_AUTHORITY,
  /**
   * For {@code localhost}, but in the common name only, where nobody may look (RFC 9525 section 2)
   * and the JDK still does.
   */
  COMMON_NAME_ONLY
}
