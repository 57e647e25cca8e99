package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;

/**
 * The token is about somebody, and about the one who is expected.
 *
 * @param required whether it must say about whom
 * @param ascii whether the name must be of at most 255 ASCII characters (OpenID Connect Core
 *     section 2)
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.8">RFC 8725 section 3.8</a>
 */
record SubjectCheck(boolean required, boolean ascii) implements ClaimCheck {

  private static final int MAX = 255;

  @Override
  public void check(SignedClaims token, Expected expected) {
    String wanted = expected.get(Expected.SUBJECT);
    if (!required && wanted == null && !token.claims().has("sub")) {
      return;
    }
    if (!ascii && TokenDialect.isInteger(token.claims().all().get("sub"))) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CLAIM_TYPE,
          "sub",
          "a string",
          "a number",
          "if access tokens of this server name users by number, numericSubjects() accepts"
              + " numbers");
    }
    String subject = token.claims().requireString("sub");
    if (ascii && (subject.length() > MAX || !subject.chars().allMatch(c -> c < 128))) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CLAIM_VALUE,
          "sub",
          "at most " + MAX + " ASCII characters",
          "another text",
          null);
    }
    if (wanted != null && !subject.equals(wanted)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_SUBJECT,
          "sub",
          "the user of this session",
          "a different value",
          null);
    }
  }
}
