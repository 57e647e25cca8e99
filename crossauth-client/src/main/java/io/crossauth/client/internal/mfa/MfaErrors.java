package io.crossauth.client.internal.mfa;

import io.crossauth.client.mfa.MfaRefusedException;
import io.crossauth.client.mfa.MfaRefusedException.Reason;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import java.util.Locale;

/** Tells the refusals of the protocol apart; the rest stays what it is. */
final class MfaErrors {

  private MfaErrors() {}

  /** A refusal of a code that the user typed. */
  static CrossauthException ofCode(OAuthErrorException error) {
    return of(error, Reason.WRONG_CODE);
  }

  /** A refusal where the user has nothing to type, so that a busy server says nothing of tries. */
  static CrossauthException ofPush(OAuthErrorException error) {
    return switch (error.error()) {
      case "access_denied" -> new MfaRefusedException(Reason.REFUSED_BY_USER, error);
      case "temporarily_unavailable" -> error;
      default -> of(error, Reason.REFUSED_BY_USER);
    };
  }

  /** A refusal of a challenge, an enrolment or a list. */
  static CrossauthException ofRequest(OAuthErrorException error) {
    return switch (error.error()) {
      case "association_required" -> new MfaRefusedException(Reason.NOT_ENROLLED, error);
      case "expired_token", "invalid_token" -> new MfaRefusedException(Reason.EXPIRED, error);
      case "too_many_attempts" -> new MfaRefusedException(Reason.TOO_MANY_ATTEMPTS, error);
      case "access_denied" ->
          alreadyEnrolled(error) ? new MfaRefusedException(Reason.ALREADY_ENROLLED, error) : error;
      default -> error.status() == 429 ? tooMany(error) : error;
    };
  }

  private static CrossauthException of(OAuthErrorException error, Reason invalidGrant) {
    return switch (error.error()) {
      case "invalid_grant" ->
          expired(error)
              ? new MfaRefusedException(Reason.EXPIRED, error)
              : new MfaRefusedException(invalidGrant, error);
      case "expired_token", "invalid_token" -> new MfaRefusedException(Reason.EXPIRED, error);
      case "too_many_attempts" -> tooMany(error);
      default -> error.status() == 429 ? tooMany(error) : error;
    };
  }

  private static MfaRefusedException tooMany(OAuthErrorException error) {
    return new MfaRefusedException(Reason.TOO_MANY_ATTEMPTS, error);
  }

  /** Some tenants say invalid_grant for an mfa token that is over, and only the text tells. */
  private static boolean expired(OAuthErrorException error) {
    String text = error.description().orElse("").toLowerCase(Locale.ROOT);
    return text.contains("mfa_token") || text.contains("mfa token");
  }

  private static boolean alreadyEnrolled(OAuthErrorException error) {
    return error.description().orElse("").toLowerCase(Locale.ROOT).contains("already enrolled");
  }
}
